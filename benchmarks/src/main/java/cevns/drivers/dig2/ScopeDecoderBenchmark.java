package cevns.drivers.dig2;

import cevns.bench.NoRecords;
import cevns.daq.config.Configs;
import cevns.daq.record.FrameFault;
import cevns.drivers.dig2.wire.Dig2Encoder;
import cevns.drivers.dig2.wire.Dig2Frame;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Bytes of a VX27xx to records: one trigger of two traces of 35,000 samples, as CsI has them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ScopeDecoderBenchmark implements DataListener {

    private static final int SAMPLES = 35_000;
    private static final long MASK = 3;

    /** What one read of a socket brings [bytes]. */
    private static final int PIECE = 65_536;

    private final NoRecords sink = new NoRecords();
    private final ByteBuffer wire =
            ByteBuffer.allocateDirect(Dig2Frame.HEADER + Dig2Encoder.scopeBytes(MASK, SAMPLES));
    private final ByteBuffer copy = ByteBuffer.allocateDirect(wire.capacity());
    private Dig2Decoder decoder;
    private int trigger;

    /** Opens the connection, and arms the board. */
    @Setup
    public void arm() {
        Dig2Options options = Dig2Options.read(Configs.parse("host = x, marks = true", "bench"));
        ScopeRecorder recorder = new ScopeRecorder(options, sink);
        recorder.runBegins(
                new Dig2Board("m", "s", "f", 2, List.of(0, 1), 2000, 0, 0, new TreeMap<>()), 0);
        MarkerBarrier barrier = new MarkerBarrier();
        decoder =
                new Dig2Decoder(
                        barrier,
                        new Dig2EventDecoder(new SkippedEvent(this))
                                .set(Dig2Frame.SCOPE, new ScopeDecoder(2, recorder)),
                        this);
        decoder.opened();
        decoder.bytes(ByteBuffer.allocate(Dig2Frame.HEADER));
        barrier.sent(true);
        barrier.answered(true);
        decoder.bytes(ByteBuffer.allocate(Dig2Frame.HEADER));
        char[][] traces = new char[Dig2Frame.MAX_CHANNELS][SAMPLES];
        Dig2Encoder.message(wire, Dig2Encoder.scopeBytes(MASK, SAMPLES), 1, true);
        Dig2Encoder.scope(wire, 0, false, 1, 0, 0, MASK, traces, SAMPLES);
    }

    @Benchmark
    public int memcpy() {
        copy.put(0, wire, 0, wire.capacity());
        return copy.get(copy.capacity() - 1);
    }

    @Benchmark
    public long decode() {
        wire.putInt(Dig2Frame.HEADER, Dig2Frame.SCOPE << 28 | trigger++ & 0xFF_FFFF);
        for (int at = 0; at < wire.capacity(); at += PIECE) {
            wire.limit(Math.min(wire.capacity(), at + PIECE)).position(at);
            decoder.bytes(wire);
        }
        return sink.sum;
    }

    @Override
    public void marker(MarkerBarrier.Marker marker, boolean wasOpen) {}

    @Override
    public void runStarted(SpecialEvent start) {}

    @Override
    public void runStopped(SpecialEvent stop) {}

    @Override
    public void refused(FrameFault fault, String what) {
        throw new IllegalStateException(what);
    }

    @Override
    public void outOfStep(FrameFault fault, String what) {
        throw new IllegalStateException(what);
    }

    @Override
    public void lost(FrameFault fault, String what) {
        throw new IllegalStateException(what);
    }
}
