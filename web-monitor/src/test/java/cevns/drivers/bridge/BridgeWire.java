package cevns.drivers.bridge;

import cevns.daq.config.SourceConfig;
import cevns.daq.record.RecordSink;
import cevns.daq.record.SourceState;
import cevns.daq.time.WallClock;
import cevns.drivers.caen17xx.EventEncoder;
import cevns.drivers.emulation.EmulatedTraces;
import cevns.web.loop.WiredBoard;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/**
 * An emulated board behind a bridge, and its driver, without sockets and without waiting: each
 * trigger is a block of its own. It stands in this package to reach both ends.
 */
public final class BridgeWire implements WiredBoard {

    private final BridgeOptions options;
    private final EmulatedTraces inputs;
    private final RecordSink sink;
    private final BridgeReader reader;
    private final BridgeEncoder bridge = new BridgeEncoder(1);
    private final char[] samples;
    private final ByteBuffer block;
    private final int mask;
    private final long startNs;
    private long triggers;

    /**
     * @param source with the board's device options, and what is emulated
     */
    public BridgeWire(SourceConfig source, EmulatedTraces inputs, RecordSink sink) {
        this.inputs = inputs;
        this.sink = sink;
        options = BridgeOptions.read(source.device());
        reader = new BridgeReader(source.name(), options, sink, WallClock.SYSTEM);
        int n = BridgeEmulatorOptions.read(source.emulator().child("board")).recordSamples();
        samples = new char[n];
        mask = options.channels().stream().mapToInt(channel -> 1 << channel).sum();
        block =
                ByteBuffer.allocate(EventEncoder.bytes(options.channels().size(), n))
                        .order(ByteOrder.LITTLE_ENDIAN);
        startNs = inputs.nextTriggerNs();
    }

    @Override
    public void start() {
        reader.connected();
        Map<String, String> identity =
                Map.of(
                        "model", "V1720-EMU",
                        "start_ns", Long.toString(startNs),
                        "start_uncertainty_ns", "0");
        send(bridge.text(startNs, identity));
        sink.counters().state = SourceState.RUNNING;
        sink.status(startNs);
    }

    @Override
    public void trigger() {
        long timeNs = inputs.nextTriggerNs();
        long ticks = (timeNs - startNs) * 1_000_000 / options.tickFs();
        block.clear();
        EventEncoder.header(block, inputs.pattern(), mask, samples.length, triggers++, ticks);
        for (int channel = 0; channel < options.channels().size(); channel++) {
            inputs.fill(
                    channel,
                    samples,
                    samples.length,
                    options.preTrigger(),
                    options.samplePs() * 1e-3);
            EventEncoder.samples(block, samples, samples.length);
        }
        inputs.advance();
        send(bridge.frame(BridgeFrame.BLOCK, timeNs, block.flip()));
    }

    @Override
    public void stop() {
        reader.end();
        sink.counters().state = SourceState.DISCONNECTED;
        sink.status(inputs.nextTriggerNs());
    }

    private void send(byte[] frame) {
        sink.counters().bytes += frame.length;
        String wrong = reader.received(ByteBuffer.wrap(frame));
        if (!wrong.isEmpty()) {
            throw new AssertionError(wrong);
        }
    }
}
