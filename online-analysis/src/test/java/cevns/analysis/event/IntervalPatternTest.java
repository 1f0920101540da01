package cevns.analysis.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class IntervalPatternTest {

    private static final long PERIOD = 16_666_667;

    private static long[] cycles(int count, double slewNs) {
        Random random = new Random(7);
        long[] times = new long[count];
        double t = 1e12;
        double period = PERIOD;
        double slew = 0;
        for (int i = 0; i < count; i++) {
            if (i % 60 == 0) {
                slew = slewNs * (random.nextDouble() - 0.5);
            }
            period += slew;
            t += period + 100 * random.nextGaussian();
            times[i] = Math.round(t);
        }
        return times;
    }

    private static long[] ids(long[] cycles, int from, int to) {
        long[] ids = new long[to - from];
        for (int i = from; i < to; i++) {
            ids[i - from] = cycles[i] / 1000 * 1000;
        }
        return ids;
    }

    private static long[] shifted(long[] times, long by) {
        long[] moved = times.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += by + Math.round((times[i] - times[0]) * 10e-6);
        }
        return moved;
    }

    @Test
    void findsTheOffsetWhereTheLineWanders() {
        long[] cycles = cycles(2_000, 40);
        long[] marks = shifted(cycles, -1_234_567_890L);
        var found = IntervalPattern.search(marks, ids(cycles, 300, 1_800), PERIOD, -1);
        assertThat(found.clear()).isTrue();
        // The newest pairs are some 30 s after the first mark: 10 ppm of that are 0.3 ms.
        assertThat(found.offsetNs()).isBetween(-1_234_567_890L, -1_234_567_890L + 310_000);
    }

    @Test
    void isNotClearWhereTheLineStandsStill() {
        long[] cycles = cycles(2_000, 0);
        long[] marks = shifted(cycles, 500_000_000L);
        long[] ids = new long[1_500];
        for (int i = 0; i < ids.length; i++) {
            // Ids of a perfect clock: nothing in them tells one cycle from the next.
            ids[i] = (long) 1e12 + i * 16_667_000L;
        }
        assertThat(IntervalPattern.search(marks, ids, PERIOD, -1).clear()).isFalse();
    }

    @Test
    void needsTwelveHundredPairs() {
        long[] cycles = cycles(2_000, 40);
        long[] few = java.util.Arrays.copyOf(cycles, 1_199);
        assertThat(IntervalPattern.search(few, ids(cycles, 0, 2_000), PERIOD, -1)).isNull();
        assertThat(IntervalPattern.search(cycles, ids(cycles, 900, 2_000), PERIOD, -1)).isNull();
    }

    @Test
    void holesInEitherListDoNotMoveTheOffset() {
        long[] cycles = cycles(2_500, 40);
        long[] marks =
                java.util.Arrays.stream(shifted(cycles, 88_000_000L))
                        .filter(t -> t % 97 != 0)
                        .toArray();
        long[] ids =
                java.util.Arrays.stream(ids(cycles, 100, 2_400))
                        .filter(t -> t / 1000 % 101 != 0)
                        .toArray();
        var found = IntervalPattern.search(marks, ids, PERIOD, -1);
        assertThat(found.clear()).isTrue();
        assertThat(found.offsetNs()).isBetween(88_000_000L, 88_420_000L);
    }
}
