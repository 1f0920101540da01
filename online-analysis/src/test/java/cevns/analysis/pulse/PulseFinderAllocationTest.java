package cevns.analysis.pulse;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.analysis.pulse.CanonicalWaveforms.Kind;
import cevns.daq.config.ChannelConfig;
import cevns.daq.config.PulseConfig;
import cevns.daq.config.PulseConfig.BaselineMethod;
import cevns.daq.config.PulseConfig.Polarity;
import cevns.daq.record.WaveformView;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Nothing is allocated below the hit, once a finder has seen its first waveforms. */
class PulseFinderAllocationTest {

    private static final int WARM = 200;
    private static final int MEASURED = 2000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final CanonicalWaveforms waveforms = new CanonicalWaveforms();

    @Test
    void allocatesNothingForAPmtWaveformAndItsRegions() {
        ChannelConfig channel =
                Waveforms.channel(
                        14,
                        new PulseConfig.Pmt(
                                Polarity.NEGATIVE,
                                Waveforms.baseline(800, BaselineMethod.MEDIAN),
                                10,
                                2,
                                1,
                                2,
                                100,
                                3000,
                                90,
                                50));
        PulseFinder finder = PulseFinder.of(channel);
        RegionPulse region = new RegionPulse(channel);
        WaveformView waveform = waveforms.next(Kind.LAR, 0);

        assertNothingIsAllocated(
                () -> {
                    TracePulses found = finder.find(waveform);
                    region.evaluate(waveform, found, 0, 2000, 2000, 5000, 4000);
                    region.evaluate(waveform, found, 1000, 3000, 3000, 6000, 5000);
                });
    }

    @Test
    void allocatesNothingForAGermaniumWaveform() {
        PulseFinder finder =
                PulseFinder.of(
                        Waveforms.channel(
                                14,
                                new PulseConfig.Hpge(
                                        Polarity.POSITIVE,
                                        Waveforms.baseline(800, BaselineMethod.MEAN),
                                        3125,
                                        625,
                                        125,
                                        50,
                                        1)));
        WaveformView waveform = waveforms.next(Kind.GE, 0);

        assertNothingIsAllocated(() -> finder.find(waveform));
    }

    @Test
    void allocatesNothingForVetoAndTiming() {
        PulseFinder veto =
                PulseFinder.of(
                        Waveforms.channel(
                                14,
                                new PulseConfig.Veto(
                                        Polarity.NEGATIVE,
                                        Waveforms.baseline(800, BaselineMethod.MEAN),
                                        20)));
        PulseFinder timing =
                PulseFinder.of(
                        Waveforms.channel(
                                14,
                                new PulseConfig.Timing(
                                        Polarity.NEGATIVE,
                                        Waveforms.baseline(800, BaselineMethod.MEAN),
                                        20)));
        WaveformView waveform = waveforms.next(Kind.LAR, 0);

        assertNothingIsAllocated(
                () -> {
                    veto.find(waveform);
                    timing.find(waveform);
                });
    }

    private void assertNothingIsAllocated(Runnable work) {
        for (int i = 0; i < WARM; i++) {
            work.run();
        }
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < MEASURED; i++) {
            work.run();
        }
        long allocated = threads.getThreadAllocatedBytes(thread) - before;
        // Less than a byte a waveform: asking for the number allocates too.
        assertThat(allocated).isLessThan(MEASURED);
    }
}
