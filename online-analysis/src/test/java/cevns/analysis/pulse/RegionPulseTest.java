package cevns.analysis.pulse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cevns.daq.config.ChannelConfig;
import cevns.daq.config.PulseConfig;
import cevns.daq.config.PulseConfig.BaselineMethod;
import cevns.daq.config.PulseConfig.Polarity;
import cevns.daq.record.WaveformView;
import org.junit.jupiter.api.Test;

/**
 * Regions by hand. One sample is 10 ns, the integration window 200 ns = 20 samples, its prompt part
 * 40 ns = 4 samples, a photoelectron 10 counts × samples. A peak is one sample of 5 counts or more,
 * not widened.
 */
class RegionPulseTest {

    private static final int N = 200;

    private final ChannelConfig channel =
            Waveforms.channel(
                    14,
                    new PulseConfig.Pmt(
                            Polarity.POSITIVE,
                            Waveforms.baseline(100, BaselineMethod.MEAN),
                            5,
                            1,
                            0,
                            0,
                            10,
                            200,
                            40,
                            0));
    private final PulseFinder finder = PulseFinder.of(channel);
    private final RegionPulse region = new RegionPulse(channel);
    private final int[] samples = Waveforms.trace(N, 1000, 0);

    @Test
    void countsThePeaksOfThePreTraceAndOfTheWindow() {
        pulse(19, 10);
        pulse(20, 10);
        pulse(39, 10);
        pulse(49, 10);
        pulse(50, 10);
        // The onset, at the first sample of the region of interest.
        pulse(100, 30);
        pulse(110, 20);
        // The last sample of the window, and the first past it.
        pulse(119, 10);
        pulse(121, 90);

        assertThat(evaluate(20, 50, 100, 160, 140)).isTrue();
        // 19 and 20 are one peak, which begins before the pre-trace; 49 and 50 one that begins in
        // it.
        assertThat(region.prePeaks()).isEqualTo(2);
        assertThat(region.peaks()).isEqualTo(3);
        assertThat(region.chargePe()).isEqualTo(6);
    }

    @Test
    void finds10And50And90PercentOfTheChargeBetweenSamples() {
        // 100 counts in samples 101, 102, 103 and 111: 20, 30, 40 and 10.
        pulse(101, 20);
        pulse(102, 30);
        pulse(103, 40);
        pulse(111, 10);

        assertThat(evaluate(0, 50, 100, 160, 140)).isTrue();
        // The level 5 is crossed a quarter on the way from sample 100 to 101.
        double onset = 100.25;
        assertThat(region.onsetNs()).isCloseTo(10 * onset, within(1e-9));
        // 10 % in the middle of 20, 50 % at the end of 30, 90 % at the end of 40.
        assertThat(region.rise050Ns()).isCloseTo(10 * (102.5 - onset), within(1e-9));
        assertThat(region.rise1090Ns()).isCloseTo(10 * (103.5 - 101), within(1e-9));
    }

    @Test
    void takesF90FromAllSamplesOfTheWindow() {
        pulse(100, 60);
        // Below the threshold: in no peak, but light all the same.
        pulse(103, 4);
        pulse(104, 4);
        pulse(119, 32);
        pulse(120, 500);

        assertThat(evaluate(0, 50, 100, 160, 140)).isTrue();
        assertThat(region.f90()).isCloseTo(64.0 / 100, within(1e-12));
    }

    @Test
    void endsTheWindowWithTheRegionAndWithTheTrace() {
        pulse(150, 50);
        pulse(160, 50);
        assertThat(evaluate(0, 50, 100, 160, 160)).isTrue();
        assertThat(region.peaks()).isEqualTo(1);
        assertThat(region.f90()).isEqualTo(1);

        pulse(199, 50);
        assertThat(evaluate(0, 50, 190, 100_000, 100_000)).isTrue();
        assertThat(region.peaks()).isEqualTo(1);
    }

    @Test
    void findsNoOnsetThatIsTooLate() {
        pulse(30, 50);
        pulse(140, 50);

        assertThat(evaluate(0, 50, 100, 160, 140)).isFalse();
        assertThat(region.prePeaks()).isEqualTo(1);
        assertThat(region.peaks()).isZero();
        assertThatThrownBy(region::hit).isInstanceOf(IllegalStateException.class);
        assertThat(evaluate(0, 50, 100, 160, 141)).isTrue();
    }

    @Test
    void findsNothingInRangesOutsideTheTrace() {
        pulse(0, 50);
        pulse(199, 50);

        assertThat(evaluate(-50, -10, -10, 0, 0)).isFalse();
        assertThat(region.prePeaks()).isZero();
        assertThat(evaluate(200, 300, 300, 400, 400)).isFalse();
        assertThat(region.prePeaks()).isZero();
    }

    @Test
    void judgesTwoRegionsOfOneTraceWithTheSameCode() {
        pulse(60, 50);
        pulse(120, 70);
        WaveformView waveform = waveform();
        TracePulses pulses = finder.find(waveform);

        assertThat(region.evaluate(waveform, pulses, 10, 50, 50, 100, 80)).isTrue();
        PmtHit anticoincidence = region.hit();
        assertThat(region.evaluate(waveform, pulses, 60, 100, 100, 150, 130)).isTrue();
        PmtHit coincidence = region.hit();

        assertThat(anticoincidence.chargePe()).isEqualTo(5);
        assertThat(anticoincidence.nPre()).isZero();
        assertThat(coincidence.chargePe()).isEqualTo(7);
        assertThat(coincidence.nPre()).isEqualTo(1);
    }

    @Test
    void makesAHitWithTheTimeOfTheOnsetOnTheClockOfTheSource() {
        pulse(101, 10);
        assertThat(evaluate(0, 50, 100, 160, 140)).isTrue();

        PmtHit hit = region.hit();

        assertThat(hit.sourceId()).isEqualTo(Waveforms.SOURCE);
        assertThat(hit.channel()).isEqualTo(Waveforms.CHANNEL);
        assertThat(hit.triggerId()).isEqualTo(Waveforms.TRIGGER);
        assertThat(hit.sequence()).isEqualTo(Waveforms.SEQUENCE);
        // Crossing at sample 100.5 of which 120 lie before the trigger: −195 ns, and 250 ps.
        assertThat(hit.onsetNs()).isEqualTo(1005);
        assertThat(hit.timeNs()).isEqualTo(Waveforms.TIME_NS - 195);
        assertThat(hit.picoseconds()).isEqualTo(Waveforms.PICOSECONDS);
        assertThat(hit.start()).isEqualTo(101);
        assertThat(hit.stop()).isEqualTo(102);
        assertThat(hit.saturated()).isFalse();
        assertThat(hit.gated()).isFalse();
        assertThat(hit.badBaseline()).isFalse();
    }

    @Test
    void refusesAChannelThatIsNoPmt() {
        ChannelConfig veto =
                Waveforms.channel(
                        14,
                        new PulseConfig.Veto(
                                Polarity.POSITIVE,
                                Waveforms.baseline(100, BaselineMethod.MEAN),
                                5));

        assertThatThrownBy(() -> new RegionPulse(veto))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("channel test is no PMT");
    }

    private void pulse(int at, int height) {
        samples[at] = 1000 + height;
    }

    private WaveformView waveform() {
        return Waveforms.record(10_000, 120, false, samples);
    }

    private boolean evaluate(int preStart, int preStop, int roiStart, int roiStop, int onsetStop) {
        WaveformView waveform = waveform();
        return region.evaluate(
                waveform, finder.find(waveform), preStart, preStop, roiStart, roiStop, onsetStop);
    }
}
