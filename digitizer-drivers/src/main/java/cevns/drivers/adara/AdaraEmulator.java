package cevns.drivers.adara;

import cevns.daq.time.WallClock;
import cevns.drivers.adara.AdaraPacket.Annotation;
import cevns.drivers.adara.AdaraPacket.BeamlineInfo;
import cevns.drivers.adara.AdaraPacket.DeviceDescriptor;
import cevns.drivers.adara.AdaraPacket.RunStatus;
import cevns.drivers.adara.AdaraPacket.Sync;
import cevns.drivers.device.EmulatedDevice;
import cevns.drivers.emulation.EmulatedBeam;
import cevns.drivers.emulation.EmulatedCycle;
import cevns.drivers.incident.IncidentKind;
import cevns.drivers.incident.IncidentScript;
import cevns.drivers.link.DeviceLoop;
import cevns.drivers.link.TcpServer;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The facility's stream service as clients see it (adara.md §4): it listens, waits for a hello,
 * sends the state of things, then the pulses of an {@link EmulatedBeam} in bursts, as the real one
 * writes files. Any number of clients.
 */
public final class AdaraEmulator implements EmulatedDevice {

    private static final int STATUS_VERSION = 1;

    /** The facility's run that began with the emulator. */
    private static final int RUN = 1;

    /** Run status: this is a snapshot of the state. */
    private static final int STATE_SNAPSHOT = 5 << 24;

    private final AdaraEmulatorSettings settings;
    private final InetSocketAddress listenOn;
    private final WallClock clock;
    private final long startNs;
    private final Iterator<EmulatedCycle> cycles;
    private final AdaraPulses pulses;
    private final IncidentScript script;
    private final AdaraHistory history;
    private final List<AdaraClient> clients = new ArrayList<>();
    private final DeviceLoop loop = new DeviceLoop("adara-emulator");
    private final TcpServer server;
    private EmulatedCycle next;
    private volatile boolean stalled;

    /**
     * Makes an emulator that does not listen yet.
     *
     * @param beam the machine that others see too
     * @param clock the host's clock: a pulse is sent when it has been
     * @param listenOn port 0 for any free one; the real service has 31415
     */
    public AdaraEmulator(
            AdaraEmulatorSettings settings,
            EmulatedBeam beam,
            WallClock clock,
            InetSocketAddress listenOn) {
        this.settings = settings;
        this.listenOn = listenOn;
        this.clock = clock;
        startNs = beam.startNs();
        cycles = beam.cycles();
        pulses = new AdaraPulses(settings, beam.script());
        script = beam.script();
        history = new AdaraHistory(settings.historyS(), settings.indexS());
        server = new TcpServer(loop, this::client, null);
    }

    @Override
    public void start() {
        server.listen(listenOn);
        loop.execute(() -> next = cycles.next());
        loop.every(settings.latencyMs(), this::write);
    }

    @Override
    public InetSocketAddress address() {
        return server.address();
    }

    /** Holds the stream back, as a stuck service does; what was held comes in one burst after. */
    public void stall(boolean on) {
        stalled = on;
    }

    @Override
    public void cut(boolean on) {
        server.cut(on);
    }

    @Override
    public void close() {
        server.close();
        loop.close();
    }

    /** Begins to stream to a client, from this time on [EPICS s]; 0 is now. */
    void admit(AdaraClient client, long startSeconds) {
        if (!clients.contains(client)) {
            clients.add(client);
        }
        client.send(state());
        if (startSeconds > 0) {
            client.send(history.from(startSeconds));
        }
    }

    /** A client has gone. */
    void left(AdaraClient client) {
        clients.remove(client);
    }

    private AdaraClient client() {
        return new AdaraClient(this, loop, settings.helloTimeoutMs());
    }

    private void write() {
        long nowNs = clock.nowNs();
        if (stalled || script.is(IncidentKind.STREAM_STALL, nowNs)) {
            return;
        }
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        while (next.timeNs() <= nowNs) {
            byte[] packets = pulses.next(next);
            history.add(pulses.id(next).seconds(), packets);
            chunk.writeBytes(packets);
            next = cycles.next();
        }
        if (chunk.size() > 0) {
            byte[] packets = chunk.toByteArray();
            List.copyOf(clients).forEach(client -> client.send(packets));
        }
    }

    /** What a new client must know. */
    private byte[] state() {
        EpicsTime now = EpicsTime.ofUnixNs(clock.nowNs());
        int station = settings.targetStation();
        List<AdaraPacket> packets =
                List.of(
                        new Sync(now, 0, ""),
                        new RunStatus(
                                STATUS_VERSION,
                                now,
                                RUN,
                                EpicsTime.ofUnixNs(startNs).seconds(),
                                STATE_SNAPSHOT,
                                0,
                                0),
                        new BeamlineInfo(
                                1, now, station, "EMU", "EMU", "Emulated beam line ADARA-EMU"),
                        new DeviceDescriptor(now, AdaraPulses.DEVICE, AdaraPulses.deviceXml()),
                        new Annotation(now, false, 0, 0, AdaraSource.SIMULATED));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        packets.forEach(packet -> bytes.writeBytes(AdaraEncoder.encode(packet)));
        return bytes.toByteArray();
    }
}
