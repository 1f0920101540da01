package cevns.drivers.fcio;

import static cevns.drivers.fcio.FcioStreams.begun;
import static cevns.drivers.fcio.FcioStreams.event;
import static cevns.drivers.fcio.FcioStreams.read;
import static cevns.drivers.fcio.FcioStreams.trace;
import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.record.DeadCause;
import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.daq.record.TriggerKind;
import cevns.drivers.CapturedRecords;
import cevns.drivers.fcio.FcioStreams.Result;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Records to waveforms: what each kind of record gives. */
class FcioSourceTest {

    private static final char[][] ALL = {trace(11, 12, 13), trace(21, 22, 23), trace(31, 32, 33)};

    @Test
    void anEventGivesAWaveformForEachTrace() {
        CapturedRecords records = read(begun().event(event(5, 250), ALL)).records();

        assertThat(records.waveforms).hasSize(3);
        CapturedRecords.Waveform last = records.waveforms.get(2);
        assertThat(last.channel()).isEqualTo(2);
        assertThat(last.samples()).containsExactly((char) 33, (char) 34, (char) 35, (char) 36);
        assertThat(last.timeNs()).isEqualTo(1_000_000_001_000L);
        assertThat(last.ticks()).isEqualTo(250);
        assertThat(last.triggerId()).isEqualTo(5);
        assertThat(last.channelsInTrigger()).isEqualTo(3);
        assertThat(last.sampleWidthPs()).isEqualTo(4000);
        assertThat(ExpectedFile.extraInt(last, 0)).isEqualTo(31 | 32 << 16);
        assertThat(ExpectedFile.extraInt(last, FcioExtra.PULSER))
                .isEqualTo(Float.floatToIntBits(0.5f));
        assertThat(ExpectedFile.extraInt(last, FcioExtra.DEAD_REGION + 24)).isEqualTo(3);
    }

    @Test
    void anEventHeaderGivesUnitsWithoutSamples() {
        Result result =
                read(
                        begun().eventHeader(
                                        event(5, 250),
                                        new char[] {2, 0},
                                        new char[] {31, 32, 11, 12}));

        assertThat(result.records().waveforms).hasSize(2);
        assertThat(result.records().counters().unitsRead).isEqualTo(2);
        CapturedRecords.Waveform first = result.records().waveforms.get(0);
        assertThat(first.channel()).isEqualTo(2);
        assertThat(first.samples()).isEmpty();
        assertThat(ExpectedFile.extraInt(first, 0)).isEqualTo(31 | 32 << 16);
        assertThat(result.report().problems()).isEmpty();
    }

    @Test
    void countsRecordsThatItDoesNotRead() {
        FcioEncoder stream = begun();
        stream.tag(FcioFrame.FSP_CONFIG).ints(1, 2, 3);
        stream.tag(FcioFrame.FSP_EVENT).ints(1).ints(2);
        stream.sparseEvent(event(0, 1), new char[] {1}, ALL[1]);
        stream.tag(FcioFrame.REC_EVENT).ints(1).floats(1).ints(1).ints(1).ints(1).ints(0);
        stream.tag(FcioFrame.CALIB).ints(1);
        stream.tag(FcioFrame.FSP_STATUS).ints(1);
        Result result = read(stream.status(1, new int[10], new int[295]));

        assertThat(result.report().counts())
                .containsOnlyKeys(
                        "Config",
                        "FSPConfig",
                        "FSPEvent",
                        "SparseEvent",
                        "RecEvent",
                        "Calib",
                        "FSPStatus",
                        "Status");
        assertThat(result.records().waveforms).hasSize(1);
        assertThat(result.report().problems()).isEmpty();
    }

    @Test
    void aBigEndianStreamGivesTheSameWaveforms() {
        List<byte[]> streams =
                List.of(
                        stream(ByteOrder.LITTLE_ENDIAN).bytes(),
                        stream(ByteOrder.BIG_ENDIAN).bytes());
        CapturedRecords little = read(streams.get(0), "").records();
        CapturedRecords big = read(streams.get(1), "").records();

        assertThat(streams.get(0)).isNotEqualTo(streams.get(1));
        assertThat(little.waveforms).hasSize(6);
        assertThat(big.waveforms)
                .usingRecursiveFieldByFieldElementComparator()
                .isEqualTo(little.waveforms);
    }

    @Property(tries = 100)
    void sparseEventsComeBackAsTheyWereWritten(
            @ForAll @Size(min = 1, max = 3) List<@IntRange(max = 65535) Integer> words,
            @ForAll @IntRange(min = 0, max = 249_999_999) int ticks,
            @ForAll boolean bigEndian) {
        FcioEncoder stream =
                new FcioEncoder(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN)
                        .protocol()
                        .config(FcioStreams.CONFIG);
        char[] list = new char[words.size()];
        char[][] traces = new char[words.size()][];
        for (int i = 0; i < list.length; i++) {
            list[i] = (char) (2 - i);
            traces[i] = trace(words.get(i), i, words.get(i) / 2);
        }
        Result result = read(stream.sparseEvent(event(1, ticks), list, traces));

        assertThat(result.records().waveforms).hasSize(list.length);
        for (int i = 0; i < list.length; i++) {
            CapturedRecords.Waveform waveform = result.records().waveforms.get(i);
            assertThat(waveform.channel()).isEqualTo(list[i]);
            assertThat(waveform.ticks()).isEqualTo(ticks);
            assertThat(waveform.samples()).isEqualTo(Arrays.copyOfRange(traces[i], 2, 6));
            assertThat(ExpectedFile.extraInt(waveform, 0)).isEqualTo(words.get(i) | i << 16);
        }
        assertThat(result.report().problems()).isEmpty();
    }

    @Test
    void framesMayBeLongerShorterOrMore() {
        FcioEncoder stream = begun();
        stream.tag(FcioFrame.SPARSE_EVENT).ints(1, 9, 9).floats(1);
        stream.ints(1000).ints(3, 0, 250).ints(0, 0, 0, 0, 0).ints(2).shorts(new char[] {0, 1});
        stream.shorts(Arrays.copyOf(ALL[0], 20)).shorts(Arrays.copyOf(ALL[1], 3)).ints(7).ints(8);
        Result result = read(stream);

        assertThat(result.report().problems()).isEmpty();
        assertThat(result.records().waveforms).hasSize(2);
        assertThat(result.records().waveforms.get(0).samples()).hasSize(4);
        assertThat(result.records().waveforms.get(1).samples()).containsExactly((char) 23);
        assertThat(result.records().waveforms.get(1).timeNs()).isEqualTo(1_000_000_001_000L);
    }

    @Test
    void theSmallerOfBothTraceCountsHolds() {
        Result result = read(sparse(3, new char[] {0, 1}, ALL[0], ALL[1]));

        assertThat(result.records().waveforms).hasSize(2);
        assertThat(result.records().waveforms.get(0).channelsInTrigger()).isEqualTo(2);
        assertThat(result.report().problems()).isEmpty();
    }

    @Test
    void aSecondConfigReplacesTheFirst() {
        FcioConfig other = config(1, 0, 2, 16);
        char[] longer = {1, 2, 3, 4};
        Result result =
                read(
                        begun().event(event(7, 1), ALL)
                                .protocol()
                                .config(other)
                                .event(event(0, 1), longer));

        assertThat(result.records().infos).hasSize(2);
        assertThat(result.records().waveforms).hasSize(4);
        assertThat(result.records().waveforms.get(3).samples()).hasSize(2);
        assertThat(result.records().waveforms.get(3).sampleWidthPs()).isEqualTo(16_000);
        assertThat(result.records().losses).isEmpty();
        assertThat(result.report().problems()).isEmpty();
    }

    @Test
    void aJumpOfTheEventNumberIsALoss() {
        Result result = read(begun().event(event(7, 1), ALL).event(event(10, 2), ALL));

        assertThat(result.records().losses)
                .containsExactly(
                        new CapturedRecords.Loss(
                                LossCause.GAP, 6, 1_000_000_000_004L, 1_000_000_000_008L));
        assertThat(result.records().counters().unitsRead).isEqualTo(12);
    }

    @Test
    void anUnbelievableJumpOfTheEventNumberIsAHole() {
        Result result = read(begun().event(event(7, 1), ALL).event(event(0x4000_0000, 2), ALL));

        assertThat(result.records().counters().unknownLosses).isEqualTo(1);
        assertThat(result.records().counters().lost()).isZero();
    }

    @Test
    void numbersOfSingleCardsAndOfASoftwareTriggerMayJump() {
        int[] none = new int[10];
        Result cards =
                read(begun().event(event(11, 7, 1, none), ALL).event(event(11, 90, 2, none), ALL));
        FcioEncoder chosen = begun().event(event(7, 1), ALL).tag(FcioFrame.FSP_EVENT).ints(1);
        Result software = read(chosen.event(event(20, 2), ALL));

        assertThat(cards.records().losses).isEmpty();
        assertThat(software.records().losses).isEmpty();
    }

    @Test
    void theEventNumberIsExtendedBeyond32Bits() {
        CapturedRecords records =
                read(begun().event(event(-1, 1), ALL).event(event(0, 2), ALL)).records();

        assertThat(records.waveforms.get(0).triggerId()).isEqualTo(0xFFFF_FFFFL);
        assertThat(records.waveforms.get(3).triggerId()).isEqualTo(0x1_0000_0000L);
        assertThat(records.losses).isEmpty();
    }

    @Test
    void aDeadWindowCountsOnceWithTheFirstEventBehindIt() {
        int[] window = {0, 100, 0, 350, 249_999_999, 0, 3, 0, 0, 0};
        long windowNs = 250 * 4;
        FcioEncoder stream = begun();
        long[] dead = new long[4];
        int[] ticks = {200, 349, 350, 400};
        for (int i = 0; i < ticks.length; i++) {
            stream.event(event(1, i, ticks[i], window), ALL);
            dead[i] = read(stream).records().counters().deadNs[DeadCause.BUSY.ordinal()];
        }

        assertThat(dead).containsExactly(0, 0, windowNs, windowNs);
    }

    @Test
    void aDeadWindowOfSomeTracesCountsByTheirShare() {
        int[] window = {0, 100, 0, 400, 249_999_999, 2, 1, 0, 0, 0};
        Result result = read(begun().event(event(11, 0, 500, window), ALL));
        int[] sparseWindow = {0, 100, 0, 400, 249_999_999, 2, 1, 0, 0, 0};
        Result sparse =
                read(begun().sparseEvent(event(11, 0, 500, sparseWindow), new char[] {2}, ALL[2]));

        assertThat(result.records().counters().deadNs[DeadCause.BUSY.ordinal()]).isEqualTo(1200);
        assertThat(sparse.records().counters().deadNs[DeadCause.BUSY.ordinal()]).isEqualTo(400);
    }

    @Test
    void theWindowBeforeDataTakingIsNoDeadTime() {
        int[] start = {0, 0, 0, 350, 249_999_999, 0, 3, 0, 0, 0};
        Result result = read(begun().event(event(1, 0, 500, start), ALL));

        assertThat(result.records().counters().deadNs[DeadCause.BUSY.ordinal()]).isZero();
    }

    @Test
    void aStatusThatContradictsTheOriginIsReported() {
        int[] times = {1, 0, 1001, 500_000, 0, 0, 0, 0, 0, 0};
        byte[] stream =
                begun().event(event(0, 1), ALL)
                        .status(1, times, new int[4])
                        .status(1, times, new int[4])
                        .bytes();

        Result watched = read(stream, "");
        assertThat(fault(watched, FrameFault.VALUE)).isEqualTo(1);
        assertThat(watched.report().problems().get(0)).contains("0.500000 s");
        assertThat(read(stream, "time = gps_rule").report().problems()).isEmpty();
    }

    @Test
    void theKindOfATriggerComesFromItsType() {
        int[] none = new int[10];
        byte[] stream =
                begun().event(event(1, 0, 1, none), ALL[0])
                        .event(event(2, 1, 2, none), ALL[0])
                        .event(event(3, 2, 3, none), ALL[0])
                        .bytes();

        assertThat(kinds(read(stream, "")))
                .containsExactly(TriggerKind.SELF, TriggerKind.PULSER, TriggerKind.SELF);
        assertThat(kinds(read(stream, "trigger_kind = beam, trigger_kinds { 3 = strobe }")))
                .containsExactly(TriggerKind.BEAM, TriggerKind.PULSER, TriggerKind.STROBE);
    }

    @Test
    void anEventWithoutATimeStampStandsAtTheOrigin() {
        FcioEncoder stream = begun();
        stream.tag(FcioFrame.SPARSE_EVENT).ints(1).floats(1).ints(1000).ints(3).ints(0);
        Result result = read(stream.ints(1).shorts(new char[] {0}).shorts(ALL[0]));

        assertThat(result.records().waveforms).hasSize(1);
        assertThat(result.records().waveforms.get(0).timeNs()).isEqualTo(1_000_000_000_000L);
    }

    private static FcioEncoder stream(ByteOrder order) {
        return new FcioEncoder(order)
                .protocol()
                .config(FcioStreams.CONFIG)
                .event(event(0, 1), ALL)
                .sparseEvent(event(1, 2), new char[] {2, 0}, ALL[2], ALL[0])
                .eventHeader(event(2, 3), new char[] {1}, new char[] {7, 8});
    }

    private static FcioEncoder sparse(int traces, char[] list, char[]... words) {
        FcioEncoder stream = begun().tag(FcioFrame.SPARSE_EVENT).ints(1).floats(0);
        stream.ints(1000).ints(0, 0, 1, 249_999_999).ints(0).ints(traces).shorts(list);
        for (char[] trace : words) {
            stream.shorts(trace);
        }
        return stream;
    }

    private static FcioConfig config(int adcs, int triggers, int samples, int bits) {
        return new FcioConfig(adcs, triggers, samples, 1, 1, bits, 1, 0, 1, 0, List.of(), 0);
    }

    private static List<TriggerKind> kinds(Result result) {
        return result.records().waveforms.stream()
                .map(waveform -> TriggerKind.lowest(waveform.kinds()))
                .toList();
    }

    private static long fault(Result result, FrameFault fault) {
        return result.records().counters().refused[fault.ordinal()];
    }

    private static long lost(Result result, LossCause cause) {
        return result.records().counters().lost[cause.ordinal()];
    }
}
