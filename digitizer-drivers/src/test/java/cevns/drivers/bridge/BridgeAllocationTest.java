package cevns.drivers.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.config.ConfigTree;
import cevns.daq.config.Configs;
import cevns.daq.time.WallClock;
import cevns.drivers.CountingSink;
import cevns.drivers.caen17xx.EventEncoder;
import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** From the bytes of a bridge to the sink nothing is allocated per waveform. */
class BridgeAllocationTest {

    private static final long START_NS = 1_700_000_000_000_000_000L;
    private static final int EVENTS_PER_FRAME = 20;
    private static final int SAMPLES = 10;
    private static final int PIECE = 65_537;

    @Test
    void allocatesNothingPerWaveform() {
        take(500);
    }

    @Test
    @Tag("long")
    void allocatesNothingOverAMillionWaveforms() {
        take(25_000);
    }

    private static void take(int frames) {
        ConfigTree tree = Configs.parse("host = here, channels = [0, 1], marks = true", "test");
        BridgeOptions options = BridgeOptions.read(tree);
        tree.problems().throwIfAny();
        CountingSink sink = new CountingSink();
        BridgeReader reader = new BridgeReader("board", options, sink, WallClock.SYSTEM);
        BridgeEncoder bridge = new BridgeEncoder(1);
        reader.connected();
        Map<String, String> identity = Map.of("model", "V1720", "start_ns", "" + START_NS);
        reader.received(ByteBuffer.wrap(bridge.text(START_NS, identity)));
        ByteBuffer first = stream(bridge, 0, frames);
        ByteBuffer second = stream(bridge, frames, frames);

        play(reader, first);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        play(reader, second);
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        long waveforms = 2L * EVENTS_PER_FRAME * frames;
        assertThat(sink.waveforms()).isEqualTo(2 * waveforms);
        assertThat(sink.counters().lost()).isZero();
        // Less than a byte each: what the measurement itself may take.
        assertThat(bytes).isLessThan(waveforms);
    }

    private static ByteBuffer stream(BridgeEncoder bridge, int from, int frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        char[] samples = new char[SAMPLES];
        int bytes = EVENTS_PER_FRAME * EventEncoder.bytes(2, SAMPLES);
        for (int frame = from; frame < from + frames; frame++) {
            ByteBuffer block = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < EVENTS_PER_FRAME; i++) {
                int event = frame * EVENTS_PER_FRAME + i;
                EventEncoder.header(block, 1, 3, SAMPLES, event, 1000L * event);
                EventEncoder.samples(block, samples, SAMPLES);
                EventEncoder.samples(block, samples, SAMPLES);
            }
            long hostNs = START_NS + 8000L * EVENTS_PER_FRAME * (frame + 1);
            all.writeBytes(bridge.frame(BridgeFrame.BLOCK, hostNs, block.flip()));
        }
        ByteBuffer direct = ByteBuffer.allocateDirect(all.size());
        return direct.put(all.toByteArray()).flip();
    }

    private static void play(BridgeReader reader, ByteBuffer stream) {
        int end = stream.limit();
        for (int at = 0; at < end; at += PIECE) {
            stream.limit(Math.min(end, at + PIECE)).position(at);
            reader.received(stream);
        }
    }
}
