package cevns.web.control;

import cevns.daq.config.RunConfig;
import cevns.daq.config.SourceConfig;
import cevns.daq.time.WallClock;
import cevns.daq.truth.PulseTable;
import cevns.drivers.Digitizers;
import cevns.drivers.device.EmulatedDevice;
import cevns.drivers.device.Simulation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The emulated board and the emulated facility of the demo at addresses that stay, so that each can
 * die and come back. Its slow control is there, too, and lives on.
 */
final class TwoDevices implements AutoCloseable {

    static final String BOARD = "csi-digitizer";
    static final String FACILITY = "sns-adara";

    private final RunConfig shipped = RunConfig.load("runs/csi-demo", Digitizers::check);
    private final Simulation simulation =
            new Simulation(WallClock.SYSTEM.nowNs(), 1, PulseTable.EMPTY);
    private final Map<String, Integer> ports = new TreeMap<>();
    private final Map<String, EmulatedDevice> alive = new LinkedHashMap<>();

    TwoDevices() throws IOException {
        for (SourceConfig source : shipped.sources()) {
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                ports.put(source.name(), free.getLocalPort());
            }
            start(source.name());
        }
    }

    /** The demo's configuration for these addresses. */
    RunConfig config(Map<String, ?> more) {
        Map<String, Object> overrides = new HashMap<>();
        ports.forEach(
                (name, port) -> {
                    overrides.put("sources." + name + ".device.host", "127.0.0.1");
                    overrides.put("sources." + name + ".device.port", port);
                });
        overrides.putAll(more);
        return RunConfig.load("runs/csi-demo", overrides, Digitizers::check);
    }

    boolean isAlive(String name) {
        return alive.containsKey(name);
    }

    void start(String name) {
        for (SourceConfig source : shipped.sources()) {
            if (source.name().equals(name)) {
                EmulatedDevice device =
                        Digitizers.family(source.family())
                                .emulator(
                                        source,
                                        new InetSocketAddress(
                                                InetAddress.getLoopbackAddress(), ports.get(name)),
                                        simulation,
                                        WallClock.SYSTEM);
                device.start();
                alive.put(name, device);
            }
        }
    }

    void kill(String name) {
        alive.remove(name).close();
    }

    @Override
    public void close() {
        alive.values().forEach(EmulatedDevice::close);
    }
}
