package cevns.drivers.dig2;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.config.ConfigTree;
import cevns.daq.config.Configs;
import cevns.daq.record.DeadCause;
import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.daq.record.LossView;
import cevns.daq.record.TraceKind;
import cevns.daq.record.TriggerKind;
import cevns.drivers.CapturedRecords;
import cevns.drivers.dig2.wire.HitEncoder;
import cevns.drivers.dig2.wire.HitFrame;
import cevns.drivers.dig2.wire.Wire;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What hits become in a run. */
class DppRecorderTest {

    private static final long ORIGIN = 1_700_000_000_000_000_000L;

    private final CapturedRecords records = new CapturedRecords();
    private final HeardData stream = new HeardData(64);
    private DppRecorder recorder;
    private long hostNs;
    private long aggregates;

    private void begin(String options) {
        ConfigTree tree = Configs.parse("host = x, firmware = dpp_psd\n" + options, "test");
        Dig2Options read = Dig2Options.read(tree);
        tree.rejectUnknown();
        tree.problems().throwIfAny();
        recorder = new DppRecorder(read, records, () -> hostNs);
        recorder.connect(stream.byFormat, 8);
        recorder.runBegins(
                new Dig2Board(
                        "VX2730",
                        "1",
                        "1",
                        8,
                        List.of(0, 1),
                        2000,
                        0,
                        0,
                        new TreeMap<>(Map.of("/ch/3/par/chpretriggert", "64"))),
                ORIGIN);
    }

    @AfterEach
    void ledgerBalances() {
        assertThat(records.counters().unitsRead)
                .isEqualTo(records.counters().recordsWritten + records.counters().lost());
    }

    private void play(Consumer<ByteBuffer> hits) {
        ByteBuffer event = ByteBuffer.allocate(10_000);
        int place = HitEncoder.begin(event);
        hits.accept(event);
        HitEncoder.end(event, place, aggregates++, false, false);
        stream.take(Wire.message(1, true, Arrays.copyOf(event.array(), event.position())));
    }

    private static char[] chars(int... values) {
        char[] chars = new char[values.length];
        for (int i = 0; i < values.length; i++) {
            chars[i] = (char) values[i];
        }
        return chars;
    }

    private static void hit(ByteBuffer out, int channel, long time, int low, int fine, int energy) {
        HitEncoder.time(out, channel, false, time);
        HitEncoder.values(out, false, false, low, 0, 7, fine, energy);
    }

    private static void wave(ByteBuffer out, int channel, long time, int fine, long description) {
        HitEncoder.time(out, channel, false, time);
        HitEncoder.values(out, true, true, 0, 0, 7, fine, 9);
        HitEncoder.extra(out, true, HitFrame.WAVEFORM, description);
        char[] first = {1, 2, 3, 4};
        char[] second = {11, 12, 13, 14};
        HitEncoder.waveform(out, first, second, new byte[] {0, 1, 3, 15}, 4, false);
    }

    @Test
    void recordsAHitWithoutSamplesWithItsFineTime() {
        begin("");
        // 500 000 001 ticks of 2 ns and 768/1024 of one: 1 s, 3 ns and 500 ps.
        play(out -> hit(out, 3, 500_000_001L, 1 << 6, 768, 9));
        CapturedRecords.Waveform hit = records.waveforms.get(0);
        assertThat(hit.timeNs()).isEqualTo(ORIGIN + 1_000_000_003L);
        assertThat(hit.picoseconds()).isEqualTo(500);
        assertThat(hit.ticks()).isEqualTo(500_000_001L);
        assertThat(hit.channel()).isEqualTo(3);
        assertThat(hit.kinds()).isEqualTo(TriggerKind.SELF.bit());
        assertThat(hit.trace()).isEqualTo(TraceKind.RAW);
        assertThat(hit.samples()).isEmpty();
        assertThat(hit.channelsInTrigger()).isEqualTo(1);
        assertThat(hit.extra()).hasSize(16);
        assertThat(ByteBuffer.wrap(hit.extra()).getLong(8) & 0xFFFF).isEqualTo(9);
    }

    @Test
    void recordsProbesAsTracesOfTheirKinds() {
        begin("");
        // Analog 0 the ADC, analog 1 the CFD with a sign, half the samples.
        play(out -> wave(out, 3, 100, 512, (2 | 8) << 6 | 1L << 44));
        assertThat(records.waveforms)
                .extracting(CapturedRecords.Waveform::trace)
                .containsExactly(TraceKind.RAW, TraceKind.FILTER, TraceKind.PROBE);
        assertThat(records.waveforms.get(0).samples()).containsExactly(chars(1, 2, 3, 4));
        assertThat(records.waveforms.get(1).samples()).containsExactly(chars(11, 12, 13, 14));
        assertThat(records.waveforms.get(2).samples()).containsExactly(chars(0, 1, 3, 15));
        assertThat(records.waveforms)
                .allMatch(w -> w.triggerId() == 0)
                .allMatch(w -> w.sampleWidthPs() == 4000)
                .allMatch(w -> w.preTrigger() == 16)
                .allMatch(w -> w.timeNs() == ORIGIN + 200 && w.picoseconds() == 0)
                .allMatch(w -> w.extra().length == 24);
        assertThat(records.counters().unitsRead).isEqualTo(1);
    }

    @Test
    void leavesTheOtherProbesOutWhereTheyAreNotWanted() {
        begin("probes = false");
        play(
                out -> {
                    wave(out, 3, 100, 0, 1 | 0 << 6);
                    wave(out, 3, 200, 0, 1 | 2 << 6);
                });
        assertThat(records.waveforms).hasSize(2);
        assertThat(records.waveforms.get(0).samples())
                .as("probe 1")
                .containsExactly(chars(11, 12, 13, 14));
        assertThat(records.waveforms.get(1).samples()).as("no ADC probe").isEmpty();
    }

    @Test
    void numbersHitsAndMapsTheirLowPriorityFlags() {
        begin("trigger_kinds { 3 = beam, 5 = software, 6 = self }");
        play(
                out -> {
                    hit(out, 0, 10, 1 << 6, 0, 1);
                    hit(out, 1, 11, 1 << 3 | 1 << 5, 0, 1);
                    HitEncoder.single(out, 2, 0, 12, 1);
                });
        assertThat(records.waveforms)
                .extracting(CapturedRecords.Waveform::triggerId)
                .containsExactly(0L, 1L, 2L);
        assertThat(records.waveforms)
                .extracting(CapturedRecords.Waveform::kinds)
                .containsExactly(
                        TriggerKind.SELF.bit(),
                        TriggerKind.BEAM.bit() | TriggerKind.SOFTWARE.bit(),
                        TriggerKind.SELF.bit());
    }

    @Test
    void makesAMarkOfEachHitOfTheTimingChannel() {
        begin("marks = true, mark_channel = 5");
        play(
                out -> {
                    hit(out, 5, 1000, 0, 256, 1);
                    hit(out, 4, 1001, 0, 0, 1);
                });
        assertThat(records.marks).hasSize(1);
        assertThat(records.marks.get(0).timeNs()).isEqualTo(ORIGIN + 2000);
        assertThat(records.marks.get(0).ticks()).isEqualTo(1000);
        assertThat(records.marks.get(0).subTick()).isEqualTo(0.25f);
    }

    @Test
    void extendsTimeStampsOf32BitsOverRolloversAndSilence() {
        begin("");
        long tick = 1L << 32;
        hostNs = 2 * tick + 1000;
        play(out -> HitEncoder.single(out, 0, 0, tick - 10, 1));
        play(out -> HitEncoder.single(out, 0, 0, 5, 1)); // the first rollover
        play(out -> HitEncoder.single(out, 0, 0, tick - 3, 1)); // of another channel, late
        // An hour of silence: 419 rollovers of 8.6 s and some; the host is 2 s late.
        long hour = 1_800_000_000_000L;
        hostNs += 2 * hour + 2_000_000_000L;
        play(out -> HitEncoder.single(out, 0, 0, tick + 5 + hour, 1));
        // Then a whole one, and one more of 32 bits.
        play(out -> hit(out, 0, tick + 6 + hour, 0, 0, 1));
        play(out -> HitEncoder.single(out, 0, 0, tick + 7 + hour, 1));
        assertThat(records.waveforms)
                .extracting(CapturedRecords.Waveform::ticks)
                .containsExactly(
                        tick - 10,
                        tick + 5,
                        tick - 3,
                        tick + 5 + hour,
                        tick + 6 + hour,
                        tick + 7 + hour);
    }

    @Test
    void extendsTimeStampsOf48Bits() {
        begin("");
        long range = 1L << 48;
        play(out -> hit(out, 0, range / 2 - 1, 0, 0, 1));
        play(out -> hit(out, 0, range - 1, 0, 0, 1));
        play(out -> hit(out, 1, 3, 0, 0, 1));
        assertThat(records.waveforms)
                .extracting(CapturedRecords.Waveform::ticks)
                .containsExactly(range / 2 - 1, range - 1, range + 3);
    }

    @Test
    void countsTriggersThatTheBoardDidNotSaveOnceTwoReportsAgree() {
        begin("");
        play(out -> HitEncoder.statistics(out, 0, 500, 100, 10, 12));
        assertThat(records.losses).isEmpty();
        play(out -> HitEncoder.statistics(out, 0, 1000, 300, 20, 21));
        assertThat(records.losses)
                .containsExactly(
                        new CapturedRecords.Loss(LossCause.DEVICE, 1, ORIGIN, ORIGIN + 1000));
        play(out -> HitEncoder.statistics(out, 0, 1500, 300, 0xFF_FFFE, 0x100_0004L));
        play(out -> HitEncoder.statistics(out, 1, 1500, 50, 5, 9));
        assertThat(records.losses).hasSize(1);
        recorder.runEnds();
        recorder.runEnds();
        assertThat(records.losses)
                .extracting(CapturedRecords.Loss::units)
                .containsExactly(1L, 5L, 4L);
        assertThat(records.counters().lost[LossCause.DEVICE.ordinal()]).isEqualTo(10);
        // Channel 0 was dead for 300 ticks of 2 ns, channel 1 for 50; the board for their mean.
        assertThat(records.counters().deadNs[DeadCause.BUSY.ordinal()]).isEqualTo(350);
        assertThat(records.waveforms).isEmpty();
    }

    /** 48 bits of 2 ns: 6.5 days, told once a second. */
    @Test
    void countsDeadTimeOnWhereItsCounterGoesRound() {
        begin("");
        long quarter = 1L << 46;
        for (long dead = quarter; dead <= 5 * quarter; dead += quarter) {
            long counted = dead;
            play(out -> HitEncoder.statistics(out, 0, 500, counted, 10, 10));
        }
        // Of two channels the other was never dead.
        long halfNs = 5 * quarter;
        assertThat(records.counters().deadNs[DeadCause.BUSY.ordinal()]).isEqualTo(halfNs);
    }

    @Test
    void recordsAGapOfUnknownSizeWhenAnAggregateIsMissing() {
        begin("");
        aggregates = 0xFF_FFFF;
        play(out -> hit(out, 0, 10, 0, 0, 1));
        play(out -> hit(out, 0, 20, 0, 0, 1));
        assertThat(records.losses).as("a rollover of 24 bits").isEmpty();
        aggregates++;
        play(out -> hit(out, 0, 30, 0, 0, 1));
        assertThat(records.losses)
                .containsExactly(
                        new CapturedRecords.Loss(
                                LossCause.GAP, LossView.UNKNOWN_UNITS, ORIGIN + 40, ORIGIN + 40));
        aggregates -= 2;
        play(out -> {});
        assertThat(records.counters().refused[FrameFault.SEQUENCE.ordinal()]).isEqualTo(1);
    }

    @Test
    void countsAHitThatCannotBeReadAsCorrupt() {
        begin("");
        play(out -> hit(out, 8, 10, 0, 0, 1));
        assertThat(records.losses)
                .extracting(CapturedRecords.Loss::cause, CapturedRecords.Loss::units)
                .containsExactly(org.assertj.core.api.Assertions.tuple(LossCause.CORRUPT, 1L));
        assertThat(records.counters().refused[FrameFault.VALUE.ordinal()]).isEqualTo(1);
    }

    @Test
    void takesNothingBeforeARunNorBehindIt() {
        begin("");
        recorder.runEnds();
        play(out -> hit(out, 0, 10, 0, 0, 1));
        play(out -> hit(out, 9, 10, 0, 0, 1));
        aggregates += 7;
        play(out -> HitEncoder.statistics(out, 0, 500, 100, 10, 12));
        assertThat(records.waveforms).isEmpty();
        assertThat(records.losses).isEmpty();
        assertThat(records.counters().refused()).isZero();
    }

    @Test
    void refusesFlagBitsThatAHitDoesNotHave() {
        ConfigTree tree =
                Configs.parse("host = x, firmware = dpp_pha, trigger_kinds { 12 = self }", "test");
        Dig2Options.read(tree);
        assertThat(tree.problems().lines()).hasSize(1).first().asString().contains("[0, 11]");
    }
}
