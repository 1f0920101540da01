package cevns.drivers.compass;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.config.ConfigTree;
import cevns.daq.config.Configs;
import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.daq.record.SourceInfo.ChannelInfo;
import cevns.drivers.CapturedRecords;
import cevns.drivers.CapturedRecords.Loss;
import cevns.drivers.CapturedRecords.Waveform;
import cevns.drivers.CutFiles;
import cevns.drivers.ReadBytes;
import cevns.drivers.device.RecordedFile;
import cevns.drivers.file.FileBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CompassDecodingTest {

    /** Version 2 with energy, short energy and waveforms. */
    private static final CompassFrame USUAL = CompassFrame.of(0xCAED);

    private static final int RECORD = 25 + 2 * 40;

    private final CompassFormat format = new CompassFormat();
    private ByteBuffer file;

    @BeforeEach
    void begin() {
        file = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Property(tries = 200)
    void readsBackEveryFormOfVersionTwo(
            @ForAll @IntRange(max = 15) int bits,
            @ForAll @IntRange(min = 1, max = 40) int count,
            @ForAll long seed) {
        begin();
        CompassFrame frame = CompassFrame.of(CompassFrame.MAGIC | bits);
        CompassEncoder.putFileHeader(file, frame);
        assertThat(file.getChar(0)).isEqualTo((char) (0xCAE0 | bits));
        demandReadBack(frame, count, frame.waveform() ? 30 : 0, seed);
    }

    @Property(tries = 200)
    void findsEveryFormOfVersionOneWithoutHeader(
            @ForAll boolean calibrated,
            @ForAll boolean channels,
            @ForAll boolean shortEnergy,
            @ForAll boolean wideFlags,
            @ForAll boolean code,
            @ForAll long seed) {
        begin();
        boolean energy = channels || !calibrated;
        CompassFrame frame =
                new CompassFrame(energy, calibrated, shortEnergy, wideFlags ? 4 : 2, code, true);
        demandReadBack(frame, 25, 200, seed);
    }

    private void demandReadBack(CompassFrame frame, int count, int length, long seed) {
        Random random = new Random(seed);
        CompassEncoder.Header[] headers = new CompassEncoder.Header[count];
        char[][] samples = new char[count][length];
        long timePs = 1_000_000_000L + random.nextInt(1 << 30);
        for (int i = 0; i < count; i++) {
            timePs += random.nextInt(1 << 30);
            headers[i] =
                    new CompassEncoder.Header(
                            random.nextInt(2),
                            random.nextInt(16),
                            timePs - random.nextInt(1 << 20),
                            random.nextInt(1 << 14),
                            random.nextDouble() * 2000,
                            random.nextInt(1 << 14),
                            0x4000,
                            1);
            for (int j = 0; j < length; j++) {
                samples[i][j] = (char) random.nextInt(1 << 14);
            }
            CompassEncoder.put(file, frame, headers[i], samples[i]);
        }
        ReadBytes read = new ReadBytes(format, file, "sample_ps = 4000");
        assertThat(read.report.problems()).isEmpty();
        assertThat(read.report.records()).isEqualTo(count);
        int[] next = new int[2];
        for (int i = 0; i < count; i++) {
            int board = headers[i].board();
            CapturedRecords source = read.sources.get(Integer.toString(board));
            Waveform waveform = source.waveforms.get(next[board]);
            assertThat(waveform.triggerId()).isEqualTo(next[board]++);
            assertThat(waveform.channel()).isEqualTo(headers[i].channel());
            assertThat(waveform.ticks()).isEqualTo(headers[i].timePs());
            assertThat(1000 * waveform.timeNs() + waveform.picoseconds())
                    .isEqualTo(headers[i].timePs());
            assertThat(waveform.samples()).isEqualTo(samples[i]);
            assertThat(waveform.extra()).hasSize(frame.header());
            assertThat(waveform.sampleWidthPs()).isEqualTo(4000);
        }
    }

    @Test
    void readsRecordsThatHaveACountThoughTheHeaderSaysNoWaveforms() {
        file.putChar((char) 0xCAE5);
        CompassFrame frame = CompassFrame.of(0xCAE5).withEmptyWaveforms();
        for (int i = 0; i < 10; i++) {
            CompassEncoder.put(file, frame, header(0, 1, 1000L * i), new char[0]);
        }
        ReadBytes read = new ReadBytes(format, file, "");
        assertThat(read.report.records()).isEqualTo(10);
        assertThat(read.report.trailingBytes()).isZero();
    }

    @Test
    void takesTheHeaderOfTheFirstFileForALaterOneThatLacksIt() {
        CompassFrame frame = CompassFrame.of(0xCAE5);
        for (int i = 0; i < 10; i++) {
            CompassEncoder.put(file, frame, header(0, 1, 1000L * i), new char[0]);
        }
        ReadBytes read = new ReadBytes(format, file, "header_bits = 5");
        assertThat(read.report.records()).isEqualTo(10);
        assertThat(read.report.problems()).isEmpty();
    }

    @Test
    void writesTheInfoAnewWhenAChannelAppears() {
        CompassEncoder.putFileHeader(file, USUAL);
        int[] channels = {3, 3, 1, 3, 1};
        for (int i = 0; i < channels.length; i++) {
            CompassEncoder.put(file, USUAL, header(2, channels[i], 1000L * i), new char[40]);
        }
        CapturedRecords source = new ReadBytes(format, file, "").sources.get("2");
        assertThat(source.infos).hasSize(2);
        assertThat(source.infos.get(0).channels()).containsExactly(new ChannelInfo(3, "2/3", ""));
        assertThat(source.infos.get(1).channels())
                .containsExactly(new ChannelInfo(3, "2/3", ""), new ChannelInfo(1, "2/1", ""));
        assertThat(source.infos.get(1).tickFs()).isEqualTo(1000);
    }

    @Test
    void numbersTriggersOnThroughTheFilesOfOneBoard() throws IOException {
        putTen();
        CapturedRecords board = new CapturedRecords();
        for (int i = 0; i < 2; i++) {
            FileBytes bytes = FileBytes.of(file.duplicate().flip());
            try (RecordedFile read = format.open(bytes, Configs.parse("", "test"), key -> board)) {
                while (read.next()) {
                    assertThat(read.timeNs()).isNotNegative();
                }
            }
        }
        assertThat(board.waveforms.stream().mapToLong(Waveform::triggerId).distinct()).hasSize(20);
    }

    @Test
    void losesOnlyTheRecordWhoseHeaderIsDamaged() {
        int[] fields = {0, 2, 8, 21};
        for (int field : fields) {
            putTen();
            file.putInt(2 + 4 * RECORD + field, 0x7F00_7F00);
            ReadBytes read = new ReadBytes(format, file, "");
            assertThat(read.report.records()).as("field " + field).isEqualTo(9);
            assertThat(read.sources).containsOnlyKeys("0");
            assertThat(read.source().losses)
                    .containsExactly(new Loss(LossCause.CORRUPT, 1, 3_000_000, 5_000_000));
            assertThat(read.source().counters().refused[FrameFault.FRAMING.ordinal()]).isEqualTo(1);
            assertThat(read.source().counters().bytes).isEqualTo(2 + 10 * RECORD);
        }
    }

    @Test
    void saysWhereTheDamageIsAndWhatWasExpected() {
        putTen();
        file.putInt(2 + 4 * RECORD + 21, 7000);
        assertThat(new ReadBytes(format, file, "").report.problems())
                .containsExactly(
                        "byte 422: board 0, channel 1, time 4000000000 ps, 7000 samples"
                                + " where a record of 40 samples near 3000000000 ps must be");
    }

    @Test
    void doesNotKnowHowMuchWasLostInDamageOfAnotherLength() {
        putTen();
        byte[] all = Arrays.copyOf(file.array(), file.position());
        begin();
        file.put(all, 0, 2 + 3 * RECORD + 10).put(all, 2 + 5 * RECORD, 5 * RECORD);
        ReadBytes read = new ReadBytes(format, file, "");
        assertThat(read.report.records()).isEqualTo(8);
        assertThat(read.source().losses)
                .containsExactly(new Loss(LossCause.CORRUPT, -1, 2_000_000, 5_000_000));
    }

    @Test
    void countsARecordThatTheEndOfTheFileCuts() {
        putTen();
        file.position(file.position() - 1);
        ReadBytes read = new ReadBytes(format, file, "");
        assertThat(read.report.records()).isEqualTo(9);
        assertThat(read.report.trailingBytes()).isEqualTo(RECORD - 1);
        assertThat(read.report.problems())
                .containsExactly("byte 947: the file ends in a record, 104 bytes of it");
        assertThat(read.source().losses)
                .containsExactly(new Loss(LossCause.CUT, 1, 8_000_000, 8_000_000));
        assertThat(read.source().counters().unitsRead).isEqualTo(10);
    }

    @Test
    void givesOutNothingOfAFileThatIsNone() {
        byte[] noise = new byte[10_000];
        new Random(1).nextBytes(noise);
        file.put(noise);
        ReadBytes read = new ReadBytes(format, file, "");
        assertThat(read.report.records()).isZero();
        assertThat(read.report.trailingBytes()).isEqualTo(10_000);
        assertThat(read.report.problems())
                .containsExactly(
                        "byte 0: no file header 0xCAE., and no form of record fits its first"
                                + " bytes");
    }

    @Test
    void refusesAnOptionItDoesNotKnow() {
        ConfigTree device = Configs.parse("header_bits = 16, port = 1", "compass.conf");
        CompassOptions.read(device);
        device.rejectUnknown();
        assertThat(device.problems().lines()).hasSize(2);
    }

    @Test
    void survivesAnyCutAndAnyDamageOfAFileWithoutWaveforms() throws IOException {
        CompassFrame frame = CompassFrame.of(0xCAE7);
        CompassEncoder.putFileHeader(file, frame);
        for (int i = 0; i < 400; i++) {
            CompassEncoder.put(file, frame, header(i % 2, i % 3, 1000L * i), new char[0]);
        }
        byte[] written = Arrays.copyOf(file.array(), file.position());
        CutFiles.check(format, "no waveforms", written, Configs.parse("", "test"));
    }

    private void putTen() {
        begin();
        CompassEncoder.putFileHeader(file, USUAL);
        for (int i = 0; i < 10; i++) {
            CompassEncoder.put(file, USUAL, header(0, i % 2 + 1, 1_000_000_000L * i), new char[40]);
        }
        file.putChar(2 + 4 * RECORD + 2, (char) 1);
    }

    private static CompassEncoder.Header header(int board, int channel, long timePs) {
        return new CompassEncoder.Header(board, channel, timePs, 100, 1.5, 50, 0, 1);
    }
}
