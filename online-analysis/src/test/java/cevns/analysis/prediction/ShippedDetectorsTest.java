package cevns.analysis.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cevns.daq.config.Configs;
import cevns.daq.config.InvalidConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedDetectorsTest {

    private static final Path DETECTORS = Path.of("../configs/detectors");

    @TempDir Path folder;

    static List<Path> withPrediction() throws IOException {
        try (Stream<Path> files = Files.list(DETECTORS)) {
            return files.filter(ShippedDetectorsTest::predicts).sorted().toList();
        }
    }

    private static boolean predicts(Path file) {
        try {
            return Files.readString(file).contains("\nprediction {");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("withPrediction")
    void predictsEventsOfEveryDetectorAndPreset(Path file) {
        List<String> presets = new java.util.ArrayList<>(PredictionConfig.presets(file.toString()));
        presets.add("");
        for (String preset : presets) {
            PredictionConfig config = PredictionConfig.load(file.toString(), preset);
            Prediction prediction = new Predictor(config).predict();
            double events = config.exposure().amount() * prediction.events();
            assertThat(events).as(file + " " + preset).isBetween(0.1, 1e8);
            assertThat(config.systematics().total()).isBetween(0.01, 0.5);
        }
    }

    @ParameterizedTest
    @MethodSource("withPrediction")
    void givesTheSameEventsInCellsSpectrumAndTimeProfile(Path file) {
        Prediction prediction = new Predictor(PredictionConfig.load(file.toString(), "")).predict();
        double events = prediction.events();
        assertThat(sum(prediction.spectrum())).isCloseTo(events, within(1e-9 * events));
        assertThat(sum(prediction.timeProfile())).isCloseTo(events, within(1e-9 * events));
        double cells = 0;
        for (double[] row : prediction.cells()) {
            cells += sum(row);
        }
        assertThat(cells).isCloseTo(events, within(1e-9 * events));
    }

    /** detectors.md §1 and §2. */
    @Test
    void shipsEveryDetectorOfTheDocuments() throws IOException {
        assertThat(withPrediction())
                .extracting(path -> path.getFileName().toString().replace(".conf", ""))
                .contains(
                        "csi-2017",
                        "csi-2021",
                        "lar-cenns10",
                        "lar-cenns750",
                        "ge-mini",
                        "nai-naive",
                        "nai-naivete",
                        "d2o",
                        "mars",
                        "nin-lead",
                        "nin-iron",
                        "nin-copper",
                        "nuthor",
                        "csi-cryo-10",
                        "csi-cryo-700",
                        "ge-conus",
                        "ge-conus-plus",
                        "ge-dresden",
                        "cawo4-nucleus",
                        "al2o3-nucleus",
                        "si-connie",
                        "ge-texono",
                        "ge-miner",
                        "nai-neon",
                        "xe-red100",
                        "ge-ricochet",
                        "ge-nugen");
    }

    /** What detectors.md quotes as predicted, within what it is said to be known to. */
    @ParameterizedTest
    @CsvSource({
        "csi-2017, 173, 48",
        "csi-2021, 341, 43",
        "lar-cenns10, 128, 17",
        "ge-mini, 35.1, 3.6",
        "lar-cenns750, 3000, 300",
        "ge-conus-plus, 347, 59"
    })
    void agreesWithThePublishedPrediction(String detector, double published, double sigma) {
        PredictionConfig config =
                PredictionConfig.load(DETECTORS.resolve(detector + ".conf").toString(), "");
        assertThat(config.exposure().amount() * events(config)).isCloseTo(published, within(sigma));
    }

    /** 27 and 28 m; 610 and 750 kg. */
    @Test
    void takesMassAndDistanceOfAPreset() {
        String file = DETECTORS.resolve("lar-cenns750.conf").toString();
        double near = events(PredictionConfig.load(file, "near"));
        double far = events(PredictionConfig.load(file, "far"));
        assertThat(near / far).isCloseTo(28.0 * 28 / (27.0 * 27), within(1e-9));
        double usual = events(PredictionConfig.load(file, ""));
        double all = events(PredictionConfig.load(file, "all-mass"));
        assertThat(all / usual).isCloseTo(750.0 / 610, within(1e-9));
    }

    @Test
    void namesThePresetsThatThereAre() {
        String file = DETECTORS.resolve("csi-2017.conf").toString();
        assertThat(PredictionConfig.presets(file)).contains("klein-nystrand", "quenching-chicago");
        assertThatThrownBy(() -> PredictionConfig.load(file, "klein"))
                .isInstanceOf(InvalidConfig.class)
                .hasMessageContaining("nothing is called 'klein'")
                .hasMessageContaining("klein-nystrand");
    }

    @Test
    void readsThePredictionFromTheTextThatARunKeeps() {
        String text = Configs.render("../configs/runs/csi-demo.conf", Map.of());
        assertThat(PredictionConfig.ofRun(text).orElseThrow())
                .isEqualTo(
                        PredictionConfig.load(
                                DETECTORS.resolve("csi-emulated.conf").toString(), ""));
        String other = Configs.render("../configs/runs/th228-fcio.conf", Map.of());
        assertThat(PredictionConfig.ofRun(other)).isEmpty();
    }

    /** The energy changes the yield only where it follows the fit; the pulse only the times. */
    @Test
    void followsTheBeamEnergyAndTheTimeOfTheProtons() {
        String file = DETECTORS.resolve("ge-mini.conf").toString();
        PredictionConfig fixed = PredictionConfig.load(file, "");
        PredictionConfig fit = PredictionConfig.load(file, "flux-2021");
        assertThat(events(fixed.withBeamEnergy(1.3))).isEqualTo(events(fixed));
        assertThat(events(fit.withBeamEnergy(1.0)) / events(fixed))
                .isCloseTo(0.09 / 0.0848, within(1e-6));
        PredictionConfig late = fixed.with(fixed.response().with(new ProtonPulse(2.69, 0.14)));
        double[] before = new Predictor(fixed).predict().timeProfile();
        double[] after = new Predictor(late).predict().timeProfile();
        assertThat(after[2]).isCloseTo(before[0], within(1e-9 * before[0]));
    }

    @Test
    void readsTheDetectorOfARunConfiguration() {
        PredictionConfig config = PredictionConfig.load("../configs/runs/csi-demo.conf", "");
        assertThat(config.detector()).isEqualTo("CsI-1");
    }

    /** Published 173; the range that reference-notes.md gives for form factors and couplings. */
    @Test
    void showsHowFarConventionsMoveCsi2017() {
        PredictionConfig config =
                PredictionConfig.load(DETECTORS.resolve("csi-2017.conf").toString(), "");
        PredictionResult result =
                new PredictionResult(new Predictor(config).predict(), config.exposure().amount());
        assertThat(result.events()).isCloseTo(174.0, within(0.2));
        assertThat(result.uncertainty() / result.events()).isCloseTo(0.278, within(0.001));
        assertThat(result.variants().stream().mapToDouble(PredictionResult.Variant::events))
                .allMatch(events -> events > 163 && events < 180);
    }

    @Test
    void reportsEveryMistakeWithLineAndPath() throws IOException {
        Path file = folder.resolve("bad.conf");
        String good = Files.readString(DETECTORS.resolve("ge-mini.conf"));
        Files.writeString(
                file,
                good.replace("target = Ge", "target = Gx")
                        .replace("form_factor = helm-ls", "form_factor = helm")
                        .replace("{ model = none }", "{ model = sharp }")
                        .replace("couplings = erler-su", "couplings = erler-su, colour = red"));
        assertThatThrownBy(() -> PredictionConfig.load(file.toString(), ""))
                .isInstanceOf(InvalidConfig.class)
                .hasMessageContaining("prediction.target: unknown element 'Gx'")
                .hasMessageContaining("prediction.form_factor: unknown form factor 'helm'")
                .hasMessageContaining("prediction.smearing.model: unknown smearing model 'sharp'")
                .hasMessageContaining("prediction.colour: unknown")
                .hasMessageContaining("bad.conf:");
    }

    @Test
    void saysThatADetectorHasNoPrediction() {
        String file = DETECTORS.resolve("bench-dt5730.conf").toString();
        assertThatThrownBy(() -> PredictionConfig.load(file, ""))
                .isInstanceOf(InvalidConfig.class)
                .hasMessageContaining("prediction: missing");
    }

    private static double events(PredictionConfig config) {
        return new Predictor(config).predict().events();
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
