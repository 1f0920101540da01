package cevns.analysis.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cevns.analysis.prediction.Prediction;
import cevns.analysis.prediction.PredictionConfig;
import cevns.analysis.prediction.Predictor;
import cevns.analysis.statistics.Interval;
import cevns.analysis.statistics.JointFit;
import cevns.analysis.statistics.SteadyTime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The fit of the running comparison on the released counts of CsI 2017. */
class Csi2017JointFitTest {

    @Test
    void givesTheJointProfileOfTheReleasedGrids() throws IOException {
        Path root = PublicReleases.folder();
        AnalysisConfig config = PublicReleases.config("csi-2017");
        ReleasedData data = ReleasedData.read(config.data(), config.cells(), root);
        Prediction prediction =
                new Predictor(PredictionConfig.load("../configs/detectors/csi-2017.conf", ""))
                        .predict();
        double[] signal = cells(prediction.cells());
        double[] brn = cells(prediction.backgrounds().get(0).cells());
        for (int i = 0; i < brn.length; i++) {
            brn[i] *= 1.76e23;
        }
        JointFit fit =
                new JointFit(
                        data.coincidence(),
                        data.anticoincidence().orElseThrow(),
                        1,
                        config.cells().time().edges(),
                        signal,
                        List.of(new JointFit.Pull(brn, 0.25)),
                        SteadyTime.EXPONENTIAL);
        Interval interval = fit.interval(1);
        String found =
                String.format(
                        "%.2f [%.2f, %.2f] %.3f sigma, expected %.2f, ss %.1f, brn %.2f",
                        fit.signal(),
                        interval.low(),
                        interval.high(),
                        fit.significance(),
                        fit.expectedSignificance(174),
                        fit.steady(),
                        fit.background(0));
        // statistics.md 3: "C+AC joint profile of SS energies 122 +- 24, 5.5 sigma"
        assertThat(fit.signal()).as(found).isCloseTo(122, within(1.5));
        assertThat((interval.high() - interval.low()) / 2).as(found).isCloseTo(24, within(0.7));
        assertThat(fit.significance()).as(found).isCloseTo(5.5, within(0.06));
    }

    private static double[] cells(double[][] fine) {
        return java.util.Arrays.stream(fine).flatMapToDouble(java.util.Arrays::stream).toArray();
    }
}
