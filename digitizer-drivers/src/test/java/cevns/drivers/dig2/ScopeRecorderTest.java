package cevns.drivers.dig2;

import static cevns.drivers.dig2.wire.Wire.words;
import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.config.ConfigTree;
import cevns.daq.config.Configs;
import cevns.daq.record.BeamSignal;
import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.daq.record.TriggerKind;
import cevns.drivers.CapturedRecords;
import cevns.drivers.dig2.wire.Wire;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ScopeRecorderTest {

    private static final long ORIGIN = 1_700_000_000_000_000_000L;

    private final CapturedRecords records = new CapturedRecords();

    private ScopeDecoder decoder(String options, int channels) {
        ConfigTree tree = Configs.parse("host = x\n" + options, "test");
        Dig2Options read = Dig2Options.read(tree);
        tree.rejectUnknown();
        tree.problems().throwIfAny();
        ScopeRecorder recorder = new ScopeRecorder(read, records);
        recorder.runBegins(
                new Dig2Board(
                        "VX2730", "1", "1", channels, List.of(0, 1), 2000, 6, 0, new TreeMap<>()),
                ORIGIN);
        return new ScopeDecoder(channels, recorder);
    }

    private static void event(ScopeDecoder decoder, int id, int flags, long time, long... rest) {
        long first = 0x1L << 60 | (long) id << 32 | 2 + rest.length;
        decoder.begin(first, 2 + rest.length);
        byte[] words = Wire.join(words((long) flags << 51 | time), words(rest));
        decoder.words(ByteBuffer.wrap(words), 0, words.length / 8);
        decoder.end();
    }

    @Test
    void writesOneWaveformForEachChannelWithTheHeaderOfTheWire() {
        ScopeDecoder decoder = decoder("", 32);
        event(decoder, 5, 3, 125_000_000, 9, 0x1003100210011000L, 0x2003200220012000L);
        assertThat(records.waveforms).hasSize(2);
        CapturedRecords.Waveform ch3 = records.waveforms.get(1);
        assertThat(ch3.channel()).isEqualTo(3);
        assertThat(ch3.timeNs()).isEqualTo(ORIGIN + 1_000_000_000L);
        assertThat(ch3.ticks()).isEqualTo(125_000_000);
        assertThat(ch3.triggerId()).isEqualTo(5);
        assertThat(ch3.channelsInTrigger()).isEqualTo(2);
        assertThat(ch3.sampleWidthPs()).isEqualTo(2000);
        assertThat(ch3.preTrigger()).isEqualTo(6);
        assertThat(ch3.kinds()).isEqualTo(TriggerKind.BEAM.bit());
        assertThat(ch3.samples())
                .containsExactly((char) 0x2000, (char) 0x2001, (char) 0x2002, (char) 0x2003);
        assertThat(ch3.extra()).isEqualTo(words(0x1000000500000005L, 0x0018_0000_0773_5940L, 9));
        assertThat(records.marks).isEmpty();
    }

    @Test
    void writesAMarkBeforeTheWaveformsOfABeamTriggerOnly() {
        ScopeDecoder decoder =
                decoder(
                        "marks = true, mark_signal = tb, trigger_kinds { 2 = strobe, 3 = beam }",
                        32);
        event(decoder, 0, 4, 100, 1, 0);
        event(decoder, 1, 12, 200, 1, 0);
        event(decoder, 2, 0, 300, 0);
        assertThat(records.marks)
                .extracting(CapturedRecords.Mark::signal)
                .containsExactly(BeamSignal.TB, BeamSignal.TB);
        assertThat(records.marks.get(0).timeNs()).isEqualTo(ORIGIN + 1600);
        assertThat(records.marks.get(0).ticks()).isEqualTo(200);
        assertThat(records.waveforms)
                .extracting(CapturedRecords.Waveform::kinds)
                .containsExactly(
                        TriggerKind.STROBE.bit(),
                        TriggerKind.STROBE.bit() | TriggerKind.BEAM.bit());
    }

    @Test
    void reportsAGapOfAsManyUnitsAsTriggersTimesChannels() {
        ScopeDecoder decoder = decoder("", 32);
        event(decoder, 10, 0, 1000, 7, 0, 0, 0);
        event(decoder, 14, 0, 2000, 7, 0, 0, 0);
        assertThat(records.losses)
                .containsExactly(
                        new CapturedRecords.Loss(LossCause.GAP, 9, ORIGIN + 8000, ORIGIN + 16_000));
        assertThat(records.counters().unitsRead).isEqualTo(6 + 9);
    }

    @Test
    void extendsTriggerIdAndTimeOverTheirRollover() {
        ScopeDecoder decoder = decoder("", 32);
        event(decoder, 0x7F_FFFF, 0, 0x7FFF_FFFF_FFFFL, 1, 0);
        records.losses.clear();
        event(decoder, 0xFF_FFFF, 0, 0xFFFF_FFFF_FFFFL, 1, 0);
        records.losses.clear();
        event(decoder, 0, 0, 5, 1, 0);
        assertThat(records.losses).isEmpty();
        CapturedRecords.Waveform last = records.waveforms.get(2);
        assertThat(last.triggerId()).isEqualTo(1 << 24);
        assertThat(last.ticks()).isEqualTo((1L << 48) + 5);
        assertThat(last.timeNs()).isEqualTo(ORIGIN + 8 * ((1L << 48) + 5));
    }

    @Test
    void countsATriggerIdThatStepsBackAndLosesNothing() {
        ScopeDecoder decoder = decoder("", 32);
        event(decoder, 10, 0, 1000, 1, 0);
        event(decoder, 10, 0, 2000, 1, 0);
        assertThat(records.losses).isEmpty();
        assertThat(records.counters().refused[FrameFault.SEQUENCE.ordinal()]).isEqualTo(1);
    }

    @Test
    void countsTheChannelsOfADamagedEventAsLostOnceOnly() {
        ScopeDecoder decoder = decoder("", 32);
        event(decoder, 10, 0, 1000, 3, 0, 0);
        event(decoder, 11, 0, 2000, 3, 0, 0, 0);
        event(decoder, 12, 0, 3000, 3, 0, 0);
        assertThat(records.losses)
                .containsExactly(
                        new CapturedRecords.Loss(
                                LossCause.CORRUPT, 2, ORIGIN + 8000, ORIGIN + 8000));
        assertThat(records.counters().refused[FrameFault.LENGTH.ordinal()]).isEqualTo(1);
        assertThat(records.waveforms).hasSize(4);
    }
}
