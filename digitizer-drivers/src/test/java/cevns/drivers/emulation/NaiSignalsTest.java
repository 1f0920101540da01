package cevns.drivers.emulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cevns.daq.config.Configs;
import cevns.daq.config.DetectorConfig;
import cevns.daq.config.PulseConfig;
import cevns.daq.config.RunConfig;
import cevns.daq.truth.PulseSource;
import cevns.daq.truth.PulseTable;
import cevns.daq.truth.TruePulse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NaiSignalsTest {

    private static final double SAMPLE_NS = 2;
    private static final int LENGTH = 1500;
    private static final int BEFORE = 100;

    private final char[] samples = new char[LENGTH];

    private static NaiSignals signals(String settings, PulseSource pulses) {
        NaiSettings nai =
                NaiSettings.read(
                        Configs.parse(
                                "detectors = 4, timing_channel = 9, timing_adc = 7000, pe_per_kev ="
                                        + " 6, scintillation { fast_ns = 250, slow_share = 0 },"
                                        + " photoelectron { charge_adc_ns = 800, tau_ns = 5 },"
                                        + settings,
                                "nai"));
        return new NaiSignals(nai, EmulatedBeamTest.beam(""), pulses);
    }

    /** Light in a trace around what happens next [ADC counts × ns]. */
    private double charge(NaiSignals signals, int channel, double lengthNs) {
        signals.fill(channel, samples, LENGTH, -BEFORE * SAMPLE_NS, SAMPLE_NS);
        double sum = 0;
        for (int i = BEFORE; i < BEFORE + lengthNs / SAMPLE_NS; i++) {
            sum += 15_000 - samples[i];
        }
        return sum * SAMPLE_NS;
    }

    @Test
    void playsTheLightYieldInOneCrystalAndTheDecayOfIt() {
        NaiSignals signals =
                signals(
                        "readout { noise_rms_adc = 0 }",
                        (cycle, protons, from, to, into) ->
                                into.accept(
                                        new TruePulse(TruePulse.Kind.CALIBRATION, 1_000_000, 60)));
        double early = 0;
        double all = 0;
        int pulses = 0;
        while (pulses < 400) {
            if (signals.nextInput() >= 0 && signals.nextInput() != 9) {
                early += charge(signals, signals.nextInput(), 300);
                all += charge(signals, signals.nextInput(), 2600);
                assertThat(charge(signals, (signals.nextInput() + 1) % 4, 2600)).isZero();
                pulses++;
            }
            signals.advance();
        }
        // 60 keV at 6 photoelectrons of 800 counts × ns each; 400 pulses of 360 make 0.3 %.
        assertThat(all / 400).isCloseTo(60 * 6 * 800, within(0.015 * 60 * 6 * 800));
        // 1 − e^(−t/250), t = 300 less the mean delay 3 τ = 15 of a photoelectron's pulse.
        assertThat(early / all).isCloseTo(1 - Math.exp(-285 / 250.0), within(0.01));
    }

    @Test
    void playsTheNumberOfPhotoelectronsThatThePredictionHasDrawn() {
        PulseTable table =
                new PulseTable(
                        List.of(
                                new PulseTable.Part(
                                        TruePulse.Kind.CEVNS,
                                        new double[] {0, 0, 0, 1},
                                        0,
                                        1,
                                        new double[] {1})));
        PulseTable inKev = NaiSignals.inKev(table, 6);
        assertThat(inKev.parts().get(0).step()).isCloseTo(1 / 6.0, within(1e-12));
        NaiSignals signals =
                signals(
                        "readout { noise_rms_adc = 0 }, photoelectron { resolution = 0.01 }",
                        (cycle, protons, from, to, into) ->
                                into.accept(
                                        new TruePulse(
                                                TruePulse.Kind.CEVNS,
                                                1_000_000,
                                                3 * inKev.parts().get(0).step())));
        for (int pulses = 0; pulses < 20; signals.advance()) {
            if (signals.nextInput() >= 0 && signals.nextInput() != 9) {
                assertThat(charge(signals, signals.nextInput(), 2700))
                        .isCloseTo(3 * 800, within(0.15 * 3 * 800));
                pulses++;
            }
        }
    }

    @Test
    void playsTheTimingSignalAtTheTriggerInputAndAtItsChannel() {
        NaiSignals signals = signals("seed = 2", (cycle, protons, from, to, into) -> {});
        List<Integer> inputs = new ArrayList<>();
        long first = signals.nextNs();
        for (int i = 0; i < 6; i++) {
            inputs.add(signals.nextInput());
            signals.fill(9, samples, LENGTH, -BEFORE * SAMPLE_NS, SAMPLE_NS);
            assertThat((int) samples[BEFORE - 1]).isCloseTo(15_000, within(20));
            assertThat((int) samples[BEFORE]).isCloseTo(8_000, within(20));
            assertThat((int) samples[BEFORE + 499]).isCloseTo(8_000, within(20));
            assertThat((int) samples[BEFORE + 500]).isCloseTo(15_000, within(20));
            signals.advance();
        }
        assertThat(inputs).containsExactly(-1, 9, -1, 9, -1, 9);
        assertThat(signals.nextNs() - first).isCloseTo(50_000_000L, within(100_000L));
    }

    @Test
    void theDemoKnowsItsLightYieldAndThePhotoelectronsItFinds() {
        RunConfig run =
                RunConfig.load(
                        Path.of("..", "configs", "runs", "nai-demo.conf").toString(),
                        source -> source.device().acceptAll());
        NaiSettings nai = NaiSettings.read(run.sources().get(0).emulator().child("nai"));
        DetectorConfig detector = run.detector();
        assertThat(run.text())
                .containsPattern(
                        "light_yield_pe_per_kevee\"?\\s*[=:]\\s*" + (int) nai.pePerKev() + "\\s");
        PulseConfig.Pmt pmt = (PulseConfig.Pmt) detector.channels().get(0).pulses();
        double inWindow = 1 - Math.exp(-pmt.integrationNs() / nai.scintillation().fastNs());
        assertThat(pmt.speChargeAdc())
                .isCloseTo(inWindow * nai.photoelectron().chargeAdcNs() / SAMPLE_NS, within(2.0));
        assertThat(detector.channels()).hasSize(nai.pulses().detectors() + 1);
    }
}
