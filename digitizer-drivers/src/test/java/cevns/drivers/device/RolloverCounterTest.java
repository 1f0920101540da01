package cevns.drivers.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RolloverCounterTest {

    @Property
    void extendsACounterOfAnyWidthThatStepsForwardByLessThanHalf(
            @ForAll @IntRange(min = 24, max = 48) int bits,
            @ForAll @Size(min = 1, max = 60) long[] steps) {
        RolloverCounter counter = new RolloverCounter(bits);
        long half = 1L << (bits - 1);
        long truth = 0;
        for (long step : steps) {
            truth += Math.floorMod(step, half);
            assertThat(counter.extend(truth & ((1L << bits) - 1))).isEqualTo(truth);
        }
    }

    @Property
    void keepsValuesThatComeOutOfOrderAroundARollover(
            @ForAll @IntRange(min = 24, max = 48) int bits,
            @ForAll @LongRange(min = 1, max = 1000) long before,
            @ForAll @LongRange(min = 0, max = 1000) long after) {
        long range = 1L << bits;
        RolloverCounter counter = new RolloverCounter(bits);
        counter.extend(range / 2 - 1);
        assertThat(counter.extend(range - 1)).isEqualTo(range - 1);
        assertThat(counter.extend(after)).isEqualTo(range + after);
        assertThat(counter.extend(range - before)).isEqualTo(range - before);
        assertThat(counter.extend(after)).isEqualTo(range + after);
    }

    @Test
    void ignoresBitsAboveItsWidthAndForgetsOnReset() {
        RolloverCounter counter = new RolloverCounter(24);
        counter.extend(0xFF_FFFF);
        assertThat(counter.extend(0xAB00_0000L)).isEqualTo(1 << 24);
        counter.reset();
        assertThat(counter.extend(3)).isEqualTo(3);
    }

    @Test
    void refusesAWidthThatCannotBe() {
        assertThatThrownBy(() -> new RolloverCounter(0)).hasMessage("a counter of 0 bits");
        assertThatThrownBy(() -> new RolloverCounter(63)).hasMessage("a counter of 63 bits");
    }
}
