package cevns.web.control;

import cevns.analysis.prediction.PredictedPulses;
import cevns.analysis.prediction.PredictionConfig;
import cevns.daq.config.InvalidConfig;
import cevns.daq.config.RunConfig;
import cevns.daq.config.SourceConfig;
import cevns.daq.time.WallClock;
import cevns.daq.truth.PulseTable;
import cevns.drivers.Digitizers;
import cevns.drivers.device.EmulatedDevice;
import cevns.drivers.device.Simulation;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The emulators of a run's devices, all at one emulated machine. What the beam makes in the
 * detector is drawn from the prediction of the run's configuration, if it has one.
 */
public final class Emulators implements AutoCloseable {

    private final Map<SourceConfig, EmulatedDevice> devices = new LinkedHashMap<>();

    private Emulators() {}

    /**
     * Emulators that listen where the configuration says that the devices are.
     *
     * @param timeLapse real beam pulses that one emulated pulse stands for
     * @throws InvalidConfig if a block {@code emulator} or {@code device} is wrong, or the rates
     *     are too high for the time-lapse
     * @throws java.io.UncheckedIOException if an address cannot be had
     */
    public static Emulators atTheirAddresses(RunConfig config, double timeLapse) {
        Emulators emulators = new Emulators();
        emulators.start(config, timeLapse, false);
        return emulators;
    }

    /** Emulators on any free ports of the loopback, in real time. */
    public static Emulators anywhere(RunConfig config) {
        return anywhere(config, 1);
    }

    /**
     * Emulators on any free ports of the loopback.
     *
     * @param timeLapse real beam pulses that one emulated pulse stands for
     * @throws InvalidConfig if a block is wrong, or the rates are too high for the time-lapse
     */
    public static Emulators anywhere(RunConfig config, double timeLapse) {
        Emulators emulators = new Emulators();
        emulators.start(config, timeLapse, true);
        return emulators;
    }

    /**
     * Emulators on any free ports of the loopback, in real time, that tell of what they send.
     *
     * @param sent told by source; on the emulators' threads
     */
    public static Emulators anywhere(RunConfig config, SentLog sent) {
        Emulators emulators = new Emulators();
        emulators.start(config, 1, true, sent);
        return emulators;
    }

    /** Told of data that emulators have given to their sockets. */
    @FunctionalInterface
    public interface SentLog {

        /** As {@link cevns.drivers.device.SentListener#sent} says, with the source's id. */
        void sent(int sourceId, long ticks, long nanoTime);
    }

    /** The device options by which a run finds these emulators, by key path. */
    public Map<String, Object> addresses() {
        Map<String, Object> overrides = new LinkedHashMap<>();
        devices.forEach(
                (source, device) -> {
                    String path = "sources." + source.name() + ".device.";
                    overrides.put(path + "host", device.address().getAddress().getHostAddress());
                    overrides.put(path + "port", device.address().getPort());
                });
        return overrides;
    }

    /** One line for each emulator: what it is and where. */
    public Iterable<String> lines() {
        return devices.entrySet().stream()
                .map(
                        e ->
                                e.getKey().name()
                                        + " ("
                                        + e.getKey().family()
                                        + ") on "
                                        + e.getValue().address().getAddress().getHostAddress()
                                        + ":"
                                        + e.getValue().address().getPort())
                .toList();
    }

    @Override
    public void close() {
        devices.values().forEach(EmulatedDevice::close);
    }

    private void start(RunConfig config, double timeLapse, boolean anywhere) {
        start(config, timeLapse, anywhere, null);
    }

    private void start(RunConfig config, double timeLapse, boolean anywhere, SentLog sent) {
        PulseTable signal =
                PredictionConfig.ofRun(config.text())
                        .map(PredictedPulses::of)
                        .orElse(PulseTable.EMPTY);
        Simulation simulation = new Simulation(WallClock.SYSTEM.nowNs(), timeLapse, signal);
        try {
            for (SourceConfig source : config.sources()) {
                InetSocketAddress address = anywhere ? anyPort() : configured(source);
                EmulatedDevice device =
                        Digitizers.family(source.family())
                                .emulator(source, address, simulation, WallClock.SYSTEM);
                source.emulator().problems().throwIfAny();
                devices.put(source, device);
                if (sent != null) {
                    int id = source.id();
                    device.onSent((ticks, nanoTime) -> sent.sent(id, ticks, nanoTime));
                }
            }
            devices.values().forEach(EmulatedDevice::start);
        } catch (UnsupportedOperationException e) {
            close();
            throw new InvalidConfig(config.name() + ": " + e.getMessage());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** One at a serial line has no address; it serves the line that its block names. */
    private static InetSocketAddress configured(SourceConfig source) {
        if (!source.device().has("host")) {
            return anyPort();
        }
        return new InetSocketAddress(
                source.device().string("host"), source.device().count("port", 0, 65535));
    }
}
