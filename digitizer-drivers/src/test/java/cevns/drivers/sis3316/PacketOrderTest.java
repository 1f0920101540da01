package cevns.drivers.sis3316;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.drivers.sis3316.PacketOrder.Fate;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PacketOrderTest {

    private static final int FULL = 6;

    private final PacketOrder order = new PacketOrder();
    private final ByteBuffer into =
            ByteBuffer.allocateDirect(1024).order(ByteOrder.LITTLE_ENDIAN).limit(0);

    /** Packet of words that count on from its place. */
    private static Reply packet(int counter, int words) {
        ByteBuffer data = ReplyEncoder.status(ReplyEncoder.room(), 0x30, 1, true, counter);
        for (int i = 0; i < words; i++) {
            data.putInt(counter * FULL + i);
        }
        Reply reply = new Reply(true);
        reply.wrap(Unpooled.wrappedBuffer(data.flip()));
        return reply;
    }

    private static int wordsOf(int counter, int words) {
        return Math.min(FULL, words - counter * FULL);
    }

    private void inOrder(int words) {
        assertThat(into.limit()).isEqualTo(4 * words);
        for (int i = 0; i < words; i++) {
            assertThat(into.getInt(4 * i)).isEqualTo(i);
        }
    }

    @Property(tries = 300)
    void ordersPacketsThatOvertakeEachOtherAndComeTwice(
            @ForAll @IntRange(min = 1, max = 15 * FULL) int words, @ForAll long seed) {
        int packets = (words + FULL - 1) / FULL;
        List<Integer> arriving = new ArrayList<>();
        for (int i = 0; i < packets; i++) {
            arriving.add(i);
            arriving.add(i);
        }
        Collections.shuffle(arriving, new Random(seed));
        into.clear().limit(0);
        order.begin(words, into);
        int twice = 0;
        for (int counter : arriving) {
            twice +=
                    order.take(counter, packet(counter, wordsOf(counter, words))) == Fate.TWICE
                            ? 1
                            : 0;
        }
        assertThat(order.complete()).isTrue();
        assertThat(twice).isEqualTo(packets);
        inOrder(words);
    }

    @Property(tries = 300)
    void givesWhatStandsInFrontOfAMissingPacket(
            @ForAll @IntRange(min = 2, max = 15) int packets,
            @ForAll @IntRange(max = 14) int lost) {
        int missing = lost % packets;
        into.clear().limit(0);
        order.begin(packets * FULL, into);
        for (int i = 0; i < packets; i++) {
            if (i != missing) {
                order.take(i, packet(i, FULL));
            }
        }
        assertThat(order.complete()).isFalse();
        assertThat(order.got()).isEqualTo(missing * FULL);
        inOrder(missing * FULL);
    }

    @Test
    void tellsAPacketThatComesTwiceFromAnotherWithItsCounter() {
        order.begin(4 * FULL, into);
        assertThat(order.take(0, packet(0, FULL))).isEqualTo(Fate.TAKEN);
        assertThat(order.take(2, packet(2, FULL))).isEqualTo(Fate.HELD);
        assertThat(order.take(0, packet(0, FULL))).isEqualTo(Fate.TWICE);
        assertThat(order.take(2, packet(2, FULL))).isEqualTo(Fate.TWICE);
        assertThat(order.take(0, packet(3, FULL))).isEqualTo(Fate.OTHER);
        assertThat(order.take(2, packet(0, FULL))).isEqualTo(Fate.OTHER);
        assertThat(order.got()).isEqualTo(FULL);
        inOrder(FULL);
    }

    @Test
    void refusesMoreWordsThanWereAskedFor() {
        order.begin(8, into);
        assertThat(order.take(0, packet(0, FULL))).isEqualTo(Fate.TAKEN);
        assertThat(order.take(1, packet(1, FULL))).isEqualTo(Fate.TOO_LONG);
        assertThat(order.take(1, packet(1, 0))).isEqualTo(Fate.TOO_LONG);
        assertThat(order.take(1, packet(1, 2))).isEqualTo(Fate.TAKEN);
        assertThat(order.complete()).isTrue();
        inOrder(8);
    }
}
