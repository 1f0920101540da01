package cevns.drivers.dig2;

import cevns.daq.config.SourceConfig;
import cevns.daq.record.FrameFault;
import cevns.daq.record.RecordSink;
import cevns.daq.record.SourceState;
import cevns.drivers.device.CommonStart;
import cevns.drivers.dig2.emulator.Dig2EmulatorOptions;
import cevns.drivers.dig2.emulator.EmulatedTrigger;
import cevns.drivers.dig2.wire.Dig2Encoder;
import cevns.drivers.dig2.wire.Dig2Frame;
import cevns.drivers.emulation.EmulatedTraces;
import cevns.web.loop.WiredBoard;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/**
 * An emulated board and its driver on one thread, without sockets and without waiting: each trigger
 * becomes the bytes that the board sends, in the pieces that a socket would give, and these go into
 * the decoder as they do in a {@link Dig2Connection}. It stands in this package to reach both ends,
 * and in this module because only here the analysis hears what they say.
 */
public final class BoardWire implements DataListener, WiredBoard {

    private static final long TICK_NS = 8;

    /** What one read of a socket brings [bytes]; no multiple of a word, so words are cut too. */
    private static final int PIECE = 65_533;

    private final RecordSink sink;
    private final EmulatedTraces inputs;
    private final Dig2EmulatorOptions emulated;
    private final ScopeRecorder recorder;
    private final MarkerBarrier barrier = new MarkerBarrier();
    private final Dig2Decoder decoder;
    private final int samples;
    private final int preTrigger;
    private final long mask;
    private final char[][] traces = new char[Dig2Frame.MAX_CHANNELS][0];
    private final ByteBuffer wire;
    private long startNs;
    private long triggers;

    /**
     * @param source with the board's device options, and what is emulated
     * @param inputs what the board sees
     * @param sink takes what the driver records
     */
    public BoardWire(SourceConfig source, EmulatedTraces inputs, RecordSink sink) {
        this.sink = sink;
        this.inputs = inputs;
        emulated = Dig2EmulatorOptions.read(source.emulator().optionalChild("board"));
        Dig2Options options = Dig2Options.read(source.device());
        samples = (int) Math.round(options.recordLengthNs() / emulated.sampleNs());
        preTrigger = (int) Math.round(options.preTriggerNs() / emulated.sampleNs());
        mask = options.channels().stream().mapToLong(c -> 1L << c).sum();
        options.channels().forEach(c -> traces[c] = new char[samples]);
        wire = ByteBuffer.allocateDirect(Dig2Encoder.scopeBytes(mask, samples) + 1024);
        recorder = new ScopeRecorder(options, sink);
        decoder =
                new Dig2Decoder(
                        barrier,
                        new Dig2EventDecoder(new SkippedEvent(this))
                                .set(
                                        Dig2Frame.SCOPE,
                                        new ScopeDecoder(emulated.channels(), recorder))
                                .set(Dig2Frame.SPECIAL, new SpecialDecoder(this)),
                        this);
        decoder.opened();
        Dig2Board board =
                new Dig2Board(
                        emulated.model(),
                        emulated.serial(),
                        "1",
                        emulated.channels(),
                        options.channels(),
                        (int) Math.round(1000 * emulated.sampleNs()),
                        preTrigger,
                        0,
                        new TreeMap<>());
        startNs = inputs.nextTriggerNs();
        recorder.runBegins(board, startNs);
        sink.info(
                board.info(
                        source.name(), CommonStart.alone(startNs, 0), Dig2Frame.TICK_FS, Map.of()));
    }

    /** Arms and starts the board. */
    @Override
    public void start() {
        marker();
        barrier.sent(true);
        marker();
        barrier.answered(true);
        wire.clear();
        Dig2Encoder.message(wire, 4 * 8, 1, true);
        Dig2Encoder.start(wire, samples, mask);
        send();
    }

    private void marker() {
        wire.clear();
        Dig2Encoder.message(wire, 0, 0, false);
        send();
    }

    /** Reads out the next trigger. */
    @Override
    public void trigger() {
        long timeNs = inputs.nextTriggerNs();
        for (long rest = mask; rest != 0; rest &= rest - 1) {
            int channel = Long.numberOfTrailingZeros(rest);
            inputs.fill(channel, traces[channel], samples, preTrigger, emulated.sampleNs());
        }
        wire.clear();
        Dig2Encoder.message(wire, Dig2Encoder.scopeBytes(mask, samples), 1, true);
        Dig2Encoder.scope(
                wire,
                triggers++,
                false,
                EmulatedTrigger.EXTERNAL.flags,
                0,
                (timeNs - startNs) / TICK_NS,
                mask,
                traces,
                samples);
        inputs.advance();
        send();
    }

    /** Stops the board. */
    @Override
    public void stop() {
        wire.clear();
        Dig2Encoder.message(wire, 3 * 8, 1, true);
        Dig2Encoder.stop(wire, (inputs.nextTriggerNs() - startNs) / TICK_NS, 0);
        send();
    }

    private void send() {
        int end = wire.position();
        sink.counters().bytes += end;
        for (int at = 0; at < end; at += PIECE) {
            wire.limit(Math.min(end, at + PIECE)).position(at);
            decoder.bytes(wire);
        }
    }

    @Override
    public void marker(MarkerBarrier.Marker marker, boolean wasOpen) {}

    @Override
    public void runStarted(SpecialEvent start) {
        sink.counters().state = SourceState.RUNNING;
        sink.status(startNs);
    }

    @Override
    public void runStopped(SpecialEvent stop) {
        sink.counters().state = SourceState.DISCONNECTED;
        sink.status(startNs + stop.time() * TICK_NS);
    }

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
