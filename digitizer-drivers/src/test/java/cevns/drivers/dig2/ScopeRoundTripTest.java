package cevns.drivers.dig2;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.drivers.dig2.wire.Dig2Encoder;
import cevns.drivers.dig2.wire.Wire;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class ScopeRoundTripTest {

    @Property(tries = 300)
    void decodesWhatIsEncodedForAnyMaskAndLengthHoweverItIsCut(
            @ForAll long mask,
            @ForAll @IntRange(max = 40) int groups,
            @ForAll @IntRange(max = 0xFF_FFFF) int id,
            @ForAll @LongRange(max = 0xFFFF_FFFF_FFFFL) long time,
            @ForAll @IntRange(max = 0x1FFF) int flags,
            @ForAll @IntRange(max = 7) int overlap,
            @ForAll boolean boardFail,
            @ForAll @IntRange(min = 1, max = 500) int piece,
            @ForAll long seed) {
        int samples = mask == 0 ? 0 : 4 * groups;
        char[][] traces = new char[64][samples];
        Random random = new Random(seed);
        for (char[] trace : traces) {
            for (int i = 0; i < samples; i++) {
                trace[i] = (char) random.nextInt();
            }
        }
        ByteBuffer event = ByteBuffer.allocate(Dig2Encoder.scopeBytes(mask, samples));
        Dig2Encoder.scope(event, id, boardFail, flags, overlap, time, mask, traces, samples);
        assertThat(event.hasRemaining()).isFalse();

        HeardData heard = new HeardData(64);
        byte[] stream = Wire.message(1, true, event.array());
        for (int at = 0; at < stream.length; at += piece) {
            heard.take(Arrays.copyOfRange(stream, at, Math.min(stream.length, at + piece)));
        }

        assertThat(heard.events).hasSize(1);
        HeardData.Scope scope = heard.events.get(0);
        assertThat(scope.id()).isEqualTo(id);
        assertThat(scope.time()).isEqualTo(time);
        assertThat(scope.flags()).isEqualTo(flags);
        assertThat(scope.overlap()).isEqualTo(overlap);
        assertThat(scope.boardFail()).isEqualTo(boardFail);
        assertThat(scope.mask()).isEqualTo(mask);
        assertThat(scope.traces()).hasSize(Long.bitCount(mask));
        scope.traces()
                .forEach((channel, trace) -> assertThat(trace).isEqualTo(list(traces[channel])));
        assertThat(heard.outOfStep).isEmpty();
        assertThat(heard.damaged).isEmpty();
    }

    private static List<Integer> list(char[] trace) {
        return IntStream.range(0, trace.length).mapToObj(i -> (int) trace[i]).toList();
    }

    @Property(tries = 50)
    void writesTheWorkedExampleWhateverIsInTheOtherChannels(@ForAll char other) {
        char[][] traces = new char[64][8];
        for (int i = 0; i < 8; i++) {
            Arrays.fill(traces[1], other);
            traces[0][i] = (char) (0x1000 + i);
            traces[3][i] = (char) (0x2000 + i);
        }
        ByteBuffer event = ByteBuffer.allocate(56);
        Dig2Encoder.scope(event, 5, false, 0, 0, 125_000_000, 9, traces, 8);
        assertThat(event.array()).isEqualTo(Wire.SCOPE_EXAMPLE);
    }

    @Property(tries = 1)
    void writesTheWorkedStartAndStop() {
        ByteBuffer start = ByteBuffer.allocate(32);
        Dig2Encoder.start(start, 1024, 9);
        assertThat(start.array()).isEqualTo(Wire.START_EXAMPLE);
        ByteBuffer stop = ByteBuffer.allocate(24);
        Dig2Encoder.stop(stop, 0x77359bb, 0x11);
        assertThat(stop.array()).isEqualTo(Wire.STOP_EXAMPLE);
    }
}
