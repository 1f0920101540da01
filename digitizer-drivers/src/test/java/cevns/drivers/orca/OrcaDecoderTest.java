package cevns.drivers.orca;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The framing alone, from any number of bytes. */
class OrcaDecoderTest {

    private static final String SCRIPT = "ORScriptDecoderForState";

    private final OrcaDecoder decoder = new OrcaDecoder();

    @Property(tries = 100)
    void findsTheSameRecordsHoweverFewBytesComeAtOnce(
            @ForAll @Size(max = 8) List<@IntRange(min = 0, max = 60) Integer> lengths,
            @ForAll boolean bigEndian,
            @ForAll @IntRange(min = 1, max = 50) int piece) {
        OrcaEncoder stream =
                new OrcaEncoder(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN, SCRIPT);
        stream.header("");
        lengths.forEach(length -> stream.record(SCRIPT, new int[length]));
        ByteBuffer bytes = little(stream.bytes());

        List<Integer> found = new ArrayList<>();
        OrcaDecoder fresh = new OrcaDecoder();
        int at = 0;
        for (int there = 0; there < bytes.limit(); ) {
            there = Math.min(bytes.limit(), there + piece);
            long length = fresh.look(bytes, at, there - at);
            while (length <= there - at) {
                assertThat(length).isPositive();
                found.add(fresh.record().words());
                at += (int) length;
                length = fresh.look(bytes, at, there - at);
            }
        }

        assertThat(at).isEqualTo(bytes.limit());
        assertThat(found).hasSize(lengths.size() + 1);
        assertThat(found.subList(1, found.size()))
                .isEqualTo(lengths.stream().map(length -> length + 1).toList());
    }

    @Test
    void readsAllThreeFormsOfRecords() {
        OrcaEncoder stream = begun();
        int header = stream.bytes().length;
        stream.word(0x8400_0005).word(7 << 18 | 2).word(1).word(9 << 18).word(4).word(1).word(2);
        ByteBuffer bytes = little(stream.bytes());
        decoder.look(bytes, 0, header);

        assertThat(decoder.look(bytes, header, 28)).isEqualTo(4);
        assertThat(decoder.record().id()).isEqualTo(0x8400_0000);
        assertThat(decoder.look(bytes, header + 4, 24)).isEqualTo(8);
        assertThat(decoder.record().id()).isEqualTo(7 << 18);
        assertThat(decoder.look(bytes, header + 12, 16)).isEqualTo(16);
        assertThat(decoder.record().id()).isEqualTo(9 << 18);
        assertThat(decoder.record().word(3)).isEqualTo(2);
    }

    @Test
    void refusesAStreamThatBeginsWithoutAHeader() {
        ByteBuffer bytes =
                little(
                        new OrcaEncoder(ByteOrder.LITTLE_ENDIAN, SCRIPT)
                                .record(SCRIPT, 1, 2, 3)
                                .bytes());
        assertThat(decoder.look(bytes, 0, bytes.limit())).isEqualTo(OrcaDecoder.BROKEN);
        assertThat(decoder.reason()).isEqualTo("a header record expected, got 0x00040004");
    }

    @Test
    void refusesTheIdOfAHeaderWithoutOne() {
        assertThat(second(3, 8, 0)).isEqualTo(OrcaDecoder.BROKEN);
        assertThat(decoder.reason()).contains("0x00000003 has the id of a header");
    }

    @Test
    void refusesZeros() {
        assertThat(second(0, 0, 0)).isEqualTo(OrcaDecoder.BROKEN);
    }

    @Test
    void refusesAnExtendedRecordShorterThanItsOwnHead() {
        assertThat(second(9 << 18, 1, 0)).isEqualTo(OrcaDecoder.BROKEN);
        assertThat(decoder.reason()).isEqualTo("extended record of 0x00000001 words");
    }

    @Test
    void refusesAnExtendedRecordBeyondAllSize() {
        assertThat(second(9 << 18, (1 << 24) + 1, 0)).isEqualTo(OrcaDecoder.BROKEN);
        assertThat(second(9 << 18, -1, 0)).isEqualTo(OrcaDecoder.BROKEN);
    }

    @Test
    void findsTheNextHeaderAtAnyByte() {
        byte[] header = begun().bytes();
        for (int before = 0; before < 9; before++) {
            ByteBuffer bytes = ByteBuffer.allocate(before + header.length);
            bytes.order(ByteOrder.LITTLE_ENDIAN).put(before, header);
            assertThat(OrcaDecoder.seek(bytes, 0, bytes.limit())).isEqualTo(before);
        }
        assertThat(OrcaDecoder.seek(ByteBuffer.allocate(50), 0, 50)).isEqualTo(50 - 11);
        assertThat(OrcaDecoder.seek(ByteBuffer.allocate(50), 0, 11)).isZero();
    }

    /** What is said of three words behind a header. */
    private long second(int... words) {
        OrcaEncoder stream = begun();
        int header = stream.bytes().length;
        for (int word : words) {
            stream.word(word);
        }
        ByteBuffer bytes = little(stream.bytes());
        assertThat(decoder.look(bytes, 0, header)).isEqualTo(header);
        return decoder.look(bytes, header, 4 * words.length);
    }

    private static OrcaEncoder begun() {
        return new OrcaEncoder(ByteOrder.LITTLE_ENDIAN, SCRIPT).header("");
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
