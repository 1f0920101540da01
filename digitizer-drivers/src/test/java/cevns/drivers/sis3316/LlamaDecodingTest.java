package cevns.drivers.sis3316;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.config.Configs;
import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.daq.record.SourceInfo.ChannelInfo;
import cevns.daq.record.SourceState;
import cevns.daq.record.TraceKind;
import cevns.drivers.CapturedRecords;
import cevns.drivers.CapturedRecords.Loss;
import cevns.drivers.CapturedRecords.Waveform;
import cevns.drivers.CutFiles;
import cevns.drivers.ReadBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LlamaDecodingTest {

    private static final int RAW = 20;
    private static final int FILE_HEADER = 16 + 2 * 88;

    /** Words of a hit of FADC 1, channel 2: format 15, MAW test data, no averaging. */
    private static final int HIT = 17 + RAW / 2 + 4;

    private final Sis3316Format format = new Sis3316Format();
    private final int[] sums = {1, 2, 3, 4, 5, 6, 7, 8};
    private ByteBuffer file;

    @BeforeEach
    void begin() {
        file = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0x4972414C).putChar((char) 1).putChar((char) 0).putChar((char) 2);
        file.putChar((char) 88).putInt(2);
        config(1, 2, 15, RAW, 0, 4, HIT);
        config(0, 3, 0, RAW, 8, 0, 4 + RAW / 2 + 4);
    }

    @Test
    void givesEachBoardItsOwnSourceAndEachChannelItsKey() {
        first(0, 100);
        second(200);
        first(1, 300);
        ReadBytes read = new ReadBytes(format, file, "trigger_kind = pulser");
        assertThat(read.report.records()).isEqualTo(3);
        assertThat(read.report.problems()).isEmpty();
        assertThat(read.sources).containsOnlyKeys("0", "1");
        CapturedRecords one = read.sources.get("1");
        assertThat(one.infos.get(0).channels()).containsExactly(new ChannelInfo(2, "18", ""));
        assertThat(one.infos.get(0).settings()).contains("\"llamaDaq\":\"2.0.1\"");
        CapturedRecords zero = read.sources.get("0");
        assertThat(zero.infos.get(0).channels()).containsExactly(new ChannelInfo(3, "3", ""));
        assertThat(zero.waveforms)
                .extracting(Waveform::trace)
                .containsExactly(TraceKind.RAW, TraceKind.AVERAGED);
        assertThat(zero.waveforms.get(1).preTrigger()).isEqualTo((12 + 3 * 4 - 2) / 4);
    }

    @Test
    void keepsMawTestDataAsTheExtraBytesOfAFilterTrace() {
        first(0, 100);
        CapturedRecords source = new ReadBytes(format, file, "").sources.get("1");
        Waveform maw = source.waveforms.get(1);
        assertThat(maw.trace()).isEqualTo(TraceKind.FILTER);
        assertThat(maw.samples()).isEmpty();
        ByteBuffer words = ByteBuffer.wrap(maw.extra()).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(words.remaining()).isEqualTo(16);
        assertThat(words.getInt(12)).isEqualTo(0x0800_0004);
        assertThat(source.counters().unitsRead).isEqualTo(1);
    }

    @Test
    void extendsTheTimeStampOverItsRollover() {
        long[] stamps = {0xFFFF_FFFF_FF00L, 0x10, 0x20};
        for (int i = 0; i < stamps.length; i++) {
            first(i, stamps[i]);
        }
        CapturedRecords source = new ReadBytes(format, file, "").sources.get("1");
        assertThat(source.waveforms.stream().filter(w -> w.trace() == TraceKind.RAW))
                .extracting(Waveform::ticks)
                .containsExactly(0xFFFF_FFFF_FF00L, 0x1_0000_0000_0010L, 0x1_0000_0000_0020L);
    }

    @Test
    void losesOnlyTheHitWhoseHeaderIsDamaged() {
        for (int i = 0; i < 5; i++) {
            first(i, 1000 * i);
        }
        file.putInt(FILE_HEADER + 2 * HIT * 4, 0xFFFF_FFFF);
        ReadBytes read = new ReadBytes(format, file, "");
        assertThat(read.report.records()).isEqualTo(4);
        assertThat(read.report.problems())
                .containsExactly(
                        "byte 440: word 0xFFFFFFFF where a hit of a configured channel must be");
        CapturedRecords source = read.sources.get("1");
        assertThat(source.losses).containsExactly(new Loss(LossCause.CORRUPT, 1, 4_000, 12_000));
        assertThat(source.counters().refused[FrameFault.FRAMING.ordinal()]).isEqualTo(1);
    }

    @Test
    void countsAHitThatTheEndOfTheFileCuts() {
        first(0, 1000);
        first(1, 2000);
        file.position(file.position() - 4);
        ReadBytes read = new ReadBytes(format, file, "");
        assertThat(read.report.records()).isEqualTo(1);
        assertThat(read.report.trailingBytes()).isEqualTo((HIT - 1) * 4);
        CapturedRecords source = read.sources.get("1");
        assertThat(source.losses).containsExactly(new Loss(LossCause.CUT, 1, 4_000, 4_000));
        assertThat(source.counters().unitsRead).isEqualTo(2);
    }

    @Test
    void refusesAHitOfAnotherLengthThanConfigured() {
        for (int i = 0; i < 3; i++) {
            first(i, 1000 * i);
        }
        int count = FILE_HEADER + (HIT + 16) * 4;
        file.putInt(count, file.getInt(count) + 1);
        ReadBytes read = new ReadBytes(format, file, "");
        assertThat(read.report.records()).isEqualTo(2);
        assertThat(read.report.problems())
                .containsExactly(
                        "byte 316: word 0x0000012F of channel 18, no hit of 31 words behind it");
    }

    @Test
    void saysWhichChannelTheHeaderConfiguresBadly() {
        first(0, 100);
        second(200);
        file.putInt(16 + 88 + 4, 99);
        ReadBytes read = new ReadBytes(format, file, "");
        assertThat(read.report.records()).isEqualTo(1);
        assertThat(read.report.trailingBytes()).isEqualTo((4 + RAW / 2 + 4) * 4);
        assertThat(read.report.problems()).hasSize(2);
        assertThat(read.report.problems().get(0)).contains("no channel can be configured as");
    }

    @Test
    void tellsOfTheBoardsOfAFileWithoutHits() {
        ReadBytes read = new ReadBytes(format, file, "");
        assertThat(read.report.records()).isZero();
        assertThat(read.report.trailingBytes()).isZero();
        assertThat(read.sources.get("1").infos).hasSize(1);
        assertThat(read.sources.get("1").states).containsExactly(SourceState.DISCONNECTED);
    }

    @Test
    void givesOutNothingOfAFileThatIsNone() {
        file.putInt(0, 0x4972414D);
        ReadBytes read = new ReadBytes(format, file, "");
        assertThat(read.sources).isEmpty();
        assertThat(read.report.trailingBytes()).isEqualTo(FILE_HEADER);
        assertThat(read.report.problems().get(0))
                .contains("header 0x4972414D… where 0x4972414C")
                .contains("1…4096 channels must be");
    }

    @Test
    void survivesAnyCutAndAnyDamageOfSmallHits() throws IOException {
        for (int i = 0; i < 60; i++) {
            first(i, 1000 * i);
            second(1000 * i + 5);
        }
        byte[] written = Arrays.copyOf(file.array(), file.position());
        CutFiles.check(format, "small hits", written, Configs.parse("", "test"));
    }

    private void first(int index, long timestamp) {
        int[] mawTest = {0x0800_0001, 0x0800_0002, 0x0800_0003, 0x0800_0004};
        put(1 << 4 | 2, 15, timestamp, -1, new char[0], mawTest, index);
    }

    private void second(long timestamp) {
        put(3, 0, timestamp, 2, new char[8], new int[0], 7);
    }

    private void put(
            int id,
            int formatBits,
            long timestamp,
            int phase,
            char[] averaged,
            int[] mawTest,
            int fill) {
        char[] raw = new char[RAW];
        Arrays.fill(raw, (char) (0x1001 + fill));
        int[] maw = {1, 2, 3};
        Sis3316Encoder.Header header =
                new Sis3316Encoder.Header(
                        id, formatBits, timestamp, 5, 6, 0, sums, maw, 10, 11, false, phase);
        Sis3316Encoder.put(file, header, raw, averaged, mawTest);
    }

    private void config(
            int fadc, int channel, int bits, int raw, int averaged, int mawWords, int hitWords) {
        file.putInt(fadc).putInt(channel).putInt(3).putInt(0).putDouble(250).putDouble(1e-4);
        file.putInt(bits).putInt(0).putInt(12).putInt(3).putInt(averaged > 0 ? 1 : 0);
        file.putInt(raw).putInt(averaged).putInt(mawWords).putInt(hitWords);
        for (int i = 0; i < 5; i++) {
            file.putInt(0);
        }
    }
}
