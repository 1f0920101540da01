package cevns.drivers.dig2;

import static cevns.drivers.dig2.wire.Wire.words;
import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.config.ConfigTree;
import cevns.daq.config.Configs;
import cevns.daq.record.BeamSignal;
import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.daq.record.LossView;
import cevns.daq.record.TriggerKind;
import cevns.drivers.CapturedRecords;
import cevns.drivers.dig2.wire.Wire;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterTry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Zero-suppressed events as caen-dig2.md section 4.9 describes them; the bytes are made by hand.
 */
class ZleRecorderTest {

    private static final long ORIGIN = 1_700_000_000_000_000_000L;
    private static final int RECORD = 16;

    /** Channel 3, not the last: 4 samples of 100, then 0x10 to 0x14, then 7 of 100. */
    private static final long[] PULSE = {
        0x0300_0000_0773_5940L,
        0x4000_0640_0000_0004L,
        0xC000_0007_0000_0005L,
        2,
        0x0013_0012_0011_0010L,
        0x0000_0000_0000_0014L
    };

    /** Channel 5, the last: 16 samples of 0x1234, nothing kept. */
    private static final long[] REST = {0x0580_0000_0773_5940L, 0x8001_2340_4000_0010L};

    private final CapturedRecords records = new CapturedRecords();
    private final HeardData stream = new HeardData(64);
    private long aggregates;

    private ZleRecorderTest begin(String options, int recordLength) {
        ConfigTree tree = Configs.parse("host = x, firmware = dpp_zle\n" + options, "test");
        Dig2Options read = Dig2Options.read(tree);
        tree.rejectUnknown();
        tree.problems().throwIfAny();
        ZleRecorder recorder = new ZleRecorder(read, records);
        recorder.connect(stream.byFormat, 8);
        recorder.runBegins(
                new Dig2Board(
                        "VX2740",
                        "1",
                        "1",
                        8,
                        List.of(3, 5),
                        8000,
                        6,
                        0,
                        new TreeMap<>(
                                Map.of("/par/recordlengths", Integer.toString(recordLength)))),
                ORIGIN);
        return this;
    }

    private void aggregate(long... hits) {
        long first = 0x2000_0000_0000_0000L | aggregates++ << 32 | hits.length + 1;
        stream.take(Wire.message(1, true, Wire.join(words(first), words(hits))));
    }

    private static long[] join(long[]... hits) {
        return Arrays.stream(hits).flatMapToLong(Arrays::stream).toArray();
    }

    private static char[] flat(int n, int value) {
        char[] samples = new char[n];
        Arrays.fill(samples, (char) value);
        return samples;
    }

    @AfterEach
    @AfterTry
    void ledgerBalancesAndTheStreamIsInStep() {
        assertThat(records.counters().unitsRead)
                .isEqualTo(records.counters().recordsWritten + records.counters().lost());
        assertThat(stream.outOfStep).isEmpty();
    }

    @Test
    void rebuildsTheTracesOfAnEvent() {
        begin("", RECORD).aggregate(join(PULSE, REST));
        assertThat(records.waveforms).hasSize(2);
        CapturedRecords.Waveform pulse = records.waveforms.get(0);
        assertThat(pulse.samples())
                .containsExactly(
                        (char) 100,
                        (char) 100,
                        (char) 100,
                        (char) 100,
                        (char) 0x10,
                        (char) 0x11,
                        (char) 0x12,
                        (char) 0x13,
                        (char) 0x14,
                        (char) 100,
                        (char) 100,
                        (char) 100,
                        (char) 100,
                        (char) 100,
                        (char) 100,
                        (char) 100);
        assertThat(pulse.channel()).isEqualTo(3);
        assertThat(pulse.timeNs()).isEqualTo(ORIGIN + 1_000_000_000L);
        assertThat(pulse.sampleWidthPs()).isEqualTo(8000);
        assertThat(pulse.preTrigger()).isEqualTo(6);
        assertThat(pulse.channelsInTrigger()).isEqualTo(2);
        assertThat(pulse.kinds()).isEqualTo(TriggerKind.BEAM.bit());
        assertThat(pulse.extra()).isEqualTo(words(PULSE[0], PULSE[1], PULSE[2]));
        CapturedRecords.Waveform rest = records.waveforms.get(1);
        assertThat(rest.channel()).isEqualTo(5);
        assertThat(rest.samples()).isEqualTo(flat(16, 0x1234));
        assertThat(rest.triggerId()).isEqualTo(pulse.triggerId()).isZero();
    }

    @Test
    void takesEvenCountersForGoodWhereTheHitSaysSo() {
        // 2 good, 13 bad, 1 good, the last counter in the upper half.
        begin("", RECORD)
                .aggregate(
                        0x0380_0000_0000_0000L,
                        0x4000_0071_0000_0002L,
                        0xC000_0001_0000_000DL,
                        1,
                        0x0000_0003_0002_0001L);
        char[] expected = flat(16, 7);
        expected[0] = 1;
        expected[1] = 2;
        expected[15] = 3;
        assertThat(records.waveforms.get(0).samples()).isEqualTo(expected);
    }

    @Test
    void takesAWholeTraceWithoutSuppressionAndALastCounterInALowerHalf() {
        begin("", 4)
                .aggregate(
                        0x0300_0000_0000_0000L,
                        0xC000_0001_4000_0004L,
                        1,
                        0x0004_0003_0002_0001L,
                        0x0480_0000_0000_0000L,
                        0x4000_0091_0000_0003L,
                        0x8000_0000_4000_0001L,
                        1,
                        0x0000_0007_0006_0005L);
        assertThat(records.waveforms.get(0).samples())
                .containsExactly((char) 1, (char) 2, (char) 3, (char) 4);
        assertThat(records.waveforms.get(1).samples())
                .containsExactly((char) 5, (char) 6, (char) 7, (char) 9);
    }

    @Test
    void waitsForTheLastChannelOverAggregates() {
        begin("", RECORD).aggregate(PULSE);
        assertThat(records.waveforms).isEmpty();
        aggregate(REST);
        assertThat(records.waveforms).hasSize(2);
        assertThat(records.waveforms.get(0).channelsInTrigger()).isEqualTo(2);
    }

    @Test
    void marksTheTimingSignalOncePerEvent() {
        begin("marks = true, mark_signal = tb", RECORD).aggregate(join(PULSE, REST));
        assertThat(records.marks)
                .extracting(CapturedRecords.Mark::signal)
                .containsExactly(BeamSignal.TB);
        assertThat(records.marks.get(0).ticks()).isEqualTo(125_000_000);
    }

    @Test
    void saysSoWhenTheLastChannelOfAnEventNeverComes() {
        begin("", RECORD).aggregate(join(PULSE, PULSE, REST));
        assertThat(records.losses)
                .containsExactly(
                        new CapturedRecords.Loss(
                                LossCause.GAP,
                                1,
                                ORIGIN + 1_000_000_000L,
                                ORIGIN + 1_000_000_000L));
        assertThat(records.counters().refused[FrameFault.FRAMING.ordinal()]).isEqualTo(1);
        assertThat(records.waveforms)
                .extracting(CapturedRecords.Waveform::triggerId)
                .containsExactly(0L, 1L, 1L);
        assertThat(records.waveforms.get(0).channelsInTrigger())
                .as("as many as the board reads out, so that it is not taken for whole")
                .isEqualTo(2);
    }

    @Test
    void recordsAnUnknownLossWhereAnAggregateIsMissing() {
        begin("", RECORD).aggregate(PULSE);
        aggregates++;
        aggregate(join(PULSE, REST));
        assertThat(records.losses)
                .extracting(CapturedRecords.Loss::units)
                .containsExactly(LossView.UNKNOWN_UNITS);
        assertThat(records.waveforms).hasSize(3);
    }

    @Test
    void endsATraceWhereTheBoardHasCutIt() {
        // Good for 6 samples, cut after 4 of them: what follows is not known.
        begin("", RECORD)
                .aggregate(
                        0x0380_0000_0000_0000L,
                        0x4000_0640_0000_0002L,
                        0xE000_0008_0000_0006L,
                        1,
                        0x0004_0003_0002_0001L);
        assertThat(records.waveforms.get(0).samples())
                .containsExactly((char) 100, (char) 100, (char) 1, (char) 2, (char) 3, (char) 4);
        assertThat(records.losses).isEmpty();
    }

    @Test
    void refusesWhatDoesNotFitTogetherAndKeepsTheOtherChannels() {
        begin("", RECORD);
        List<long[]> wrong =
                List.of(
                        // one sample short of the record
                        new long[] {0x0300_0000_0000_0000L, 0x8001_2340_4000_000FL},
                        // no counter is the last
                        new long[] {0x0300_0000_0000_0000L, 0x8001_2340_0000_0010L},
                        // the last counter lies before the end of the header
                        new long[] {0x0300_0000_0000_0000L, 0x0001_2340_4000_0010L, 0x8L << 60},
                        // a waveform where nothing is good
                        new long[] {0x0300_0000_0000_0000L, 0xC001_2340_4000_0010L, 0},
                        // five good samples, four came
                        new long[] {PULSE[0], PULSE[1], PULSE[2], 1, 0x0013_0012_0011_0010L},
                        // five good samples, twelve came
                        new long[] {PULSE[0], PULSE[1], PULSE[2], 3, 1, 2, 3},
                        // a hit of one word
                        new long[] {0x8300_0000_0000_0000L});
        for (long[] hit : wrong) {
            aggregate(join(hit, REST));
        }
        assertThat(records.waveforms).hasSize(wrong.size()).allMatch(w -> w.channel() == 5);
        assertThat(records.waveforms).allMatch(w -> w.channelsInTrigger() == 2);
        assertThat(records.losses)
                .hasSize(wrong.size())
                .allMatch(loss -> loss.cause() == LossCause.CORRUPT && loss.units() == 1);
        assertThat(records.counters().refused[FrameFault.VALUE.ordinal()]).isEqualTo(wrong.size());
    }

    @Test
    void takesNoTraceThatNoRecordLengthBounds() {
        // Four counters of 2^28 - 1 samples each, and no waveform to speak of.
        begin("", 0)
                .aggregate(
                        0x0380_0000_0000_0000L,
                        0x4000_0000_0FFF_FFFFL,
                        0x4FFF_FFFF_0FFF_FFFFL,
                        0x8000_0000_4FFF_FFFFL,
                        0);
        assertThat(records.waveforms).isEmpty();
        assertThat(records.counters().refused[FrameFault.VALUE.ordinal()]).isEqualTo(1);
    }

    @Property(tries = 300)
    void endsWhateverTheWordsOfAnAggregateAre(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int words) {
        Random random = new Random(seed);
        long[] hits = random.longs(words).toArray();
        // Short counters now and then, so that some of it makes sense.
        for (int i = 0; i < words; i++) {
            hits[i] &= random.nextInt(3) == 0 ? 0xC7FF_000F_4000_000FL : -1;
        }
        begin("", RECORD).aggregate(hits);
        aggregate(join(PULSE, REST));
        assertThat(records.waveforms.get(records.waveforms.size() - 1).samples())
                .isEqualTo(flat(16, 0x1234));
    }
}
