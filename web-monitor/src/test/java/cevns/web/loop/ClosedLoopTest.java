package cevns.web.loop;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.analysis.monitor.Snapshot;
import cevns.analysis.prediction.PredictedPulses;
import cevns.analysis.prediction.PredictionConfig;
import cevns.analysis.prediction.Predictor;
import cevns.daq.config.RunConfig;
import cevns.daq.config.SourceConfig;
import cevns.daq.truth.PulseTable;
import cevns.drivers.emulation.CsiPulses;
import cevns.drivers.emulation.CsiSettings;
import cevns.drivers.emulation.EmulatedBeam;
import cevns.drivers.emulation.EmulatorBlock;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The emulated detector plays what is predicted; pulse finding and selection must give it back. In
 * a time-lapse, so that some ten thousand traces hold more than the exposure of CsI 2017.
 */
class ClosedLoopTest {

    private static final double LAPSE = 80_000;
    private static final int CYCLES = 10_000;

    private static final double POT_2017 = 1.76e23;

    /** Neutrinos that make neutrons come in the first 6 µs: 1 − e^(−5.3/2.2). */
    private static final double DELAYED_IN_TIME = 0.91;

    @ParameterizedTest
    @CsvSource({"0, 71", "1, 72", "2, 73"})
    void givesBackTheStrengthOfTheSignal(double strength, long seed) {
        RunConfig config = Acceptance.seeded(seed);
        SourceConfig source = config.sources().get(0);
        CsiSettings settings = CsiSettings.read(source.emulator().child("csi"));
        EmulatedBeam beam = EmulatorBlock.beam(source.emulator(), Acceptance.START_NS);
        PredictionConfig prediction = PredictionConfig.ofRun(config.text()).orElseThrow();
        PulseTable signal = PredictedPulses.of(prediction).times(strength);
        CsiPulses pulses = new CsiPulses(settings, beam.nominalProtons(), signal, LAPSE);
        assertThat(pulses.canBeDealt()).isTrue();

        InProcessRun run = new InProcessRun(config, settings, beam, pulses, LAPSE);
        run.take(CYCLES);
        Snapshot last = run.finish();

        double pot = last.exposure().good().protons();
        assertThat(pot / POT_2017).as("exposures of 2017").isGreaterThan(1.3);
        long c = last.counts().coincidence();
        long ac = last.counts().anticoincidence();
        double predicted = pot * new Predictor(prediction).predict().events();
        double expected =
                strength * predicted + neutrons(settings, pot / beam.nominalProtons(), prediction);
        double pull = (c - ac - expected) / Math.sqrt(c + ac);
        String found =
                String.format(
                        Locale.ROOT,
                        "strength %.0f: %.3g protons, C %d, AC %d, %.1f expected of C - AC, pull"
                                + " %.2f",
                        strength,
                        pot,
                        c,
                        ac,
                        expected,
                        pull);
        assertThat(Math.sqrt(c + ac) / predicted).as("error of the strength").isLessThan(0.2);
        assertThat(pull).as(found).isBetween(-3.0, 3.0);
    }

    /** Selected neutrons: an exponential of mean m, then Poisson, is geometric with m / (1 + m). */
    private static double neutrons(
            CsiSettings settings, double nominalPulses, PredictionConfig prediction) {
        CsiSettings.Rates rates = settings.rates();
        CsiSettings.Sizes sizes = settings.sizes();
        double hours = nominalPulses / 216_000;
        return hours * rates.beamNeutronsPerHour() * kept(sizes.beamNeutronPe(), prediction)
                + DELAYED_IN_TIME
                        * hours
                        * rates.neutrinoNeutronsPerHour()
                        * kept(sizes.neutrinoNeutronPe(), prediction);
    }

    private static double kept(double meanPe, PredictionConfig prediction) {
        double kept = 0;
        for (int n = 6; n < 30; n++) {
            double share = Math.pow(meanPe / (1 + meanPe), n) / (1 + meanPe);
            kept += share * prediction.response().efficiency().at(n);
        }
        return kept;
    }
}
