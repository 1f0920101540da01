package cevns.drivers.adara;

import cevns.daq.config.SourceConfig;
import cevns.daq.record.RecordSink;
import cevns.daq.record.SourceState;
import cevns.daq.time.WallClock;
import cevns.drivers.emulation.EmulatedBeam;
import cevns.drivers.emulation.EmulatedCycle;
import cevns.drivers.emulation.EmulatorBlock;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Iterator;

/**
 * The emulated facility stream and its driver on one thread, without sockets and without waiting:
 * pulses become packets as in {@link AdaraEmulator}, their bytes go into the decoder as in {@link
 * AdaraReadout}, in bursts of half a second. It stands in this package to reach both ends.
 */
public final class StreamWire {

    /** Pulses that come in one burst. */
    private static final int BURST = 30;

    private final RecordSink sink;
    private final Iterator<EmulatedCycle> cycles;
    private final AdaraPulses pulses;
    private final AdaraSource source;
    private final AdaraDecoder decoder;
    private final ByteArrayOutputStream burst = new ByteArrayOutputStream();
    private long pulse;
    private long timeNs;

    /**
     * @param config with the device options, and what is emulated
     * @param startNs time of the machine's first cycle [ns since the Unix epoch]
     * @param sink takes what the driver records
     */
    public StreamWire(SourceConfig config, long startNs, RecordSink sink) {
        this.sink = sink;
        EmulatedBeam beam = EmulatorBlock.beam(config.emulator(), startNs);
        cycles = beam.cycles();
        timeNs = startNs;
        pulses = new AdaraPulses(AdaraEmulatorSettings.read(config.emulator()));
        AdaraOptions options = AdaraOptions.read(config.device());
        WallClock clock = () -> timeNs;
        source = new AdaraSource(config.name(), options, sink, clock, startNs);
        decoder = new AdaraDecoder(options.maxPacketBytes(), source);
        sink.counters().state = SourceState.RUNNING;
        source.inform();
        EpicsTime now = EpicsTime.ofUnixNs(startNs);
        send(new AdaraPacket.Annotation(now, false, 0, 0, AdaraSource.SIMULATED));
        send(new AdaraPacket.DeviceDescriptor(now, AdaraPulses.DEVICE, AdaraPulses.deviceXml()));
        flush();
    }

    /** The machine's next cycle. */
    public void pulse() {
        EmulatedCycle cycle = cycles.next();
        timeNs = cycle.timeNs();
        burst.writeBytes(pulses.next(cycle));
        if (++pulse % BURST == 0) {
            flush();
        }
    }

    /** Sends what is left, and ends. */
    public void stop() {
        flush();
        source.finish(timeNs);
    }

    private void send(AdaraPacket packet) {
        burst.writeBytes(AdaraEncoder.encode(packet));
    }

    private void flush() {
        sink.counters().bytes += burst.size();
        if (!decoder.feed(ByteBuffer.wrap(burst.toByteArray()))) {
            throw new AssertionError("the stream has lost its place");
        }
        burst.reset();
        sink.status(timeNs);
    }
}
