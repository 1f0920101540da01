package cevns.drivers.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.config.ConfigTree;
import cevns.daq.config.Configs;
import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.daq.record.LossView;
import cevns.daq.record.SourceCounters;
import cevns.daq.record.TriggerKind;
import cevns.daq.time.WallClock;
import cevns.drivers.CapturedRecords;
import cevns.drivers.caen17xx.EventEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What a bridge sends becomes records; what is missing becomes losses. */
class BridgeReaderTest {

    private static final long START_NS = 1_790_000_000_000_000_000L;
    private static final long SECOND = 1_000_000_000L;

    private final CapturedRecords records = new CapturedRecords();
    private final BridgeEncoder bridge = new BridgeEncoder(7);

    @Test
    void recordsAnX720BehindABridge() {
        BridgeReader reader = reader("channels = [0, 1]\nmarks = true\npre_trigger_samples = 3");
        give(reader, identity(START_NS));
        // 1000 ticks of 8 ns
        give(reader, block(START_NS + SECOND, 0, 1000));
        assertThat(records.infos).hasSize(1);
        assertThat(records.infos.get(0).model()).isEqualTo("V1720-EMU");
        assertThat(records.infos.get(0).simulated()).isTrue();
        assertThat(records.infos.get(0).originNs()).isEqualTo(START_NS);
        assertThat(records.marks).hasSize(1);
        assertThat(records.marks.get(0).timeNs()).isEqualTo(START_NS + 8000);
        assertThat(records.waveforms).hasSize(2);
        CapturedRecords.Waveform second = records.waveforms.get(1);
        assertThat(second.timeNs()).isEqualTo(START_NS + 8000);
        assertThat(second.ticks()).isEqualTo(1000);
        assertThat(second.channel()).isEqualTo(1);
        assertThat(second.kinds()).isEqualTo(TriggerKind.BEAM.bit());
        assertThat(second.sampleWidthPs()).isEqualTo(4000);
        assertThat(second.preTrigger()).isEqualTo(3);
        assertThat(second.samples()).containsExactly((char) 101, (char) 102);
        assertThat(second.extra()).hasSize(16);
    }

    @Test
    void findsTheRoundOfACounterThatWentOnUnread() {
        // 31 bits of 8 ns go round in 17.18 s: the first block is read after 100 s, in round 5
        BridgeReader reader = reader("channels = [0, 1]");
        give(reader, identity(START_NS));
        long ticks = 100 * SECOND / 8;
        give(reader, block(START_NS + 100 * SECOND + 20_000_000, 6000, ticks));
        assertThat(records.waveforms.get(0).ticks()).isEqualTo(ticks);
        assertThat(records.waveforms.get(0).timeNs()).isEqualTo(START_NS + 100 * SECOND);
        // the link is down for two minutes, seven rounds
        reader.disconnected(false);
        reader.connected();
        give(reader, identity(START_NS));
        long later = 220 * SECOND / 8;
        give(reader, block(START_NS + 220 * SECOND + 20_000_000, 13_201, later));
        assertThat(records.waveforms.get(2).timeNs()).isEqualTo(START_NS + 220 * SECOND);
        assertThat(records.infos).hasSize(2);
        // 7200 triggers of two channels, counted by the board
        assertThat(records.losses).hasSize(1);
        assertThat(records.losses.get(0).cause()).isEqualTo(LossCause.LINK);
        assertThat(records.losses.get(0).units()).isEqualTo(14_400);
    }

    @Test
    void findsTheRoundAfterAPauseOfTheBridge() {
        // Ten of the 17.18 s of a round: by its sign alone the step would be one of 7 s backwards.
        BridgeReader reader = reader("channels = [0, 1]");
        give(reader, identity(START_NS));
        give(reader, block(START_NS + SECOND, 0, SECOND / 8));
        long old = SECOND / 8 + 2_000_000;
        give(reader, block(START_NS + 11 * SECOND + 500_000_000, 1, old));
        give(reader, block(START_NS + 11 * SECOND + 500_000_000, 601, 11 * SECOND / 8));
        assertThat(records.waveforms)
                .extracting(w -> w.timeNs() - START_NS)
                .containsExactly(SECOND, SECOND, old * 8, old * 8, 11 * SECOND, 11 * SECOND);
        assertThat(records.losses).hasSize(1);
        assertThat(records.losses.get(0).units()).isEqualTo(1198);
        assertThat(records.losses.get(0).lastNs()).isEqualTo(START_NS + 11 * SECOND);
    }

    @Test
    void saysThatALossIsOfUnknownSizeWhenTheBoardBeganAnew() {
        BridgeReader reader = reader("channels = [0, 1]");
        give(reader, identity(START_NS));
        give(reader, block(START_NS + SECOND, 5, 1000));
        give(reader, identity(START_NS + 10 * SECOND));
        give(reader, block(START_NS + 11 * SECOND, 0, 2000));
        assertThat(records.losses).hasSize(1);
        assertThat(records.losses.get(0).units()).isEqualTo(LossView.UNKNOWN_UNITS);
        assertThat(records.waveforms.get(2).timeNs()).isEqualTo(START_NS + 10 * SECOND + 16_000);
    }

    @Test
    void takesAFrameOnceThatComesTwiceOrLate() {
        BridgeReader reader = reader("channels = [0, 1]");
        give(reader, identity(START_NS));
        byte[] first = block(START_NS + SECOND, 10, 1000);
        byte[] late = block(START_NS + SECOND, 11, 2000);
        give(reader, first);
        give(reader, first);
        give(reader, block(START_NS + SECOND, 12, 3000));
        give(reader, late);
        give(reader, block(START_NS + SECOND, 13, 4000));
        assertThat(records.waveforms).hasSize(6);
        assertThat(records.waveforms)
                .extracting(CapturedRecords.Waveform::ticks)
                .containsExactly(1000L, 1000L, 3000L, 3000L, 4000L, 4000L);
        assertThat(records.losses).hasSize(1);
        assertThat(records.losses.get(0).units()).isEqualTo(2);
        assertBalanced(records.counters());
    }

    @Test
    void takesABridgeThatBeganItsSequenceAnew() {
        BridgeReader reader = reader("channels = [0, 1]");
        give(reader, identity(START_NS));
        BridgeEncoder anew = new BridgeEncoder(7);
        for (int i = 0; i < 2000; i++) {
            give(reader, block(START_NS + SECOND, i, 1000 + i));
        }
        ByteBuffer words =
                ByteBuffer.allocate(EventEncoder.bytes(2, 2)).order(ByteOrder.LITTLE_ENDIAN);
        EventEncoder.header(words, 1, 3, 2, 2000, 9000);
        EventEncoder.samples(words, new char[] {1, 2}, 2);
        EventEncoder.samples(words, new char[] {101, 102}, 2);
        give(reader, anew.frame(BridgeFrame.BLOCK, START_NS + SECOND, words.flip()));
        assertThat(records.waveforms).hasSize(4002);
        assertBalanced(records.counters());
    }

    @Test
    void countsWhatADamagedFrameHeld() {
        BridgeReader reader = reader("channels = [0, 1]");
        give(reader, identity(START_NS));
        give(reader, block(START_NS + SECOND, 10, 1000));
        byte[] damaged = block(START_NS + SECOND, 11, 2000);
        damaged[40] ^= 4;
        give(reader, damaged);
        give(reader, block(START_NS + SECOND, 12, 3000));
        assertThat(records.waveforms).hasSize(4);
        assertThat(records.losses).hasSize(1);
        assertThat(records.losses.get(0).cause()).isEqualTo(LossCause.CORRUPT);
        assertThat(records.losses.get(0).units()).isEqualTo(2);
        assertThat(records.counters().refused[FrameFault.CHECKSUM.ordinal()]).isEqualTo(1);
        assertThat(records.counters().refused[FrameFault.SEQUENCE.ordinal()]).isEqualTo(1);
        assertBalanced(records.counters());
    }

    @Test
    void recordsTheHitsOfDppPsd() {
        BridgeReader reader = reader("channels = [3]\ncontent = psd\nmodel = x730");
        give(reader, identity(START_NS));
        // the example of caen-v17xx.md §2: 4 294 967 497 ns after the start
        ByteBuffer words = ByteBuffer.allocate(36).order(ByteOrder.LITTLE_ENDIAN);
        for (long word :
                new long[] {
                    0xA0000009L,
                    2,
                    1,
                    0,
                    0x80000005L,
                    0x72000000L,
                    0x80000064L,
                    0x00010200L,
                    0x138803E8L
                }) {
            words.putInt((int) word);
        }
        give(reader, bridge.frame(BridgeFrame.BLOCK, START_NS + 5 * SECOND, words.flip()));
        CapturedRecords.Waveform hit = records.waveforms.get(0);
        assertThat(hit.channel()).isEqualTo(3);
        assertThat(hit.timeNs()).isEqualTo(START_NS + 4_294_967_497L);
        assertThat(hit.kinds()).isEqualTo(TriggerKind.SELF.bit());
        assertThat(hit.samples()).isEmpty();
        assertThat(records.infos.get(0).originNs()).isEqualTo(START_NS);
    }

    @Test
    void widensTracesOfEightBits() {
        BridgeReader reader = reader("channels = [0, 1]\ncontent = traces");
        give(reader, identity(START_NS));
        give(reader, trace(0, 8, 41, 500, new byte[] {1, (byte) 200, 3}));
        give(reader, trace(1, 8, 41, 500, new byte[] {4, 5, 6}));
        give(reader, trace(1, 8, 43, 900, new byte[] {7, 8, 9}));
        assertThat(records.waveforms.get(0).samples())
                .containsExactly((char) 1, (char) 200, (char) 3);
        assertThat(records.waveforms.get(0).sampleWidthPs()).isEqualTo(2000);
        assertThat(records.waveforms.get(1).triggerId()).isEqualTo(41);
        // trigger 42 with two channels, and channel 0 of trigger 43
        assertThat(records.losses).hasSize(1);
        assertThat(records.losses.get(0).units()).isEqualTo(3);
        assertBalanced(records.counters());
    }

    @Property(tries = 300)
    void survivesAnyBytesAndFindsTheNextFrame(
            @ForAll @Size(max = 200) byte[] rubbish,
            @ForAll @IntRange(min = 1, max = 60) int piece) {
        CapturedRecords here = new CapturedRecords();
        BridgeReader reader = reader("channels = [0, 1]\nmax_frame_mib = 1", here);
        BridgeEncoder other = new BridgeEncoder(7);
        feed(reader, rubbish, piece);
        byte[] good = other.text(START_NS, Map.of("model", "x"));
        // a length in the rubbish may claim what follows: at most the largest frame
        for (int i = 0; i < 3 + (1 << 20) / good.length && here.infos.isEmpty(); i++) {
            feed(reader, other.text(START_NS, Map.of("model", "x", "start_ns", "5")), 1 << 16);
        }
        assertThat(here.infos).isNotEmpty();
    }

    private byte[] identity(long startNs) {
        return bridge.text(
                startNs,
                Map.of("model", "V1720-EMU", "serial", "0", "start_ns", Long.toString(startNs)));
    }

    private byte[] block(long hostNs, long counter, long ticks) {
        ByteBuffer block =
                ByteBuffer.allocate(EventEncoder.bytes(2, 2)).order(ByteOrder.LITTLE_ENDIAN);
        EventEncoder.header(block, 1, 3, 2, counter, ticks);
        EventEncoder.samples(block, new char[] {1, 2}, 2);
        EventEncoder.samples(block, new char[] {101, 102}, 2);
        return bridge.frame(BridgeFrame.BLOCK, hostNs, block.flip());
    }

    private byte[] trace(int channel, int bits, long trigger, long timeNs, byte[] samples) {
        ByteBuffer payload = ByteBuffer.allocate(BridgeFrame.TRACE_HEADER_BYTES + samples.length);
        payload.putShort((short) channel).putShort((short) bits).putInt(samples.length);
        payload.putInt(2000).putLong(trigger).putLong(timeNs).put(samples);
        return bridge.frame(BridgeFrame.TRACE, START_NS + SECOND, payload.flip());
    }

    private BridgeReader reader(String options) {
        return reader(options, records);
    }

    private static BridgeReader reader(String options, CapturedRecords into) {
        ConfigTree tree = Configs.parse("host = here\n" + options, "bridge-test");
        BridgeOptions read = BridgeOptions.read(tree);
        tree.rejectUnknown();
        tree.problems().throwIfAny();
        BridgeReader reader = new BridgeReader("board", read, into, WallClock.SYSTEM);
        reader.connected();
        return reader;
    }

    private static void give(BridgeReader reader, byte[] bytes) {
        feed(reader, bytes, bytes.length);
    }

    private static void feed(BridgeReader reader, byte[] bytes, int piece) {
        for (int at = 0; at < bytes.length; at += piece) {
            int n = Math.min(piece, bytes.length - at);
            assertThat(reader.received(ByteBuffer.wrap(bytes, at, n))).isEmpty();
        }
    }

    private static void assertBalanced(SourceCounters counters) {
        assertThat(counters.unitsRead).isEqualTo(counters.recordsWritten + counters.lost());
    }
}
