package cevns.web.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cevns.analysis.monitor.Snapshot;
import cevns.analysis.prediction.PredictedPulses;
import cevns.analysis.prediction.Prediction;
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
        Prediction perProton = new Predictor(prediction).predict();
        double predicted = pot * perProton.events();
        double neutrons =
                pot
                        * perProton.backgrounds().stream()
                                .mapToDouble(Prediction.BackgroundPart::events)
                                .sum();
        double expected = strength * predicted + neutrons;
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
        Snapshot.Comparison live = last.comparison();
        assertThat(live.predicted()).isCloseTo(predicted, within(1e-6 * predicted));
        assertThat(live.expected().neutrons()).isCloseTo(neutrons, within(1e-6 * neutrons));
        Snapshot.Strength fitted = live.strength();
        double sigma = (fitted.high() - fitted.low()) / 2;
        assertThat((fitted.value() - strength) / sigma).as(found).isBetween(-3.5, 3.5);
    }
}
