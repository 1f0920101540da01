package cevns.analysis.offline;

import cevns.analysis.prediction.Couplings;
import cevns.analysis.prediction.CrossSection;
import cevns.analysis.prediction.Flavour;
import cevns.analysis.prediction.Interaction;
import cevns.analysis.prediction.PredictionConfig;
import cevns.analysis.prediction.Predictor;
import cevns.analysis.prediction.StandardModel;
import cevns.analysis.prediction.beyond.MagneticMoment;
import cevns.analysis.prediction.beyond.VectorNsi;
import cevns.analysis.statistics.ProfileScan;
import cevns.analysis.statistics.SingleBin;
import cevns.daq.config.ConfigTree;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.univariate.BrentOptimizer;
import org.hipparchus.optim.univariate.SearchInterval;
import org.hipparchus.optim.univariate.UnivariateObjectiveFunction;

/**
 * A parameter of the Standard Model or of a model beyond it, measured with the single bin: the
 * predicted counts follow the parameter, the couplings are otherwise those of the prediction.
 *
 * @param model what the parameter is of
 * @param alpha flavour of the neutrino that comes
 * @param beta flavour of the one that leaves
 * @param up true for the up quark, false for the down quark
 * @param low begin of the range that is scanned
 * @param high its end
 * @param steps number of stretches of the scan
 */
record ModelParameter(
        Model model, Flavour alpha, Flavour beta, boolean up, double low, double high, int steps) {

    private static final int MAX_EVALUATIONS = 200;

    /** What can be measured. */
    enum Model {
        /** sin²θ_W at q → 0 (beyond-sm.md §1). */
        WEAK_MIXING_ANGLE,
        /** ε of one quark and one pair of flavours (§2). */
        VECTOR_NSI,
        /** Magnetic moment of one flavour [Bohr magnetons] (§5). */
        MAGNETIC_MOMENT
    }

    private enum Quark {
        UP,
        DOWN
    }

    static ModelParameter read(ConfigTree tree) {
        Model model = tree.choice("model", Model.class);
        boolean nsi = model == Model.VECTOR_NSI;
        boolean flavoured = model != Model.WEAK_MIXING_ANGLE;
        double[] range = tree.interval("range");
        Flavour alpha = flavoured ? tree.choice("flavour", Flavour.class) : Flavour.E;
        return new ModelParameter(
                model,
                alpha,
                nsi ? tree.choice("to", Flavour.class, alpha) : alpha,
                nsi && tree.choice("quark", Quark.class) == Quark.UP,
                range[0],
                range[1],
                tree.count("steps", 10, 10_000, 60));
    }

    /** The χ² of the single bin over the range of the parameter. */
    ProfileScan scan(SingleBin bin, PredictionConfig prediction) {
        Predictor predictor = new Predictor(prediction);
        CrossSection usual = prediction.crossSection();
        DoubleFunction<Interaction> interaction = interaction(prediction);
        DoubleUnaryOperator chi2 =
                value -> {
                    CrossSection with =
                            new CrossSection(
                                    interaction.apply(value),
                                    usual.formFactor(),
                                    usual.kinematics());
                    double events = predictor.predict(with).events();
                    return bin.chi2(events * prediction.exposure().amount());
                };
        ProfileScan rough = ProfileScan.of(chi2, low, high, steps, low);
        double step = (high - low) / steps;
        double best =
                new BrentOptimizer(1e-9, 1e-9 * (high - low))
                        .optimize(
                                new MaxEval(MAX_EVALUATIONS),
                                new UnivariateObjectiveFunction(chi2::applyAsDouble),
                                GoalType.MINIMIZE,
                                new SearchInterval(
                                        StrictMath.max(low, rough.best() - step),
                                        StrictMath.min(high, rough.best() + step)))
                        .getPoint();
        return ProfileScan.of(chi2, low, high, steps, best);
    }

    private DoubleFunction<Interaction> interaction(PredictionConfig prediction) {
        String scheme = prediction.couplings();
        Couplings usual = Couplings.named(scheme);
        return switch (model) {
            case WEAK_MIXING_ANGLE -> value -> new StandardModel(Couplings.named(scheme, value));
            case VECTOR_NSI ->
                    value -> new VectorNsi(usual).with(alpha, beta, up ? value : 0, up ? 0 : value);
            case MAGNETIC_MOMENT ->
                    value ->
                            new MagneticMoment(
                                    new StandardModel(usual),
                                    alpha == Flavour.E ? value : 0,
                                    alpha == Flavour.MU ? value : 0,
                                    alpha == Flavour.TAU ? value : 0);
        };
    }
}
