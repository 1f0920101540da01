package cevns.web.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cevns.analysis.prediction.PredictionConfig;
import cevns.analysis.prediction.Smearing;
import cevns.analysis.pulse.HpgePulseFinder;
import cevns.analysis.pulse.PulseFinder;
import cevns.daq.config.RunConfig;
import cevns.daq.config.SourceConfig;
import cevns.daq.record.RecordEncoder;
import cevns.daq.record.WaveformHeader;
import cevns.daq.record.WaveformView;
import cevns.daq.truth.PulseSource;
import cevns.daq.truth.TruePulse;
import cevns.drivers.Digitizers;
import cevns.drivers.emulation.EmulatedBeam;
import cevns.drivers.emulation.EmulatedSignals;
import cevns.drivers.emulation.EmulatorBlock;
import cevns.drivers.emulation.GeSettings;
import cevns.drivers.emulation.GeSignals;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pulses of known energy through the emulated preamplifier and the pulse finding of the demo: the
 * resolution that the emulated detectors' file keeps, and that nothing in the region is missed.
 */
class GeTracesTest {

    private static final int SAMPLES = 4096;
    private static final int BEFORE_ONSET = 1800;
    private static final double SAMPLE_NS = 8;
    private static final int PULSES = 1500;
    private static final RunConfig CONFIG = RunConfig.load("runs/ge-demo", Digitizers::check);

    private final HpgePulseFinder finder =
            (HpgePulseFinder)
                    PulseFinder.of(
                            CONFIG.detector().channels().stream()
                                    .filter(channel -> channel.channel() == 0)
                                    .findFirst()
                                    .orElseThrow());
    private final RecordEncoder encoder = new RecordEncoder();
    private final WaveformView view = new WaveformView();
    private final WaveformHeader header = new WaveformHeader();
    private final char[] trace = new char[SAMPLES];
    private final ByteBuffer samples =
            ByteBuffer.allocate(2 * SAMPLES).order(ByteOrder.LITTLE_ENDIAN);

    private static EmulatedSignals signals(double kev) {
        SourceConfig board = CONFIG.sources().get(0);
        GeSettings settings = GeSettings.read(board.emulator().child("ge"));
        EmulatedBeam beam = EmulatorBlock.beam(board.emulator(), 0);
        SplittableRandom times = new SplittableRandom(1);
        PulseSource one =
                (cycle, protons, from, to, into) ->
                        into.accept(
                                new TruePulse(
                                        TruePulse.Kind.CALIBRATION,
                                        1e6 + times.nextDouble() * 1e6,
                                        kev));
        return new GeSignals(settings, beam, one);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.5, 4, 8.5, 59.54})
    void seesEachPulseWithTheStoredResolution(double kev) {
        EmulatedSignals signals = signals(kev);
        double sum = 0;
        double squares = 0;
        double onsetNs = 0;
        int found = 0;
        int pulses = 0;
        while (pulses < PULSES) {
            if (signals.nextInput() >= 0 && signals.nextInput() < 8) {
                pulses++;
                find(signals);
                if (finder.pulses().count() == 1) {
                    double energy = finder.energyKev(0);
                    found++;
                    sum += energy;
                    squares += energy * energy;
                    onsetNs += finder.hit(0).onsetNs() - BEFORE_ONSET * SAMPLE_NS;
                }
            }
            signals.advance();
        }
        double mean = sum / found;
        double rms = Math.sqrt(squares / found - mean * mean);
        Smearing.Gaussian stored =
                (Smearing.Gaussian)
                        PredictionConfig.load("detectors/ge-emulated", "").response().smearing();
        assertThat(found).isGreaterThan(PULSES - 5);
        // The maximum of the trapezoid takes the noise at its best.
        assertThat(mean).isCloseTo(kev + 0.015, within(0.01 + 5e-4 * kev));
        assertThat(onsetNs / found).as("10 % of the height [ns]").isBetween(80.0, 160.0);
        assertThat(rms).isCloseTo(stored.noiseKevee(), within(0.1 * stored.noiseKevee()));
    }

    private void find(EmulatedSignals signals) {
        signals.fill(signals.nextInput(), trace, SAMPLES, -BEFORE_ONSET * SAMPLE_NS, SAMPLE_NS);
        samples.clear();
        samples.asCharBuffer().put(trace);
        header.sampleWidthPs = (int) (1000 * SAMPLE_NS);
        header.preTrigger = BEFORE_ONSET;
        int length = encoder.waveform(header, ByteBuffer.allocate(0), samples);
        encoder.seal(length, 1, 0);
        view.wrap(encoder.buffer(), 0);
        finder.find(view);
    }
}
