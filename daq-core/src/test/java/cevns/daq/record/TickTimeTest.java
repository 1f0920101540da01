package cevns.daq.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TickTimeTest {

    @Test
    void countsEightNanosecondTicks() {
        assertThat(TickTime.ns(125_000_000, 8_000_000)).isEqualTo(1_000_000_000L);
        assertThat(TickTime.ps(125_000_000, 8_000_000)).isZero();
    }

    @Test
    void keepsThePicosecondsOfACompassTimeTag() {
        assertThat(TickTime.ns(97_876_200_006L, 1_000)).isEqualTo(97_876_200L);
        assertThat(TickTime.ps(97_876_200_006L, 1_000)).isEqualTo(6);
    }

    @Property
    void isExactWhateverTheCounter(
            @ForAll @LongRange(min = -(1L << 50), max = 1L << 50) long ticks,
            @ForAll @LongRange(min = 1, max = 16_000_000) long tickFs) {
        BigInteger fs = BigInteger.valueOf(ticks).multiply(BigInteger.valueOf(tickFs));
        BigInteger million = BigInteger.valueOf(1_000_000);
        long rest = fs.mod(million).longValue();
        long ns = fs.subtract(BigInteger.valueOf(rest)).divide(million).longValue();
        assertThat(TickTime.ns(ticks, tickFs)).isEqualTo(ns);
        assertThat(TickTime.ps(ticks, tickFs)).isEqualTo((int) (rest / 1000));
    }

    /** A board that has run for a year, in ticks of 8 ns. */
    @Test
    void countsTheTicksOfAYear() {
        long yearNs = 365 * 86_400_000_000_000L;
        assertThat(TickTime.ticks(yearNs + 7, 8_000_000)).isEqualTo(yearNs / 8);
        assertThat(TickTime.ticks(yearNs + 8, 8_000_000)).isEqualTo(yearNs / 8 + 1);
    }

    @Property
    void findsTheTicksOfATimeAgain(
            @ForAll @LongRange(min = 0, max = 1L << 50) long ticks,
            @ForAll @LongRange(min = 1_000_000, max = 16_000_000) long tickFs) {
        // rounded up, so that the tick has begun
        long ns = TickTime.ns(ticks, tickFs) + 1;
        BigInteger fs = BigInteger.valueOf(ns).multiply(BigInteger.valueOf(1_000_000));
        long expected = fs.divide(BigInteger.valueOf(tickFs)).longValue();
        assertThat(TickTime.ticks(ns, tickFs)).isEqualTo(expected);
    }
}
