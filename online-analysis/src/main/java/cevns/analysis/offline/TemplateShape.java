package cevns.analysis.offline;

import cevns.analysis.prediction.PredictionConfig;
import cevns.analysis.statistics.Template;
import cevns.daq.config.ConfigTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A released template over all cells, with the templates of its systematic effects.
 *
 * @param file one line for each cell; what it adds up to is not used
 * @param counts expected
 * @param sigma what they are known to
 * @param effects its systematic effects
 * @param detector whose prediction says how it follows a hypothesis; of a signal only
 */
record TemplateShape(
        String file,
        double counts,
        double sigma,
        List<Effect> effects,
        Optional<PredictionConfig> detector)
        implements Shape {

    /**
     * One systematic effect.
     *
     * @param name of the nuisance parameter
     * @param up template one standard deviation up
     * @param down one down; where it is absent, the mirror image of {@code up}
     */
    record Effect(String name, String up, Optional<String> down) {}

    static TemplateShape read(ConfigTree tree) {
        List<Effect> effects = new ArrayList<>();
        for (ConfigTree effect : tree.list("variations")) {
            effects.add(
                    new Effect(
                            effect.string("name"),
                            effect.string("up"),
                            effect.has("down")
                                    ? Optional.of(effect.string("down"))
                                    : Optional.empty()));
        }
        return new TemplateShape(
                tree.string("file"),
                tree.number("counts", 0, 1e12),
                Shapes.sigma(tree),
                List.copyOf(effects),
                tree.has("detector")
                        ? Optional.of(
                                PredictionConfig.read(
                                        tree.child("detector"), tree.string("preset", "")))
                        : Optional.empty());
    }

    @Override
    public Contribution read(String name, ReleasedData data) throws IOException {
        double[] shape = grid(file, data);
        List<Template.Variation> variations = new ArrayList<>();
        for (Effect effect : effects) {
            double[] up = grid(effect.up(), data);
            variations.add(
                    effect.down().isPresent()
                            ? new Template.Variation(
                                    effect.name(), up, grid(effect.down().get(), data))
                            : Template.oneSided(effect.name(), shape, up));
        }
        return new Contribution(new Template(name, shape, variations), counts, sigma);
    }

    @Override
    public Optional<SignalModel> model(ReleasedData data) throws IOException {
        if (detector.isEmpty()) {
            return Optional.empty();
        }
        Template template = read("signal", data).template();
        return Optional.of(new ReweightedSignal(detector.get(), data.cells(), template, counts));
    }

    @Override
    public boolean isPredicted() {
        return detector.isPresent();
    }

    private static double[] grid(String file, ReleasedData data) throws IOException {
        return GridFile.read(data.folder().resolve(file), data.cells());
    }
}
