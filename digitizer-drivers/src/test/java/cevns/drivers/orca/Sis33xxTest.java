package cevns.drivers.orca;

import static cevns.drivers.fcio.ExpectedFile.extraInt;
import static cevns.drivers.orca.OrcaStreams.begun;
import static cevns.drivers.orca.OrcaStreams.encoder;
import static cevns.drivers.orca.OrcaStreams.hit;
import static cevns.drivers.orca.OrcaStreams.read;
import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.config.Configs;
import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.daq.record.SourceInfo;
import cevns.daq.record.TraceKind;
import cevns.drivers.CapturedRecords;
import cevns.drivers.CutFiles;
import cevns.drivers.orca.OrcaStreams.Result;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** SIS3302 and SIS3316 records, made of the documented layout: there are no public files. */
class Sis33xxTest {

    private static final int[] AT = {1, 5, 3};
    private static final char[] RAMP = {10, 11, 12, 13, 14, 15};
    private static final int[] ENERGY = {100, 200, 300};
    private static final char[] NONE = {};

    @Test
    void anSis3302RecordIsOneWaveform() {
        Result result = read(begun().sis3302(AT, 0x1234_5678_9ABCL, -1, RAMP, ENERGY, 1));
        CapturedRecords board = result.source("1/5");
        CapturedRecords.Waveform waveform = board.waveforms.get(0);

        assertThat(board.waveforms).hasSize(1);
        assertThat(waveform.channel()).isEqualTo(3);
        assertThat(waveform.samples()).isEqualTo(RAMP);
        assertThat(waveform.ticks()).isEqualTo(0x1234_5678_9ABCL);
        assertThat(waveform.timeNs()).isEqualTo(1_000_000_000_000L + 10 * 0x1234_5678_9ABCL);
        assertThat(waveform.sampleWidthPs()).isEqualTo(10_000);
        assertThat(waveform.channelsInTrigger()).isEqualTo(1);
        assertThat(result.report().problems()).isEmpty();
        assertThat(result.report().counts()).containsEntry("ORSIS3302DecoderForEnergy", 1L);
    }

    @Test
    void theExtraOfAnSis3302RecordIsAllButItsSamples() {
        CapturedRecords board = read(begun().sis3302(AT, 7, -1, RAMP, ENERGY, 1)).source("1/5");
        CapturedRecords.Waveform waveform = board.waveforms.get(0);

        assertThat(waveform.extra()).hasSize(4 * (5 + 3 + 4));
        assertThat(extraInt(waveform, 0)).isEqualTo(1 << 21 | 5 << 16 | 3 << 8);
        assertThat(extraInt(waveform, 4)).isEqualTo(3);
        assertThat(extraInt(waveform, 8)).isEqualTo(3);
        assertThat(extraInt(waveform, 24)).isEqualTo(200);
        assertThat(extraInt(waveform, 32)).isEqualTo(300);
        assertThat(extraInt(waveform, 44)).isEqualTo(0xDEADBEEF);
    }

    @Test
    void aWrappedTraceIsUnwound() {
        // The ring's newest sample is at index 1, so its oldest one is at 2.
        char[] ring = {14, 15, 10, 11, 12, 13};
        char[] whole = {10, 11, 12, 13, 14, 15};

        assertThat(wrapped(1, ring)).isEqualTo(whole);
        assertThat(wrapped(5, whole)).isEqualTo(whole);
        assertThat(wrapped(0, whole)).isEqualTo(new char[] {11, 12, 13, 14, 15, 10});
    }

    @Test
    void refusesAnSis3302RecordOfAnotherLength() {
        demandRefused(3, 99, FrameFault.LENGTH);
    }

    @Test
    void refusesAnSis3302RecordWithoutItsEnd() {
        demandRefused(-1, 0xDEADBEE0, FrameFault.FRAMING);
    }

    @Test
    void refusesAChannelThatAnSis3302DoesNotHave() {
        demandRefused(1, 1 << 21 | 5 << 16 | 8 << 8, FrameFault.VALUE);
    }

    @Test
    void refusesAWrapIndexOutsideTheRing() {
        Result result = read(begun().sis3302(AT, 7, 6, RAMP, ENERGY, 0));

        assertThat(result.source("1/5").counters().refused[FrameFault.VALUE.ordinal()]).isOne();
        assertThat(result.source("1/5").counters().lost[LossCause.CORRUPT.ordinal()]).isOne();
    }

    @Test
    void anSis3316RecordHoldsSeveralHits() {
        byte[] first = hit(1000, -1, RAMP, NONE);
        byte[] second = hit(2000, -1, new char[] {1, 2, 3, 4, 5, 6}, NONE);
        Result result = read(begun().sis3316(AT, 12, first, second));
        CapturedRecords board = result.source("1/5");

        assertThat(board.waveforms).hasSize(2);
        CapturedRecords.Waveform waveform = board.waveforms.get(1);
        assertThat(waveform.channel()).isEqualTo(3);
        assertThat(waveform.samples()).isEqualTo(new char[] {1, 2, 3, 4, 5, 6});
        assertThat(waveform.timeNs()).isEqualTo(1_000_000_000_000L + 8 * 2000);
        assertThat(waveform.sampleWidthPs()).isEqualTo(8000);
        assertThat(waveform.extra()).isEqualTo(Arrays.copyOf(second, 4 * 12));
        assertThat(result.report().problems()).isEmpty();
    }

    @Test
    void aRecordThatOrcaWroteItselfSaysNoHeaderLength() {
        CapturedRecords board =
                read(begun().sis3316(AT, 0, hit(1000, -1, RAMP, NONE))).source("1/5");

        assertThat(board.waveforms).hasSize(1);
        assertThat(board.waveforms.get(0).samples()).isEqualTo(RAMP);
    }

    @Test
    void averagedSamplesAreATraceOfTheirOwn() {
        char[] averaged = {10, 14};
        CapturedRecords board =
                read(begun().sis3316(AT, 13, hit(1000, 4, RAMP, averaged))).source("1/5");

        assertThat(board.waveforms).hasSize(2);
        assertThat(board.waveforms.get(1).trace()).isEqualTo(TraceKind.AVERAGED);
        assertThat(board.waveforms.get(1).samples()).isEqualTo(averaged);
        assertThat(board.counters().unitsRead).isEqualTo(1);
    }

    @Test
    void refusesAHitHeaderOfAnotherLengthThanTheRecordSays() {
        Result result = read(begun().sis3316(AT, 11, hit(1000, -1, RAMP, NONE)));
        demandCounted(result, FrameFault.MISCOUNT, 1);
    }

    @Test
    void refusesWordsThatAreNoHit() {
        byte[] broken = hit(1000, -1, RAMP, NONE);
        broken[4 * 11 + 3] = 0;
        byte[] tooLong = hit(1000, -1, RAMP, NONE);
        tooLong[4 * 11] = 4;
        Result result = read(begun().sis3316(AT, 0, broken, hit(2000, -1, RAMP, NONE), tooLong));

        assertThat(result.source("1/5").waveforms).hasSize(1);
        demandCounted(result, FrameFault.FRAMING, 2);
    }

    @Test
    void refusesHitsThatDoNotFillTheirRecord() {
        OrcaEncoder stream = begun();
        int at = stream.bytes().length;
        byte[] bytes = stream.sis3316(AT, 12, hit(1000, -1, RAMP, NONE)).bytes();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at + 8, -1);
        Result result = read(bytes, "");

        assertThat(result.source("1/5").counters().unknownLosses).isOne();
        assertThat(result.source("1/5").counters().refused[FrameFault.LENGTH.ordinal()]).isOne();
    }

    @Test
    void theTimeStampIsExtendedBeyond48BitsInAnyOrder() {
        long full = 1L << 48;
        int[] other = {1, 5, 4};
        CapturedRecords board =
                read(begun().sis3316(AT, 12, hit(full - 10, -1, RAMP, NONE))
                                .sis3316(AT, 12, hit(5, -1, RAMP, NONE))
                                .sis3316(other, 12, hit(full - 9, -1, RAMP, NONE)))
                        .source("1/5");

        assertThat(board.waveforms)
                .extracting(CapturedRecords.Waveform::ticks)
                .containsExactly(full - 10, full + 5, full - 9);
    }

    @Test
    void theInfoSaysTheCardAsTheHeaderSetsItUp() {
        String crates =
                "<key>ObjectInfo</key><dict><key>Crates</key><array><dict><key>CrateNumber</key>"
                        + "<integer>1</integer><key>Cards</key><array><dict><key>Card</key>"
                        + "<integer>5</integer><key>Class Name</key><string>ORSIS3302Model</string>"
                        + "</dict></array></dict></array></dict>";
        SourceInfo info =
                read(
                                encoder(ByteOrder.LITTLE_ENDIAN)
                                        .header(crates)
                                        .run(0x21, 5, 1000)
                                        .sis3302(AT, 7, -1, RAMP, ENERGY, 0)
                                        .bytes(),
                                "sis3302_mhz = 50, simulated = true")
                        .source("1/5")
                        .infos
                        .get(0);

        assertThat(info.model()).isEqualTo("SIS3302");
        assertThat(info.settings()).contains("\"Class Name\":\"ORSIS3302Model\"");
        assertThat(info.originNs()).isEqualTo(1_000_000_000_000L);
        assertThat(info.originUncertaintyNs()).isEqualTo(1_000_000_000L);
        assertThat(info.tickFs()).isEqualTo(20_000_000);
        assertThat(info.counterBits()).isEqualTo(48);
        assertThat(info.simulated()).isTrue();
        assertThat(info.channels()).hasSize(8);
        assertThat(info.channels().get(3).name()).isEqualTo("1/5/3");
    }

    @Test
    void aBigEndianFileGivesTheSameWaveforms() {
        CapturedRecords little = read(both(ByteOrder.LITTLE_ENDIAN)).source("1/5");
        CapturedRecords big = read(both(ByteOrder.BIG_ENDIAN)).source("1/5");

        assertThat(little.waveforms).hasSize(4);
        assertThat(big.waveforms)
                .usingRecursiveFieldByFieldElementComparator()
                .isEqualTo(little.waveforms);
    }

    @Test
    void aCutRecordLosesTheHitsThatItSays() {
        byte[] sis3316 = both(ByteOrder.LITTLE_ENDIAN).bytes();
        Result hits = read(Arrays.copyOf(sis3316, sis3316.length - 1), "");
        byte[] sis3302 = begun().sis3302(AT, 7, -1, RAMP, ENERGY, 0).bytes();
        Result one = read(Arrays.copyOf(sis3302, sis3302.length - 1), "");

        assertThat(hits.source("1/5").waveforms).hasSize(2);
        assertThat(hits.source("1/5").counters().lost[LossCause.CUT.ordinal()]).isEqualTo(2);
        assertThat(one.source("1/5").counters().lost[LossCause.CUT.ordinal()]).isEqualTo(1);
        assertThat(one.report().problems()).hasSize(1);
    }

    @Test
    void survivesCutsAndDamage() throws IOException {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            CutFiles.check(
                    new OrcaFormat(),
                    "SIS3302 and SIS3316, " + order,
                    both(order).bytes(),
                    Configs.parse("", "test"));
        }
    }

    private static OrcaEncoder both(ByteOrder order) {
        return encoder(order)
                .header("")
                .run(0x21, 5, 1000)
                .sis3302(AT, 0x1234_5678_9ABCL, -1, RAMP, ENERGY, 1)
                .sis3302(AT, 0x1234_5678_9ABDL, 2, RAMP, new int[0], 1)
                .sis3316(AT, 12, hit(3000, -1, RAMP, NONE), hit(4000, -1, RAMP, NONE));
    }

    private static char[] wrapped(int index, char[] ring) {
        return read(begun().sis3302(AT, 7, index, ring, ENERGY, 0))
                .source("1/5")
                .waveforms
                .get(0)
                .samples();
    }

    /** Changes a word of an SIS3302 record, from its end when negative. */
    private static void demandRefused(int word, int value, FrameFault fault) {
        OrcaEncoder stream = begun();
        int at = stream.bytes().length;
        byte[] bytes = stream.sis3302(AT, 7, -1, RAMP, ENERGY, 0).bytes();
        int where = word < 0 ? bytes.length + 4 * word : at + 4 * word;
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(where, value);
        demandCounted(read(bytes, ""), fault, 1);
    }

    private static void demandCounted(Result result, FrameFault fault, int lost) {
        CapturedRecords board = result.source("1/5");
        assertThat(board.counters().refused[fault.ordinal()]).isEqualTo(lost);
        assertThat(board.counters().lost[LossCause.CORRUPT.ordinal()]).isEqualTo(lost);
        assertThat(result.report().problems()).hasSize(lost);
    }
}
