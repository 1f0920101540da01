package cevns.analysis.pulse;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.config.PulseConfig.Polarity;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LinearGateTest {

    @Test
    void callsAStretchFlatThatStaysWithinOneCountOfALevel() {
        assertThat(closed(4, 9, 6, 5, 7, 6, 9)).isTrue();
        assertThat(closed(5, 9, 6, 5, 7, 6, 9)).isFalse();
        assertThat(closed(4, 5, 6, 7, 8, 9)).isFalse();
    }

    @Test
    void findsNoneInAnEmptyTrace() {
        assertThat(closed(1)).isFalse();
    }

    @Property(tries = 400)
    void findsAStretchOfAnyLengthAnywhere(
            @ForAll @IntRange(min = 1, max = 60) int length,
            @ForAll @IntRange(min = 2, max = 5) int spread,
            @ForAll long seed) {
        Random random = new Random(seed);
        int[] samples = new int[150];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = 100 + random.nextInt(spread) + (random.nextInt(12) == 0 ? 20 : 0);
        }

        assertThat(closed(length, samples)).isEqualTo(closedByDefinition(length, samples));
    }

    private static boolean closed(int length, int... samples) {
        return LinearGate.closed(
                Waveforms.samples(Waveforms.of(samples), Polarity.NEGATIVE, 8), length);
    }

    private static boolean closedByDefinition(int length, int[] samples) {
        for (int from = 0; from + length <= samples.length; from++) {
            int low = samples[from];
            int high = samples[from];
            for (int i = from; i < from + length; i++) {
                low = Math.min(low, samples[i]);
                high = Math.max(high, samples[i]);
            }
            if (high - low <= 2) {
                return true;
            }
        }
        return false;
    }
}
