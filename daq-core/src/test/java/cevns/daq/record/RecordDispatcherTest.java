package cevns.daq.record;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.record.SkippedRecord.Why;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RecordDispatcherTest {

    private final List<SkippedRecord> skipped = new ArrayList<>();
    private final List<Object> told = new ArrayList<>();
    private final RecordDispatcher dispatcher = new RecordDispatcher();
    private final RecordEncoder encoder = new RecordEncoder();

    private final RecordHandler handler =
            new RecordHandler() {
                @Override
                public void onTick(long timeNs) {
                    told.add(timeNs);
                }

                @Override
                public void onWaveform(WaveformView waveform) {
                    told.add(waveform.sampleCount());
                }

                @Override
                public void onNote(Note note) {
                    told.add(note);
                }

                @Override
                public void onSkipped(SkippedRecord record) {
                    skipped.add(record);
                }
            };

    @Test
    void namesARecordOfAnUnknownTypeAndPassesItOver() {
        int length = encoder.tick(5);
        encoder.buffer().put(RecordLayout.TYPE, (byte) 200);
        encoder.seal(length, 3, 0);
        assertThat(dispatch(length)).isEqualTo(Why.UNKNOWN_TYPE);
        assertThat(skipped.get(0)).hasToString("record 9: type 200 is not known");
        assertThat(told).isEmpty();
    }

    @Test
    void namesARecordOfANewerVersionAndPassesItOver() {
        int length = encoder.tick(5);
        encoder.buffer().put(RecordLayout.RECORD_VERSION, (byte) 2);
        encoder.seal(length, 3, 0);
        assertThat(dispatch(length)).isEqualTo(Why.NEWER_VERSION);
        assertThat(skipped.get(0)).hasToString("record 9: TICK version 2 is newer than 1");
        assertThat(skipped.get(0).sourceId()).isEqualTo(3);
    }

    @Test
    void refusesAWaveformWhoseSampleCountReachesBeyondIt() {
        int length = encoder.waveform(new WaveformHeader(), empty(), samples(10));
        encoder.buffer().putInt(RecordLayout.WAVEFORM_SAMPLES, 11);
        encoder.seal(length, 1, 0);
        assertThat(dispatch(length)).isEqualTo(Why.DAMAGED);
    }

    @Test
    void refusesANegativeExtraLength() {
        int length = encoder.waveform(new WaveformHeader(), empty(), samples(10));
        encoder.buffer().putInt(RecordLayout.WAVEFORM_EXTRA_LENGTH, Integer.MIN_VALUE);
        encoder.seal(length, 1, 0);
        assertThat(dispatch(length)).isEqualTo(Why.DAMAGED);
    }

    @Test
    void refusesATextThatIsNotItsJson() {
        for (String text :
                new String[] {"", "{", "[]", "{\"who\":1,\"what\":\"\",\"text\":\"\"}"}) {
            int length = encoder.text(RecordType.NOTE, 5, text);
            encoder.seal(length, 0, 0);
            assertThat(dispatch(length)).as(text).isEqualTo(Why.DAMAGED);
        }
    }

    @Test
    void checksumIsCrc32cOverTheRecordWithItsFieldZero() {
        int length = encoder.text(RecordType.NOTE, 5, "x");
        encoder.seal(length, 0, 1);
        byte[] bytes = new byte[length];
        encoder.buffer().get(0, bytes);
        java.util.Arrays.fill(bytes, 24, 28, (byte) 0);
        assertThat(encoder.buffer().getInt(24)).isEqualTo(crc32c(bytes));
        // The check value of CRC-32C (RFC 3720 B.4 and catalogues of CRCs).
        assertThat(crc32c("123456789".getBytes(StandardCharsets.US_ASCII))).isEqualTo(0xE3069283);
    }

    @Property
    void neverBelievesARecordWithAFlippedBit(
            @ForAll @IntRange(min = 0, max = 64) int samples, @ForAll @IntRange(min = 0) int bit) {
        int length = encoder.waveform(new WaveformHeader(), empty(), samples(samples));
        encoder.seal(length, 1, 0);
        int at = (bit / 8) % length;
        ByteBuffer record = encoder.buffer();
        record.put(at, (byte) (record.get(at) ^ (1 << (bit % 8))));
        assertThat(dispatch(length)).isEqualTo(Why.DAMAGED);
        assertThat(told).isEmpty();
    }

    @Property
    void survivesAnyBytes(@ForAll @Size(max = 300) byte[] bytes) {
        ByteBuffer record = ByteBuffer.allocateDirect(512).order(ByteOrder.LITTLE_ENDIAN);
        record.put(0, bytes);
        assertThat(dispatcher.dispatch(record, bytes.length, 9, handler)).isEqualTo(Why.DAMAGED);
    }

    /** Bit by bit, reflected polynomial 0x82F63B78; slow and obvious. */
    private static int crc32c(byte[] bytes) {
        int crc = -1;
        for (byte b : bytes) {
            crc ^= b & 0xFF;
            for (int i = 0; i < 8; i++) {
                crc = (crc & 1) != 0 ? (crc >>> 1) ^ 0x82F63B78 : crc >>> 1;
            }
        }
        return ~crc;
    }

    private Why dispatch(int length) {
        return dispatcher.dispatch(encoder.buffer(), length, 9, handler);
    }

    private static ByteBuffer empty() {
        return ByteBuffer.allocate(0);
    }

    private static ByteBuffer samples(int count) {
        return ByteBuffer.allocate(2 * count);
    }
}
