package cevns.drivers.dig2;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.config.ConfigTree;
import cevns.daq.config.Configs;
import cevns.daq.record.FrameFault;
import cevns.drivers.CountingSink;
import cevns.drivers.dig2.wire.Dig2Encoder;
import cevns.drivers.dig2.wire.Dig2Frame;
import cevns.drivers.dig2.wire.Wire;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The path from bytes to the sink, without the sockets: nothing is allocated per waveform. */
class ScopeAllocationTest {

    /** What the stream says besides events; here it says nothing. */
    static class Silence implements DataListener {
        @Override
        public void marker(MarkerBarrier.Marker marker, boolean wasOpen) {}

        @Override
        public void runStarted(SpecialEvent start) {}

        @Override
        public void runStopped(SpecialEvent stop) {}

        @Override
        public void refused(FrameFault fault, String what) {
            throw new AssertionError(what);
        }

        @Override
        public void outOfStep(FrameFault fault, String what) {
            throw new AssertionError(what);
        }

        @Override
        public void lost(FrameFault fault, String what) {
            throw new AssertionError(what);
        }
    }

    @Test
    void allocatesNothingPerWaveform() {
        take(2000);
    }

    @Test
    @Tag("long")
    void allocatesNothingOverAMillionWaveforms() {
        take(125_000);
    }

    private static void take(int triggers) {
        ConfigTree tree = Configs.parse("host = x, marks = true", "test");
        CountingSink sink = new CountingSink();
        ScopeRecorder recorder = new ScopeRecorder(Dig2Options.read(tree), sink);
        recorder.runBegins(
                new Dig2Board("m", "s", "f", 8, List.of(0), 2000, 0, 0, new TreeMap<>()), 0);
        Silence silence = new Silence();
        MarkerBarrier barrier = new MarkerBarrier();
        Dig2Decoder decoder =
                new Dig2Decoder(
                        barrier,
                        new Dig2EventDecoder(new SkippedEvent(silence))
                                .set(Dig2Frame.SCOPE, new ScopeDecoder(8, recorder)),
                        silence);
        decoder.opened();
        decoder.bytes(ByteBuffer.wrap(Wire.MARKER));
        barrier.sent(true);
        barrier.answered(true);
        decoder.bytes(ByteBuffer.wrap(Wire.MARKER));

        char[][] traces = new char[64][1000];
        int size = Dig2Encoder.scopeBytes(0xFF, 1000);
        ByteBuffer stream = ByteBuffer.allocateDirect(Dig2Frame.HEADER + size);
        Dig2Encoder.message(stream, size, 1, true);
        Dig2Encoder.scope(stream, 0, false, 0, 0, 0, 0xFF, traces, 1000);
        stream.clear();

        play(decoder, stream, triggers, 0);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);
        long waveforms = sink.waveforms();
        play(decoder, stream, triggers, triggers);
        long bytes = threads.getThreadAllocatedBytes(thread) - before;
        assertThat(sink.waveforms() - waveforms).isEqualTo(8L * triggers);
        // Less than a byte each: what the measurement itself may take.
        assertThat(bytes).isLessThan(8L * triggers);
    }

    private static void play(Dig2Decoder decoder, ByteBuffer stream, int events, int firstId) {
        for (int i = 0; i < events; i++) {
            stream.putInt(Dig2Frame.HEADER, 0x1000_0000 | firstId + i);
            stream.limit(777).position(0);
            decoder.bytes(stream);
            stream.limit(stream.capacity());
            decoder.bytes(stream);
        }
    }
}
