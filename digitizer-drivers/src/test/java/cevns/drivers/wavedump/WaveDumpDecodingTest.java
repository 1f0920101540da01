package cevns.drivers.wavedump;

import static cevns.drivers.ChannelSums.ints;
import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.config.ConfigTree;
import cevns.daq.config.Configs;
import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.daq.record.TriggerKind;
import cevns.drivers.CapturedRecords;
import cevns.drivers.CapturedRecords.Loss;
import cevns.drivers.CapturedRecords.Waveform;
import cevns.drivers.CutFiles;
import cevns.drivers.ReadBytes;
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

class WaveDumpDecodingTest {

    private static final int SIZE = 24 + 2 * 50;

    private final WaveDumpFormat format = new WaveDumpFormat();
    private ByteBuffer file;

    @BeforeEach
    void begin() {
        file = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Property(tries = 200)
    void readsBackWhatWasWritten(
            @ForAll @IntRange(max = 31) int board,
            @ForAll @IntRange(max = 63) int channel,
            @ForAll @IntRange(min = 1, max = 30) int count,
            @ForAll @IntRange(max = 200) int length,
            @ForAll long seed) {
        begin();
        Random random = new Random(seed);
        char[][] samples = new char[count][length];
        long[] ticks = new long[count];
        long tick = random.nextInt(1 << 30);
        for (int i = 0; i < count; i++) {
            tick += random.nextInt(1 << 30);
            ticks[i] = tick;
            for (int j = 0; j < length; j++) {
                samples[i][j] = (char) random.nextInt(1 << 14);
            }
            int tag = (int) (tick & 0x7FFF_FFFF);
            WaveDumpEncoder.put(file, board, random.nextInt(), channel, i, tag, samples[i]);
        }

        ReadBytes read = new ReadBytes(format, file, "");
        assertThat(read.report.records()).isEqualTo(count);
        assertThat(read.report.problems()).isEmpty();
        assertThat(read.sources).containsOnlyKeys(Integer.toString(board));
        for (int i = 0; i < count; i++) {
            Waveform waveform = read.source().waveforms.get(i);
            assertThat(waveform.channel()).isEqualTo(channel);
            assertThat(waveform.triggerId()).isEqualTo(i);
            assertThat(waveform.ticks()).isEqualTo(ticks[i]);
            assertThat(waveform.timeNs()).isEqualTo(8 * ticks[i]);
            assertThat(waveform.samples()).isEqualTo(samples[i]);
        }
    }

    @Test
    void extendsTheTimeTagOverItsRollover() {
        int[] tags = {0x7FFF_FF00, 0x10, 0x7FFF_FFFF, 0x0};
        for (int i = 0; i < tags.length; i++) {
            put(i, tags[i]);
        }
        CapturedRecords source = new ReadBytes(format, file, "tag_ps = 16000").source();
        long[] ticks = source.waveforms.stream().mapToLong(Waveform::ticks).toArray();
        assertThat(ticks).containsExactly(0x7FFF_FF00L, 0x8000_0010L, 0xFFFF_FFFFL, 0x1_0000_0000L);
        assertThat(source.waveforms.get(3).timeNs()).isEqualTo(16L << 32);
    }

    @Test
    void followsTheEventCounterOverItsRollover() {
        put(0xFF_FFFE, 1);
        put(0xFF_FFFF, 2);
        put(0, 3);
        put(1, 4);
        CapturedRecords source = new ReadBytes(format, file, "").source();
        assertThat(source.waveforms)
                .extracting(Waveform::triggerId)
                .containsExactly(0xFF_FFFEL, 0xFF_FFFFL, 0x100_0000L, 0x100_0001L);
        assertThat(source.losses).isEmpty();
    }

    @Test
    void countsTriggersThatTheEventCounterSaysAreMissing() {
        int[] counters = {0, 1, 5, 6};
        for (int counter : counters) {
            put(counter, 1000 * counter);
        }
        ReadBytes read = new ReadBytes(format, file, "");
        assertThat(read.report.records()).isEqualTo(4);
        assertThat(read.source().losses).containsExactly(new Loss(LossCause.GAP, 3, 8_000, 40_000));
        assertThat(read.source().counters().unitsRead).isEqualTo(7);
        assertThat(read.source().waveforms.get(3).triggerId()).isEqualTo(6);
    }

    @Test
    void goesOnCountingTriggersWhenTheEventCounterStartsAgain() {
        int[] counters = {0, 1, 2, 0, 1};
        for (int counter : counters) {
            put(counter, 1000);
        }
        CapturedRecords source = new ReadBytes(format, file, "").source();
        assertThat(source.waveforms)
                .extracting(Waveform::triggerId)
                .containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(source.counters().unknownLosses).isEqualTo(1);
    }

    @Test
    void losesOnlyTheRecordWhoseHeaderIsDamaged() {
        for (int field = 0; field <= 16; field += 4) {
            if (field == 8) {
                continue; // the pattern can have any value
            }
            begin();
            for (int i = 0; i < 10; i++) {
                put(i, 1000 * i);
            }
            file.putInt(4 * SIZE + field, 0x4030);
            ReadBytes read = new ReadBytes(format, file, "");
            assertThat(read.report.records()).as("field " + field).isEqualTo(9);
            assertThat(read.source().losses)
                    .containsExactly(new Loss(LossCause.CORRUPT, 1, 24_000, 40_000));
            assertThat(read.source().counters().refused[FrameFault.FRAMING.ordinal()]).isEqualTo(1);
            assertThat(read.source().counters().bytes).isEqualTo(10 * SIZE);
            assertThat(read.source().waveforms.get(4).triggerId()).isEqualTo(5);
            assertThat(read.report.problems()).hasSize(1);
        }
    }

    @Test
    void saysWhereTheDamageIsAndWhatWasExpected() {
        for (int i = 0; i < 10; i++) {
            put(i, 1000 * i);
        }
        file.putInt(4 * SIZE, 7);
        assertThat(new ReadBytes(format, file, "").report.problems())
                .containsExactly(
                        "byte 496: size 7, board 3, channel 5, counter 4"
                                + " where size 124, board 3, channel 5, counter 4 must be");
    }

    @Test
    void findsTheFirstWholeRecordBehindADamagedBeginning() {
        for (int i = 0; i < 5; i++) {
            put(i, 1000 * i);
        }
        file.putInt(0, 0xFFFF_FFFF);
        ReadBytes read = new ReadBytes(format, file, "");
        assertThat(read.report.records()).isEqualTo(4);
        assertThat(read.source().counters().unknownLosses).isEqualTo(1);
    }

    @Test
    void takesTheSampleCountFromEachRecord() {
        put(0, 10);
        WaveDumpEncoder.put(file, 3, 0, 5, 1, 20, new char[7]);
        WaveDumpEncoder.put(file, 3, 0, 5, 2, 30, new char[0]);
        put(3, 40);
        put(4, 50);
        CapturedRecords source = new ReadBytes(format, file, "").source();
        assertThat(source.waveforms)
                .extracting(w -> w.samples().length)
                .containsExactly(50, 7, 0, 50, 50);
    }

    @Test
    void readsTheFormWithTheExtendedTimeTag() {
        for (int i = 0; i < 4; i++) {
            WaveDumpEncoder.putExtended(file, 0, 6, i, 0x12_8000_0000L + i, new char[50]);
        }
        CapturedRecords source = new ReadBytes(format, file, "").source();
        assertThat(source.waveforms)
                .extracting(Waveform::ticks)
                .containsExactly(
                        0x12_8000_0000L, 0x12_8000_0001L, 0x12_8000_0002L, 0x12_8000_0003L);
        assertThat(source.waveforms).allMatch(w -> w.channel() == 6);
        assertThat(source.infos.get(0).settings()).contains("\"layout\":\"EXTENDED_TAG\"");
    }

    @Test
    void roundsTheFloatSamplesOfTheX742Family() {
        float[] samples = {2048.4f, 2048.6f, -3f, 4095.5f, 70000f, Float.NaN, 100f, 2000f};
        for (int i = 0; i < 3; i++) {
            WaveDumpEncoder.putFloats(file, 0, 1, i, i, samples);
        }
        CapturedRecords source = new ReadBytes(format, file, "").source();
        assertThat(ints(source.waveforms.get(1).samples()))
                .containsExactly(2048, 2049, 0, 4096, 65535, 0, 100, 2000);
        assertThat(source.infos.get(0).settings()).contains("\"samples\":\"FLOAT\"");
    }

    @Test
    void neverTakesIntegersForFloats() {
        char[] saturated = new char[50];
        Arrays.fill(saturated, (char) 0x3FFF);
        for (int i = 0; i < 3; i++) {
            WaveDumpEncoder.put(file, 3, 0, 5, i, i, saturated);
        }
        CapturedRecords source = new ReadBytes(format, file, "").source();
        assertThat(source.waveforms.get(0).samples()).isEqualTo(saturated);
    }

    @Test
    void recognisesAFileThatIsDamagedOrCutAtItsBeginning() {
        for (int i = 0; i < 10; i++) {
            put(i, 1000 * i);
        }
        assertThat(recognised(24)).isTrue();
        assertThat(recognised(SIZE + 3)).isTrue();
        assertThat(recognised(0)).isFalse();
        file.putInt(0, -1).putInt(SIZE + 4, -1);
        assertThat(recognised(file.position())).isTrue();
    }

    private boolean recognised(int length) {
        ByteBuffer head = file.duplicate().order(ByteOrder.LITTLE_ENDIAN).position(0).limit(length);
        return format.recognises(head, length);
    }

    @Test
    void givesOutNothingOfAFileThatIsNone() {
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        file.put(noise);
        ReadBytes read = new ReadBytes(format, file, "");
        assertThat(read.report.records()).isZero();
        assertThat(read.report.trailingBytes()).isEqualTo(100_000);
        assertThat(read.report.problems()).hasSize(1);
        assertThat(read.sources).isEmpty();
    }

    @Test
    void takesItsOptionsFromTheConfiguration() {
        for (int i = 0; i < 2; i++) {
            put(i, i);
        }
        CapturedRecords source =
                new ReadBytes(
                                format,
                                file,
                                "sample_ps = 4000, pre_trigger_samples = 12, channels_in_trigger ="
                                        + " 8, trigger_kind = beam, layout = standard, samples ="
                                        + " integer")
                        .source();
        Waveform waveform = source.waveforms.get(0);
        assertThat(waveform.sampleWidthPs()).isEqualTo(4000);
        assertThat(waveform.preTrigger()).isEqualTo(12);
        assertThat(waveform.channelsInTrigger()).isEqualTo(8);
        assertThat(waveform.kinds()).isEqualTo(TriggerKind.BEAM.bit());
    }

    @Test
    void refusesAnOptionItDoesNotKnow() {
        ConfigTree device = Configs.parse("sample_ps = 0, tagps = 8000", "wavedump.conf");
        WaveDumpOptions.read(device);
        device.rejectUnknown();
        assertThat(device.problems().lines())
                .hasSize(2)
                .anyMatch(line -> line.contains("sample_ps: 0 is not in [1, 1000000000]"))
                .anyMatch(line -> line.contains("tagps: unknown"));
    }

    @Test
    void survivesAnyCutAndAnyDamageOfTheOtherForms() throws IOException {
        for (int i = 0; i < 60; i++) {
            WaveDumpEncoder.putExtended(file, 0, 6, i, 0x12_8000_0000L + i, new char[50]);
        }
        check("extended time tag", "layout = extended_tag");
        begin();
        float[] samples = new float[60];
        for (int i = 0; i < 60; i++) {
            Arrays.fill(samples, 2000 + i);
            WaveDumpEncoder.putFloats(file, 31, 1, i, i, samples);
        }
        check("floats", "");
    }

    private void check(String name, String options) throws IOException {
        byte[] written = Arrays.copyOf(file.array(), file.position());
        CutFiles.check(format, name, written, Configs.parse(options, "test"));
    }

    private void put(int counter, int tag) {
        WaveDumpEncoder.put(file, 3, 0, 5, counter, tag, new char[50]);
    }
}
