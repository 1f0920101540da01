package cevns.drivers.sis3316;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PacketCodecTest {

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    private static ByteBuffer wire(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The bytes of the document's example. */
    @Test
    void writesTheRequestsOfTheExample() {
        assertThat(RequestEncoder.encode(new Request.ReadLink(4), 0x2A, true))
                .isEqualTo(hex("10 2A 04 00 00 00"));
        assertThat(RequestEncoder.encode(new Request.WriteLink(0x10, 1), 0x2A, true))
                .isEqualTo(hex("11 10 00 00 00 01 00 00 00"));
        assertThat(RequestEncoder.encode(new Request.Read(0x60), 0x2B, true))
                .isEqualTo(hex("20 2B 00 00 60 00 00 00"));
        Request write = new Request.Write(new int[] {0x420}, new int[] {0});
        assertThat(RequestEncoder.encode(write, 0x2C, true))
                .isEqualTo(hex("21 2C 00 00 20 04 00 00 00 00 00 00"));
        assertThat(RequestEncoder.encode(new Request.ReadFifo(0x10_0000, 8), 0x2D, true))
                .isEqualTo(hex("30 2D 07 00 00 00 10 00"));
    }

    @Test
    void leavesTheIdentifierOutForOldBoards() {
        assertThat(RequestEncoder.encode(new Request.ReadLink(4), 0x2A, false))
                .isEqualTo(hex("10 04 00 00 00"));
        assertThat(RequestEncoder.encode(new Request.WriteLink(0x10, 1), 0x2A, false))
                .isEqualTo(hex("11 10 00 00 00 01 00 00 00"));
        assertThat(RequestEncoder.encode(new Request.Read(0x60), 0x2B, false))
                .isEqualTo(hex("20 00 00 60 00 00 00"));
        assertThat(RequestEncoder.encode(new Request.Repeat(), 1, false)).isEqualTo(hex("EE"));
    }

    @Test
    void readsTheRepliesOfTheExample() {
        Reply reply = new Reply(true);
        assertThat(reply.wrap(Unpooled.wrappedBuffer(hex("102A040000000B201633")))).isTrue();
        assertThat(reply.id()).isEqualTo(0x2A);
        assertThat(reply.words()).isEqualTo(2);
        assertThat(reply.word(1)).isEqualTo(0x3316200B);
        assertThat(reply.status()).isZero();
        assertThat(reply.wrap(Unpooled.wrappedBuffer(hex("20 2B 80 00 00 05 00")))).isTrue();
        assertThat(reply.status()).isEqualTo(0x80);
        assertThat(reply.word(0)).isEqualTo(0x0005_0000);
        assertThat(reply.wrap(Unpooled.wrappedBuffer(hex("21 2C 00")))).isTrue();
        assertThat(reply.words()).isZero();
    }

    @Test
    void anOldBoardReadsTheNewFormAsAnotherAddress() {
        Request read = RequestDecoder.decode(wire(hex("10 2A 04 00 00 00")), false);
        assertThat(read).isEqualTo(new Request.ReadLink(0x042A));
        assertThat(RequestDecoder.decode(wire(hex("10 04 00 00 00 00")), false))
                .isEqualTo(new Request.ReadLink(4));
    }

    @Property(tries = 300)
    void readsBackEveryRequest(
            @ForAll @IntRange(max = 6) int kind,
            @ForAll @IntRange(min = 1, max = 64) int n,
            @ForAll @IntRange(max = 255) int id,
            @ForAll boolean ids,
            @ForAll long seed) {
        Random random = new Random(seed);
        int[] first = random.ints(n).toArray();
        int[] second = random.ints(n).toArray();
        Request request =
                switch (kind) {
                    case 0 -> new Request.ReadLink(first[0]);
                    case 1 -> new Request.WriteLink(first[0], second[0]);
                    case 2 -> new Request.Read(first);
                    case 3 -> new Request.Write(first, second);
                    case 4 -> new Request.ReadFifo(first[0], 1 + random.nextInt(65536));
                    case 5 -> new Request.WriteFifo(first[0], second);
                    default -> new Request.Repeat();
                };
        ByteBuffer wire = wire(RequestEncoder.encode(request, id, ids));
        Request back = RequestDecoder.decode(wire, ids);
        assertThat(back).usingRecursiveComparison().isEqualTo(request);
        boolean hasId = ids && !(request instanceof Request.WriteLink);
        if (hasId) {
            assertThat(RequestDecoder.id(wire, true)).isEqualTo(id);
        }
    }

    @Property(tries = 300)
    void readsBackEveryReply(
            @ForAll @IntRange(max = 255) int id,
            @ForAll @IntRange(max = 255) int status,
            @ForAll @Size(max = 50) int[] data,
            @ForAll boolean ids) {
        ByteBuffer out = ReplyEncoder.room();
        ReplyEncoder.status(out, PacketFrame.READ_FIFO, id, ids, status);
        IntStream.of(data).forEach(out::putInt);
        out.flip();
        Reply reply = new Reply(ids);
        assertThat(reply.wrap(Unpooled.wrappedBuffer(out))).isTrue();
        assertThat(reply.opcode()).isEqualTo(PacketFrame.READ_FIFO);
        assertThat(reply.id()).isEqualTo(ids ? id : 0);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(IntStream.range(0, reply.words()).map(reply::word).toArray()).isEqualTo(data);
    }

    @Property(tries = 1000)
    void anyBytesAreARequestOrNone(@ForAll @Size(max = 40) byte[] bytes, @ForAll boolean ids) {
        assertThat(RequestDecoder.decode(wire(bytes), ids)).isNotNull();
        assertThat(RequestDecoder.id(wire(bytes), ids)).isBetween(0, 255);
    }

    @Property(tries = 1000)
    void anyBytesAreAReplyOrNone(@ForAll @Size(max = 40) byte[] bytes, @ForAll boolean ids) {
        Reply reply = new Reply(ids);
        if (reply.wrap(Unpooled.wrappedBuffer(bytes))) {
            assertThat(reply.words()).isBetween(0, 10);
            for (int i = 0; i < reply.words(); i++) {
                reply.word(i);
            }
        }
    }

    @Test
    void refusesRequestsOfTheWrongLength() {
        for (String bad :
                new String[] {
                    "10 2A 04 00 00",
                    "11 10 00 00 00 01 00 00",
                    "20 2B 01 00 60 00 00 00",
                    "20 2B 40 00",
                    "21 2C 00 00 20 04 00 00",
                    "30 2D 07 00",
                    "31 2E FF FF",
                    "77 00"
                }) {
            assertThat(RequestDecoder.decode(wire(hex(bad)), true))
                    .as(bad)
                    .isInstanceOf(Request.Malformed.class);
        }
    }
}
