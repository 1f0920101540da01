package cevns.analysis.pulse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cevns.daq.config.PulseConfig.Polarity;
import cevns.daq.record.WaveformView;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The fast peak finder must find what the plain definition says, in any trace of any ADC. */
class HitFinderPropertiesTest {

    /** A peak by the definition: crossing, start, stop. */
    private record Peak(int crossing, int start, int stop) {}

    @Property(tries = 400)
    void findsWhatThePlainDefinitionSays(
            @ForAll @IntRange(min = 8, max = 16) int bits,
            @ForAll @IntRange(max = 700) int count,
            @ForAll @IntRange(min = 1, max = 6) int minSamples,
            @ForAll @IntRange(max = 3) int before,
            @ForAll @IntRange(max = 3) int after,
            @ForAll boolean negative,
            @ForAll boolean direct,
            @ForAll @IntRange(max = 3) int kind,
            @ForAll long seed) {
        Polarity polarity = negative ? Polarity.NEGATIVE : Polarity.POSITIVE;
        int full = (1 << bits) - 1;
        int[] samples = trace(count, full, kind, new Random(seed));
        double baseline = full / 2 + 0.3;
        double threshold = kind == 0 ? full / 3.0 : 4;
        WaveformView waveform = Waveforms.record(2000, 0, direct, samples);
        TracePulses found = new TracePulses(new Samples(polarity, bits));
        found.begin(waveform);
        found.turnedBaseline = baseline;

        new HitFinder(threshold, minSamples, before, after).find(found);

        int[] turned = new int[count];
        boolean saturated = false;
        for (int i = 0; i < count; i++) {
            int y = Math.min(samples[i], full);
            saturated |= y == 0 || y == full;
            turned[i] = negative ? full - y : y;
        }
        List<Peak> expected = peaks(turned, baseline + threshold, minSamples, before, after);
        assertThat(found.saturated()).isEqualTo(saturated);
        assertThat(found.count()).isEqualTo(expected.size());
        int end = 0;
        for (int i = 0; i < expected.size(); i++) {
            Peak peak = expected.get(i);
            assertThat(found.crossing(i)).isEqualTo(peak.crossing);
            assertThat(found.start(i)).isEqualTo(peak.start).isGreaterThanOrEqualTo(end);
            assertThat(found.stop(i)).isEqualTo(peak.stop);
            end = peak.stop;
            double charge = 0;
            int highest = peak.start;
            for (int j = peak.start; j < peak.stop; j++) {
                charge += turned[j] - baseline;
                highest = turned[j] > turned[highest] ? j : highest;
            }
            assertThat(found.charge(i)).isCloseTo(charge, within(1e-6));
            assertThat(found.peak(i)).isEqualTo(highest);
            assertThat(found.height(i)).isCloseTo(turned[highest] - baseline, within(1e-9));
            assertThat(found.onsetNs(i) / 2).isBetween(peak.crossing - 1.0, (double) peak.crossing);
        }
    }

    private static int[] trace(int count, int full, int kind, Random random) {
        int[] samples = new int[count];
        int level = full / 2;
        for (int i = 0; i < count; i++) {
            samples[i] =
                    switch (kind) {
                        // Anything, beyond the range of the ADC as well.
                        case 0 -> random.nextInt(0x10000);
                        // Quiet, with rare pulses of either sign, up to the limits.
                        case 1 ->
                                random.nextInt(40) == 0
                                        ? random.nextInt(full + 1)
                                        : full / 2 + random.nextInt(3);
                        // A wandering level: long runs.
                        case 2 -> {
                            level += random.nextInt(9) - 4;
                            level = Math.max(0, Math.min(full, level));
                            yield level;
                        }
                        // Around the threshold.
                        default -> full / 2 + random.nextInt(13) - 6;
                    };
        }
        return samples;
    }

    private static List<Peak> peaks(
            int[] turned, double level, int minSamples, int before, int after) {
        List<int[]> runs = new ArrayList<>();
        int i = 0;
        while (i < turned.length) {
            int first = i;
            while (i < turned.length && turned[i] >= level) {
                i++;
            }
            if (i - first >= minSamples) {
                runs.add(new int[] {first, i});
            }
            i = Math.max(i, first + 1);
        }
        List<Peak> peaks = new ArrayList<>();
        int free = 0;
        for (int r = 0; r < runs.size(); r++) {
            int[] run = runs.get(r);
            int limit = r + 1 < runs.size() ? runs.get(r + 1)[0] : turned.length;
            int stop = Math.min(limit, run[1] + after);
            peaks.add(new Peak(run[0], Math.max(free, run[0] - before), stop));
            free = stop;
        }
        return peaks;
    }
}
