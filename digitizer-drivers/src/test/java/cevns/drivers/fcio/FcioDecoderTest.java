package cevns.drivers.fcio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The framing alone, from pieces of all sizes. */
class FcioDecoderTest {

    /** Tag and frames of one record. */
    record Written(int tag, List<int[]> frames) {}

    private final List<String> faults = new ArrayList<>();
    private final FcioDecoder decoder =
            new FcioDecoder((fault, offset, what) -> faults.add(fault + " " + offset));

    @Property(tries = 200)
    void readsTheSameRecordsFromPiecesOfAnySize(
            @ForAll("records") List<Written> written,
            @ForAll boolean bigEndian,
            @ForAll @IntRange(min = 1, max = 70) int piece) {
        FcioEncoder stream =
                new FcioEncoder(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN)
                        .protocol();
        for (Written record : written) {
            stream.tag(record.tag);
            record.frames.forEach(stream::ints);
        }

        List<String> read = decode(stream.bytes(), piece);

        assertThat(read).isEqualTo(written.stream().map(FcioDecoderTest::text).toList());
        assertThat(faults).isEmpty();
    }

    @Provide
    Arbitrary<List<Written>> records() {
        Arbitrary<int[]> frame = Arbitraries.integers().array(int[].class).ofMaxSize(20);
        return Combinators.combine(
                        Arbitraries.of(1, 3, 4, 6, 7), frame.list().ofMinSize(1).ofMaxSize(9))
                .as(Written::new)
                .list()
                .ofMaxSize(8);
    }

    @Test
    void readsTheSameRecordsWhereverTheStreamIsSplit() {
        byte[] stream =
                FcioStreams.begun()
                        .sparseEvent(
                                FcioStreams.event(0, 1), new char[] {1}, FcioStreams.trace(1, 2, 3))
                        .status(1, new int[10], new int[295])
                        .bytes();
        List<String> expected = decode(stream, stream.length);
        for (int split = 1; split < stream.length; split++) {
            FcioDecoder halves = new FcioDecoder((fault, offset, what) -> faults.add(what));
            List<String> read = new ArrayList<>();
            ByteBuffer first = ByteBuffer.wrap(stream, 0, split);
            while (halves.decode(first)) {
                read.add(text(halves.record()));
            }
            ByteBuffer second =
                    ByteBuffer.wrap(stream, first.position(), stream.length - first.position());
            while (halves.decode(second)) {
                read.add(text(halves.record()));
            }
            assertThat(halves.end()).isTrue();
            read.add(text(halves.record()));
            assertThat(read).isEqualTo(expected);
        }
        assertThat(expected).hasSize(3);
        assertThat(faults).isEmpty();
    }

    @Test
    void demandsTheProtocolWordFirst() {
        assertThat(decode(new FcioEncoder(ByteOrder.LITTLE_ENDIAN).tag(1).ints(1).bytes(), 9))
                .isEmpty();
        assertThat(faults).containsExactly("FRAMING 0");
        assertThat(decoder.state()).isEqualTo(FcioDecoder.State.LOST);
    }

    @Test
    void refusesAnotherProtocol() {
        byte[] stream = FcioStreams.begun().bytes();
        stream[4 + 9] = '2';
        assertThat(decode(stream, 9)).isEmpty();
        assertThat(faults).containsExactly("PROTOCOL 68");
    }

    @Test
    void acceptsALongerProtocolName() {
        byte[] stream = FcioStreams.begun().bytes();
        stream[4 + 10] = 'b';
        assertThat(decode(stream, 9)).hasSize(1);
        assertThat(faults).isEmpty();
    }

    @Test
    void refusesAWordBelowAllTags() {
        FcioEncoder stream = new FcioEncoder(ByteOrder.LITTLE_ENDIAN).protocol().tag(4).ints(1);
        stream.tag(1_000_000_002);
        assertThat(decode(stream.bytes(), 9)).containsExactly("4 [1]");
        assertThat(faults).containsExactly("FRAMING 80");
    }

    @Test
    void refusesAFrameLongerThanAnyEvent() {
        FcioEncoder stream = new FcioEncoder(ByteOrder.LITTLE_ENDIAN).protocol().tag(4).ints(1);
        stream.tag(-(FcioFrame.MAX_FRAME + 1));
        assertThat(decode(stream.bytes(), 9)).containsExactly("4 [1]");
        assertThat(faults).containsExactly("LENGTH 80");
    }

    @Test
    void refusesAFrameWhereATagMustBe() {
        FcioEncoder stream = new FcioEncoder(ByteOrder.LITTLE_ENDIAN).protocol().ints(1);
        assertThat(decode(stream.bytes(), 9)).isEmpty();
        assertThat(faults).containsExactly("FRAMING 68");
    }

    @Test
    void takesRoomOnlyForBytesThatCome() {
        byte[] stream =
                new FcioEncoder(ByteOrder.LITTLE_ENDIAN)
                        .protocol()
                        .tag(3)
                        .tag(-FcioFrame.MAX_FRAME)
                        .bytes();
        decode(stream, stream.length);
        decoder.decode(ByteBuffer.allocate(10_000));
        assertThat(decoder.record().bytes().capacity()).isLessThan(30_000);
        assertThat(decoder.inRecord()).isTrue();
    }

    @Test
    void findsItsWayAtTheNextProtocolWord() {
        byte[] sound = FcioStreams.begun().bytes();
        byte[] damage = {1, 2, 3, 4, 5, 6, 7};
        byte[] stream = Arrays.copyOf(sound, 2 * sound.length + damage.length);
        System.arraycopy(damage, 0, stream, sound.length, damage.length);
        System.arraycopy(sound, 0, stream, sound.length + damage.length, sound.length);
        for (int piece = 1; piece < 80; piece++) {
            faults.clear();
            assertThat(decode(stream, piece)).hasSize(2);
            assertThat(faults).containsExactly("LENGTH " + sound.length);
        }
    }

    @Test
    void aRecordWithoutAnyFrameAtTheEndIsNotWhole() {
        FcioEncoder stream = new FcioEncoder(ByteOrder.LITTLE_ENDIAN).protocol().tag(4);
        assertThat(decode(stream.bytes(), 72)).isEmpty();
        assertThat(decoder.inRecord()).isTrue();
    }

    @Test
    void passesOverFramesBeyondWhatItKeeps() {
        FcioEncoder stream = new FcioEncoder(ByteOrder.LITTLE_ENDIAN).protocol().tag(4);
        for (int i = 0; i < FcioFrame.MAX_FRAMES + 10; i++) {
            stream.ints(i);
        }
        List<String> read = decode(stream.tag(4).ints(1).bytes(), 4096);
        assertThat(read).hasSize(2);
        assertThat(read.get(0)).endsWith("[" + (FcioFrame.MAX_FRAMES - 1) + "]");
        assertThat(faults).isEmpty();
    }

    private List<String> decode(byte[] stream, int piece) {
        FcioDecoder fresh =
                new FcioDecoder((fault, offset, what) -> faults.add(fault + " " + offset));
        FcioDecoder used = decoder.position() == 0 ? decoder : fresh;
        List<String> read = new ArrayList<>();
        int from = 0;
        for (int to = 0; to < stream.length; ) {
            to = Math.min(stream.length, to + piece);
            ByteBuffer in = ByteBuffer.wrap(stream, from, to - from);
            while (used.decode(in)) {
                read.add(text(used.record()));
            }
            assertThat(in.remaining()).isLessThan(FcioFrame.WORD);
            from = in.position();
        }
        if (used.end()) {
            read.add(text(used.record()));
        }
        return read;
    }

    private static String text(Written record) {
        StringBuilder text = new StringBuilder().append(record.tag);
        record.frames.forEach(frame -> text.append(" ").append(Arrays.toString(frame)));
        return text.toString();
    }

    private static String text(FcioRecord record) {
        StringBuilder text = new StringBuilder().append(record.tag());
        for (int frame = 0; frame < record.frames(); frame++) {
            int[] values = new int[record.length(frame) / 4];
            for (int i = 0; i < values.length; i++) {
                values[i] = record.intAt(frame, i);
            }
            text.append(" ").append(Arrays.toString(values));
        }
        return text.toString();
    }
}
