package cevns.analysis.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cevns.daq.config.InvalidConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class F90ResponseTest {

    private static final Path ARGON = Path.of("../configs/detectors/lar-cenns10.conf");

    @TempDir Path folder;

    /** A quarter lies in the middle of [0, 1] within 0.3186 σ, half within 0.6745 σ. */
    @Test
    void sharesOutANormalDistribution() {
        Table mean = new Table(List.of(0.0), List.of(0.5));
        Table sigma = new Table(List.of(0.0), List.of(0.1));
        double half = 0.06744897501960817;
        Bins bins = new Bins(List.of(-9.0, 0.5 - half, 0.5, 0.5 + half, 9.0));
        assertThat(new F90Response(bins, mean, sigma).shares(3))
                .containsExactly(new double[] {0.25, 0.25, 0.25, 0.25}, within(1e-12));
    }

    @Test
    void cutsOffWhatLiesOutsideTheBins() {
        Table mean = new Table(List.of(0.0), List.of(0.5));
        Table sigma = new Table(List.of(0.0), List.of(0.1));
        double[] shares = new F90Response(new Bins(List.of(0.5, 0.6, 0.9)), mean, sigma).shares(3);
        assertThat(shares[0]).isCloseTo(0.682689, within(1e-4));
        assertThat(shares[0] + shares[1]).isCloseTo(1, within(1e-12));
    }

    @Test
    void givesEveryCellOfEnergyF90AndTime() {
        PredictionConfig config = PredictionConfig.load(ARGON.toString(), "");
        Prediction prediction = new Predictor(config).predict();
        double[] template = prediction.template();
        assertThat(template).hasSize(12 * 8 * 10);
        double events = prediction.events();
        assertThat(Arrays.stream(template).sum()).isCloseTo(events, within(1e-9 * events));
        assertThat(Arrays.stream(prediction.f90Profile()).sum())
                .isCloseTo(events, within(1e-9 * events));
        assertThat(template[(1 * 8 + 3) * 10 + 4])
                .isCloseTo(
                        prediction.cells()[1][4] * prediction.f90Shares()[1][3],
                        within(1e-12 * events));
    }

    /** The full template, response and all: well under a second. */
    @Test
    void takesLittleTime() {
        PredictionConfig config = PredictionConfig.load(ARGON.toString(), "");
        new Predictor(config).predict().template();
        long start = System.nanoTime();
        new Predictor(config).predict().template();
        assertThat(System.nanoTime() - start).isLessThan(1_000_000_000L);
    }

    /** Our fit against the template that it was fitted to, by share of a bin of F90. */
    @Test
    void followsTheReleasedTemplate() throws IOException {
        Path file = Path.of(System.getProperty("sevens.data"), "coherent-lar-2020/cevnspdf.txt");
        Assumptions.assumeTrue(Files.exists(file), "no public data (-Dsevens.data=DIR)");
        List<String> lines = Files.readAllLines(file);
        PredictionConfig config = PredictionConfig.load(ARGON.toString(), "");
        double[][] ours = new Predictor(config).predict().f90Shares();
        for (int size = 0; size < 4; size++) {
            double[] released = new double[8];
            for (int i = 0; i < 80; i++) {
                String[] words = lines.get(size * 80 + i).trim().split("\\s+");
                released[i / 10] += Double.parseDouble(words[3]);
            }
            double all = Arrays.stream(released).sum();
            for (int i = 0; i < 8; i++) {
                assertThat(ours[size][i]).isCloseTo(released[i] / all, within(0.025));
            }
        }
    }

    @Test
    void saysWhatIsWrongWithIt() throws IOException {
        Path file = folder.resolve("bad.conf");
        Files.writeString(
                file,
                Files.readString(ARGON)
                        .replace("mean = [0.621,", "mean = [1.621,")
                        .replace("sigma = [0.089,", "sigma = [0,"));
        assertThatThrownBy(() -> PredictionConfig.load(file.toString(), ""))
                .isInstanceOf(InvalidConfig.class)
                .hasMessageContaining("f90.mean: [1.621")
                .hasMessageContaining("f90.sigma: below 0.001");
    }
}
