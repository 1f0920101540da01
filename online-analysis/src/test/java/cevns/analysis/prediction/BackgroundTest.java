package cevns.analysis.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cevns.analysis.TestConfigs;
import cevns.daq.config.InvalidConfig;
import cevns.daq.truth.PulseTable;
import cevns.daq.truth.TruePulse;
import java.util.Arrays;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class BackgroundTest {

    private static final String BRN = "detector.prediction.backgrounds.brn";

    private static PredictionConfig shipped(String name) {
        return PredictionConfig.load("../configs/detectors/" + name + ".conf", "");
    }

    private static Prediction.BackgroundPart part(PredictionConfig config, int which) {
        return new Predictor(config).predict().backgrounds().get(which);
    }

    private static PredictionConfig test(String more) {
        return PredictionConfig.ofRun(TestConfigs.csiWithNeutrons(more)).orElseThrow();
    }

    private static double sum(double[] values) {
        return Arrays.stream(values).sum();
    }

    /** 6 for CsI 2017, 18.4 and 5.6 for CsI 2021, 497 and 33 for argon. */
    @Test
    void expectsWhatWasPublishedInThePublishedExposure() {
        PredictionConfig csi = shipped("csi-2017");
        assertThat(part(csi, 0).events() * 1.76e23).isCloseTo(6, within(1e-6));
        assertThat(part(csi, 0).uncertainty()).isEqualTo(0.25);
        PredictionConfig all = shipped("csi-2021");
        assertThat(part(all, 0).events() * 3.198e23).isCloseTo(18.4, within(1e-6));
        assertThat(part(all, 1).events() * 3.198e23).isCloseTo(5.6, within(1e-6));
        assertThat(part(all, 1).uncertainty()).isEqualTo(0.35);
        PredictionConfig argon = shipped("lar-cenns10");
        assertThat(part(argon, 0).events() * 1.38e23).isCloseTo(497, within(1e-6));
        assertThat(part(argon, 1).events() * 1.38e23).isCloseTo(33, within(1e-6));
    }

    /** Released shape times acceptance: 5.42 in 7.47594 GWh [calc], and its bins of 2 PE. */
    @Test
    void appliesTheAcceptanceToTheReleasedShape() {
        PredictionConfig csi = shipped("csi-2017");
        Background brn = csi.backgrounds().get(0);
        double[] parts = brn.size().selected(csi.response().sizes(), csi.response().efficiency());
        double perGwh = 3.99529;
        assertThat(7.47594 * perGwh * sum(parts)).isCloseTo(5.42, within(0.005));
        assertThat(7.47594 * perGwh * parts[0]).isCloseTo(0.20526, within(5e-4));
        assertThat(7.47594 * perGwh * parts[11]).isCloseTo(0.31226, within(5e-4));
    }

    @Test
    void arrivesAsReleasedOrWithTheProtonsOrWithTheNeutrinosOfMuons() {
        double[] released = part(shipped("csi-2017"), 0).times();
        assertThat(released[1]).isCloseTo(0.868330, within(1e-6));
        assertThat(sum(released)).isCloseTo(1, within(1e-5));
        PredictionConfig all = shipped("csi-2021");
        double[] prompt = part(all, 0).times();
        // Gaussian (0.69, 0.14): 1 to 1.5 us has 1.3 %, times the acceptance
        assertThat(prompt[8]).isBetween(0.012, 0.0135);
        double delayed = sum(part(all, 1).times());
        assertThat(delayed).isBetween(0.80, 0.9096);
    }

    /** Light that falls exponentially is geometric in photoelectrons. */
    @Test
    void countsPhotoelectronsOfAnExponentialSpectrum() {
        BackgroundSize size = new BackgroundSize.Photoelectrons(12, new Smearing.Poisson(0.5, 0));
        double[] shares = size.photoelectrons(400);
        assertThat(shares[0]).isCloseTo(1 / 13.0, within(1e-12));
        assertThat(shares[10]).isCloseTo(Math.pow(12 / 13.0, 10) / 13, within(1e-12));
        double[] all = size.selected(Bins.equal(1, 6, 30), new Efficiency.Flat(0.5, 0));
        double expected = Math.pow(12 / 13.0, 6) - Math.pow(12 / 13.0, 30);
        assertThat(all[0]).isCloseTo(0.5 * expected, within(1e-9));
    }

    @Test
    void integratesAnExponentialSpectrumInEnergy() {
        double[] parts =
                new BackgroundSize.Energy(20)
                        .selected(Bins.equal(2, 0, 40), new Efficiency.Flat(0.8, 0));
        assertThat(parts[0]).isCloseTo(0.8 * (1 - Math.exp(-1)), within(1e-9));
        assertThat(parts[1]).isCloseTo(0.8 * (Math.exp(-1) - Math.exp(-2)), within(1e-9));
    }

    @Test
    void movesWithT0AndWithTheEnergyOfTheProtons() {
        Predictor predictor = new Predictor(shipped("csi-2017"));
        Prediction later = predictor.predict(0.955, 1.19);
        assertThat(later.backgrounds().get(0).times()[2]).isCloseTo(0.868330, within(1e-6));
        assertThat(later.events()).isLessThan(predictor.predict().events());
        assertThat(predictor.predict(0.955, 0.690).events())
                .isCloseTo(predictor.predict().events(), Percentage.withPercentage(1e-9));
        // per GWh: as many per joule, so twice as many of protons with twice the energy
        Predictor emulated = new Predictor(shipped("csi-emulated"));
        double one = emulated.predict(0.955, 0.69).backgrounds().get(0).events();
        assertThat(emulated.predict(1.91, 0.69).backgrounds().get(0).events())
                .isCloseTo(2 * one, Percentage.withPercentage(1e-9));
        // those that neutrinos make follow the yield of neutrinos, here of the fit of 2021
        PredictionConfig fit =
                test(
                        "detector.prediction.flux_fit = \"2021\"\n"
                                + BRN
                                + ".arrival { model = delayed }");
        Predictor nin = new Predictor(fit);
        double yields = BeamExposure.yield2021(1.05) / BeamExposure.yield2021(0.955);
        assertThat(nin.predict(1.05, 0.69).backgrounds().get(0).events())
                .isCloseTo(
                        yields * nin.predict().backgrounds().get(0).events(),
                        Percentage.withPercentage(1e-9));
    }

    /** The emulator draws from the same block: with the selection it gives the prediction. */
    @Test
    void theEmulatorPlaysWhatIsPredicted() {
        PredictionConfig csi =
                test(
                        """
                        detector.prediction.backgrounds.nin {
                          per_gwh = 0.5, uncertainty = 0.35
                          size { model = exponential, mean_pe = 9 }
                          arrival { model = delayed }
                        }
                        """);
        Prediction prediction = new Predictor(csi).predict();
        PulseTable table = PredictedPulses.of(csi);
        for (int k = 0; k < 2; k++) {
            PulseTable.Part part = table.parts().get(3 + k);
            assertThat(part.kind())
                    .isEqualTo(
                            k == 0 ? TruePulse.Kind.BEAM_NEUTRON : TruePulse.Kind.NEUTRINO_NEUTRON);
            double inTime = 0;
            for (int i = 0; i < part.times().length; i++) {
                double timeNs = part.firstNs() + (i + 0.5) * part.binNs();
                inTime += timeNs >= 0 && timeNs < 6000 ? part.times()[i] : 0;
            }
            double selected = 0;
            for (int n = 6; n < 30; n++) {
                selected += part.sizes()[n] * csi.response().efficiency().at(n + 0.5) * inTime;
            }
            assertThat(selected)
                    .isCloseTo(
                            prediction.backgrounds().get(k).events(),
                            Percentage.withPercentage(0.01));
        }
        double protons = BeamExposure.protons(7.48, 0.955);
        PredictionConfig emulated = shipped("csi-emulated");
        assertThat(protons * part(emulated, 1).events()).isCloseTo(4, within(0.01));
    }

    @Test
    void saysWhatIsWrongWithABlock() {
        says(BRN + ".size.model = round", "unknown size model 'round'");
        says(BRN + ".arrival.model = never", "unknown arrival model 'never'");
        says(
                BRN + ".size { model = table, edges_pe = [0, 1], values = [1, 2] }",
                "2 numbers for 1");
        says(BRN + ".size { model = table, edges_pe = [1, 0], values = [1] }", "edges do not rise");
        says(BRN + ".size { model = table, edges_pe = [0, 1], values = [-1] }", "0 or more");
        says(BRN + ".arrival { model = table, edges_us = [0, 1], shares = [2] }", "add up to 1");
        says(BRN + ".colour = red", "colour: unknown");
        says("detector.prediction.neutron_factor = [2, 1]", "neutron_factor");
        String before = "detector.prediction.steady_before ";
        String ones = "[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]";
        says(before + "{ windows = 1, by_size_counts = [1] }", "1 numbers for 12 bins");
        says(
                before + "{ windows = 1, by_size_counts = " + ones + ", by_time_counts = [12] }",
                "by_time_counts: 1 numbers for 12 bins");
        says(
                before
                        + "{ windows = 1, by_size_counts = "
                        + ones
                        + ", by_time_counts = [2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1] }",
                "expected the same events as by_size_counts, 12.0");
        says(
                before
                        + "{ windows = 0, by_size_counts = "
                        + ones
                        + ", by_time_counts = "
                        + ones
                        + " }",
                "windows");
    }

    @Test
    void aBlockThatIsNullHasBeenTakenAway() {
        assertThat(test("detector.prediction.backgrounds = null").backgrounds()).isEmpty();
    }

    private static void says(String more, String problem) {
        assertThatThrownBy(() -> test(more))
                .isInstanceOf(InvalidConfig.class)
                .hasMessageContaining(problem);
    }
}
