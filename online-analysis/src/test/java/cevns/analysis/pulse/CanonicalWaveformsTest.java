package cevns.analysis.pulse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cevns.analysis.pulse.CanonicalWaveforms.Kind;
import cevns.daq.config.PulseConfig;
import cevns.daq.config.PulseConfig.BaselineMethod;
import cevns.daq.config.PulseConfig.Polarity;
import cevns.daq.record.WaveformView;
import org.junit.jupiter.api.Test;

/**
 * The check lines of the performance page, which its C kernel prints of 128 MiB of each kind.
 * Whoever quotes a speed of these kernels does so for kernels that give these numbers.
 */
class CanonicalWaveformsTest {

    private final CanonicalWaveforms waveforms = new CanonicalWaveforms();

    private long hits;
    private long saturated;
    private double sum;

    @Test
    void givesTheCheckLinesOfTheCanonicalWork() {
        light(Kind.CSI, 45);
        assertThat(hits).isEqualTo(84_364);
        assertThat(saturated).isEqualTo(480);
        assertThat(sum).isCloseTo(46_834_394.5, within(0.1));

        light(Kind.LAR, 22);
        assertThat(hits).isEqualTo(158_822);
        assertThat(saturated).isEqualTo(1354);
        assertThat(sum).isCloseTo(165_158_917.0, within(0.1));

        germanium();
        assertThat(saturated).isEqualTo(77);
        // The C kernel keeps the corrected trace as float, which moves some maxima by a sample or
        // so.
        assertThat((double) hits).isCloseTo(36_399_479, within(36_399_479 * 1e-5));
        assertThat(sum).isCloseTo(37_396_311.5, within(1.0));
    }

    private void light(Kind kind, int promptSamples) {
        hits = 0;
        saturated = 0;
        sum = 0;
        int n = kind.samples;
        PulseFinder finder =
                PulseFinder.of(
                        Waveforms.channel(
                                14,
                                new PulseConfig.Pmt(
                                        Polarity.NEGATIVE,
                                        Waveforms.baseline(n / 10, BaselineMethod.MEAN),
                                        10,
                                        1,
                                        0,
                                        0,
                                        1,
                                        1,
                                        1,
                                        0)));
        for (int e = 0; e < kind.waveforms(); e++) {
            WaveformView waveform = waveforms.next(kind, e);
            TracePulses found = finder.find(waveform);
            Samples samples = Waveforms.samples(waveform, Polarity.NEGATIVE, 14);
            double baseline = 0x3FFF - found.baselineAdc();
            hits += found.count();
            saturated += samplesAtTheLimit(waveform, found);
            sum += Charge.of(samples, baseline, 0, n);
            for (int i = 0; i < found.count(); i++) {
                sum += (float) found.charge(i) * 1e-3;
            }
            if (found.count() > 0) {
                int onset = found.crossing(0);
                sum += Charge.of(samples, baseline, onset, n) * 1e-3;
                sum += Charge.of(samples, baseline, onset, Math.min(n, onset + promptSamples));
            }
        }
    }

    private void germanium() {
        hits = 0;
        saturated = 0;
        sum = 0;
        int n = Kind.GE.samples;
        PulseFinder finder =
                PulseFinder.of(
                        Waveforms.channel(
                                14,
                                new PulseConfig.Hpge(
                                        Polarity.POSITIVE,
                                        Waveforms.baseline(n / 10, BaselineMethod.MEAN),
                                        3125,
                                        625,
                                        125,
                                        50,
                                        1)));
        for (int e = 0; e < Kind.GE.waveforms(); e++) {
            WaveformView waveform = waveforms.next(Kind.GE, e);
            TracePulses found = finder.find(waveform);
            assertThat(found.count()).isEqualTo(1);
            hits += found.peak(0);
            sum += found.energyAdc(0);
            saturated += samplesAtTheLimit(waveform, found);
        }
    }

    private static int samplesAtTheLimit(WaveformView waveform, TracePulses found) {
        int samples = 0;
        for (int i = 0; found.saturated() && i < waveform.sampleCount(); i++) {
            int y = waveform.sample(i);
            samples += y == 0 || y == CanonicalWaveforms.FULL ? 1 : 0;
        }
        return samples;
    }
}
