package cevns.analysis.offline;

import cevns.analysis.prediction.CrossSection;
import cevns.analysis.prediction.PredictionConfig;
import cevns.analysis.prediction.Predictor;
import cevns.analysis.statistics.ProfileScan;
import cevns.analysis.statistics.SingleBin;
import cevns.daq.config.ConfigTree;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.univariate.BrentOptimizer;
import org.hipparchus.optim.univariate.SearchInterval;
import org.hipparchus.optim.univariate.UnivariateObjectiveFunction;

/**
 * A parameter of the Standard Model or of a model beyond it, measured with the single bin: the
 * predicted counts follow the parameter, all else is as in the prediction.
 *
 * @param model what the parameter changes
 * @param low begin of the range that is scanned
 * @param high its end
 * @param steps number of stretches of the scan
 */
record ModelParameter(ParameterModel model, double low, double high, int steps) {

    private static final int MAX_EVALUATIONS = 200;

    static ModelParameter read(ConfigTree tree) {
        double[] range = tree.interval("range");
        return new ModelParameter(
                ParameterModel.read(tree), range[0], range[1], tree.count("steps", 10, 10_000, 60));
    }

    /** The χ² of the single bin over the range of the parameter. */
    ProfileScan scan(SingleBin bin, PredictionConfig prediction) {
        Predictor predictor = new Predictor(prediction);
        CrossSection usual = prediction.crossSection();
        DoubleUnaryOperator chi2 =
                value -> {
                    CrossSection with =
                            new CrossSection(
                                    model.at(value, prediction),
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
}
