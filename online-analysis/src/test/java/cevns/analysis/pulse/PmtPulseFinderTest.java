package cevns.analysis.pulse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cevns.daq.config.PulseConfig;
import cevns.daq.config.PulseConfig.BaselineMethod;
import cevns.daq.config.PulseConfig.BaselineWindow;
import cevns.daq.config.PulseConfig.Polarity;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * Peaks by hand: baseline 200 of an 8-bit ADC, pulses go down, 2 ns samples, threshold 3 counts.
 */
class PmtPulseFinderTest {

    private final PulseFinder finder =
            PulseFinder.of(Waveforms.channel(8, Waveforms.pmt(Polarity.NEGATIVE)));

    @Test
    void findsAPeakWithItsChargeHeightAndOnset() {
        TracePulses found =
                finder.find(
                        Waveforms.of(
                                Waveforms.trace(100, 200, 50, 198, 195, 180, 190, 197, 199, 201)));

        assertThat(found.count()).isEqualTo(1);
        assertThat(found.crossing(0)).isEqualTo(51);
        assertThat(found.start(0)).isEqualTo(50);
        assertThat(found.stop(0)).isEqualTo(57);
        assertThat(found.charge(0)).isEqualTo(2 + 5 + 20 + 10 + 3 + 1 - 1);
        assertThat(found.height(0)).isEqualTo(20);
        assertThat(found.peak(0)).isEqualTo(52);
        // From 198 to 195 the level 197 is crossed after a third of a sample.
        assertThat(found.onsetNs(0)).isCloseTo(2 * (50 + 1.0 / 3), within(1e-12));
        assertThat(found.baselineAdc()).isEqualTo(200);
        assertThat(found.rmsAdc()).isZero();
        assertThat(found.saturated()).isFalse();
        assertThat(found.badBaseline()).isFalse();
    }

    @Test
    void takesThreeSamplesForNoiseAndFourForAPeak() {
        assertThat(find(Waveforms.trace(100, 200, 50, 197, 190, 197)).count()).isZero();
        assertThat(find(Waveforms.trace(100, 200, 50, 197, 190, 190, 197)).count()).isEqualTo(1);
        assertThat(find(Waveforms.trace(100, 200, 50, 198, 190, 190, 197)).count()).isZero();
    }

    @Test
    void findsTheSameInAPositivePulse() {
        int[] down = Waveforms.trace(100, 200, 62, 195, 180, 190, 197, 199);
        int[] up = Arrays.stream(down).map(y -> 255 - y).toArray();

        TracePulses negative = find(down);
        TracePulses positive =
                PulseFinder.of(Waveforms.channel(8, Waveforms.pmt(Polarity.POSITIVE)))
                        .find(Waveforms.of(up));

        assertThat(positive.baselineAdc()).isEqualTo(55);
        assertThat(positive.count()).isEqualTo(1);
        assertThat(positive.charge(0)).isEqualTo(negative.charge(0)).isEqualTo(5 + 20 + 10 + 3 + 1);
        assertThat(positive.height(0)).isEqualTo(20);
        assertThat(positive.onsetNs(0)).isEqualTo(negative.onsetNs(0));
    }

    @Test
    void findsAPulseAtTheFirstAndAtTheLastSample() {
        int[] samples = Waveforms.trace(70, 200, 66, 190, 190, 190, 190);
        System.arraycopy(new int[] {190, 190, 190, 190}, 0, samples, 0, 4);
        PulseConfig.Pmt late =
                new PulseConfig.Pmt(
                        Polarity.NEGATIVE,
                        new BaselineWindow(20, 60, BaselineMethod.MEAN, 10),
                        3,
                        4,
                        1,
                        2,
                        10,
                        3000,
                        90,
                        0);

        TracePulses found = PulseFinder.of(Waveforms.channel(8, late)).find(Waveforms.of(samples));

        assertThat(found.count()).isEqualTo(2);
        assertThat(found.start(0)).isZero();
        assertThat(found.stop(0)).isEqualTo(6);
        assertThat(found.onsetNs(0)).isZero();
        assertThat(found.start(1)).isEqualTo(65);
        assertThat(found.stop(1)).isEqualTo(70);
        assertThat(found.charge(1)).isEqualTo(40);
    }

    @Test
    void givesNoSampleToTwoPeaks() {
        TracePulses found =
                find(Waveforms.trace(100, 200, 50, 190, 190, 190, 190, 200, 190, 190, 190, 190));

        assertThat(found.count()).isEqualTo(2);
        assertThat(found.stop(0)).isEqualTo(55);
        assertThat(found.start(1)).isEqualTo(55);
        assertThat(found.charge(0) + found.charge(1)).isEqualTo(80);
    }

    @Test
    void followsAPulseOverManyBlocks() {
        int[] samples = Waveforms.trace(400, 200, 0);
        Arrays.fill(samples, 60, 330, 150);

        TracePulses found = find(samples);

        assertThat(found.count()).isEqualTo(1);
        assertThat(found.crossing(0)).isEqualTo(60);
        assertThat(found.stop(0)).isEqualTo(332);
        assertThat(found.charge(0)).isEqualTo(270 * 50);
    }

    @Test
    void saysThatATraceIsSaturatedAtEitherLimit() {
        assertThat(find(Waveforms.trace(100, 200, 70, 0)).saturated()).isTrue();
        assertThat(find(Waveforms.trace(100, 200, 70, 255)).saturated()).isTrue();
        assertThat(find(Waveforms.trace(100, 200, 98, 255)).saturated()).isTrue();
        assertThat(find(Waveforms.trace(100, 200, 70, 1, 254)).saturated()).isFalse();
    }

    @Test
    void takesSamplesAboveTheRangeOfTheAdcForItsLimit() {
        TracePulses found = find(Waveforms.trace(200, 200, 70, 0xFFFF, 0x8000, 300));

        assertThat(found.saturated()).isTrue();
        assertThat(found.count()).isZero();
    }

    @Test
    void findsNothingInATraceThatIsSaturatedThroughout() {
        TracePulses found = find(Waveforms.trace(100, 0, 0));

        assertThat(found.saturated()).isTrue();
        assertThat(found.count()).isZero();
        assertThat(found.baselineAdc()).isZero();
    }

    @Test
    void findsNothingInAnEmptyTrace() {
        TracePulses found = find();

        assertThat(found.count()).isZero();
        assertThat(found.samples()).isZero();
        assertThat(found.baselineAdc()).isNaN();
        assertThat(found.badBaseline()).isTrue();
        assertThat(found.saturated()).isFalse();
    }

    @Test
    void marksATraceThatEndsBeforeItsBaselineWindow() {
        TracePulses found = find(200, 200, 203, 201);

        assertThat(found.baselineAdc()).isEqualTo(201);
        assertThat(found.badBaseline()).isTrue();
    }

    @Test
    void marksABaselineThatIsTooNoisy() {
        PulseConfig.Pmt quiet =
                new PulseConfig.Pmt(
                        Polarity.NEGATIVE,
                        new BaselineWindow(0, 8, BaselineMethod.MEAN, 1.5),
                        3,
                        4,
                        1,
                        2,
                        10,
                        3000,
                        90,
                        0);
        PulseFinder quietFinder = PulseFinder.of(Waveforms.channel(8, quiet));

        assertThat(quietFinder.find(Waveforms.of(199, 201, 199, 201)).badBaseline()).isFalse();
        assertThat(quietFinder.find(Waveforms.of(198, 202, 198, 202)).badBaseline()).isTrue();
    }

    @Test
    void findsNothingWhereTheSampleWidthMakesNoSense() {
        TracePulses found =
                finder.find(
                        Waveforms.record(
                                0, 0, false, Waveforms.trace(100, 200, 50, 0, 0, 0, 0, 0)));

        assertThat(found.count()).isZero();
        assertThat(found.badBaseline()).isTrue();
        assertThat(found.saturated()).isTrue();
    }

    @Test
    void saysThatTheLinearGateWasClosed() {
        PulseConfig.Pmt gated =
                new PulseConfig.Pmt(
                        Polarity.NEGATIVE,
                        Waveforms.baseline(20, BaselineMethod.MEAN),
                        3,
                        4,
                        1,
                        2,
                        10,
                        3000,
                        90,
                        40);
        PulseFinder gatedFinder = PulseFinder.of(Waveforms.channel(8, gated));
        int[] noise = new int[200];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = 200 + 3 * (i % 2);
        }
        int[] flat = noise.clone();
        Arrays.fill(flat, 101, 141, 120);

        assertThat(gatedFinder.find(Waveforms.of(noise)).gated()).isFalse();
        assertThat(gatedFinder.find(Waveforms.of(flat)).gated()).isTrue();
        assertThat(find(flat).gated()).isFalse();
    }

    @Test
    void convertsTheBaselineWindowAnewWhenTheSampleWidthChanges() {
        int[] samples = {10, 10, 10, 10, 10, 30, 30, 30, 30, 30, 30, 30};

        assertThat(finder.find(Waveforms.record(4000, 0, false, samples)).baselineAdc())
                .isEqualTo(10);
        assertThat(finder.find(Waveforms.record(2000, 0, false, samples)).baselineAdc())
                .isEqualTo(20);
    }

    private TracePulses find(int... samples) {
        return finder.find(Waveforms.of(samples));
    }
}
