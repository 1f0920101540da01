package cevns.analysis.offline;

import cevns.daq.config.ConfigTree;

/** The kinds of shape that a configuration can name. */
final class Shapes {

    private enum Kind {
        /** The prediction for a detector. */
        PREDICTION,
        /** A released template over all cells. */
        TEMPLATE,
        /** A shape in energy times a shape in time. */
        PRODUCT,
        /** Steady-state background as the anticoincidence window has it. */
        ANTICOINCIDENCE
    }

    private Shapes() {}

    static Shape read(ConfigTree tree) {
        return switch (tree.choice("shape", Kind.class)) {
            case PREDICTION -> PredictedShape.read(tree);
            case TEMPLATE -> TemplateShape.read(tree);
            case PRODUCT -> ProductShape.read(tree);
            case ANTICOINCIDENCE -> AnticoincidenceShape.read(tree);
        };
    }

    /** What the counts are known to [counts]; +infinity without {@code uncertainty_counts}. */
    static double sigma(ConfigTree tree) {
        return tree.number("uncertainty_counts", 1e-9, 1e12, Double.POSITIVE_INFINITY);
    }
}
