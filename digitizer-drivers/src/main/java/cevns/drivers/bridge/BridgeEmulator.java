package cevns.drivers.bridge;

import cevns.daq.time.WallClock;
import cevns.drivers.device.EmulatedDevice;
import cevns.drivers.emulation.EmulatedTraces;
import cevns.drivers.link.DeviceLoop;
import cevns.drivers.link.TcpServer;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A bridge program with a CAEN x720, x725 or x730 beside it, with standard firmware or with
 * DPP-PSD. The board runs from the start of the emulator on, or before it, and counts all its
 * triggers; what nobody reads is lost.
 */
public final class BridgeEmulator implements EmulatedDevice {

    private static final int SOURCE = 1;

    private final BridgeEmulatorOptions settings;
    private final EmulatedTraces inputs;
    private final WallClock clock;
    private final InetSocketAddress listenOn;
    private final long startNs;
    private final long zeroNs;
    private final BridgeEncoder encoder = new BridgeEncoder(SOURCE);
    private final List<BridgeClient> clients = new ArrayList<>();
    private final DeviceLoop loop = new DeviceLoop("bridge-emulator");
    private final TcpServer server = new TcpServer(loop, () -> new BridgeClient(this), null);
    private final ByteBuffer block;
    private final BlockWriter writer;
    private volatile long triggers;

    BridgeEmulator(
            BridgeOptions board,
            BridgeEmulatorOptions settings,
            EmulatedTraces inputs,
            WallClock clock,
            InetSocketAddress listenOn) {
        this.settings = settings;
        this.inputs = inputs;
        this.clock = clock;
        this.listenOn = listenOn;
        startNs = clock.nowNs();
        zeroNs = startNs - Math.round(1e9 * settings.ranForS());
        triggers = settings.counted();
        int samples = settings.recordSamples();
        writer =
                board.content() == BridgeOptions.Content.PSD
                        ? new PsdWriter(board, samples, settings.extendedTime(), settings.counted())
                        : new StandardWriter(board, samples);
        block = ByteBuffer.allocate(settings.memoryBytes()).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void start() {
        server.listen(listenOn);
        loop.every(settings.blockMs(), this::transfer);
    }

    @Override
    public InetSocketAddress address() {
        return server.address();
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

    /** Triggers that the board has counted. */
    long triggers() {
        return triggers;
    }

    /** Says to a new client what the board is. */
    void admit(BridgeClient client) {
        Map<String, String> identity = new LinkedHashMap<>();
        identity.put("model", settings.model());
        identity.put("serial", settings.serial());
        identity.put("firmware", "emulated");
        if (settings.ranForS() == 0) {
            identity.put("start_ns", Long.toString(startNs));
            identity.put("start_uncertainty_ns", "1000");
        }
        identity.put("record_samples", Integer.toString(settings.recordSamples()));
        client.send(encoder.text(clock.nowNs(), identity));
        clients.add(client);
    }

    void left(BridgeClient client) {
        clients.remove(client);
    }

    /** One block transfer: all triggers that have been, as far as the board could hold them. */
    private void transfer() {
        long nowNs = clock.nowNs();
        boolean read = clients.stream().anyMatch(BridgeClient::takes);
        int bytes = writer.bytes();
        block.clear();
        while (inputs.nextTriggerNs() <= nowNs) {
            if (inputs.nextTriggerNs() >= startNs) {
                boolean busy = inputs.isBusy(inputs.nextTriggerNs());
                if (read && !busy && block.remaining() >= bytes) {
                    digitize();
                }
                triggers++;
            }
            inputs.advance();
        }
        if (block.position() > 0) {
            byte[] frame = encoder.frame(BridgeFrame.BLOCK, nowNs, block.flip());
            List.copyOf(clients).forEach(client -> client.send(frame));
        }
    }

    private void digitize() {
        long counterNs = inputs.counterNs(inputs.nextTriggerNs(), zeroNs);
        writer.write(block, inputs, triggers, counterNs);
    }
}
