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
import cevns.drivers.device.Family;
import cevns.drivers.device.Simulation;
import cevns.drivers.device.SwitchedDevice;
import cevns.drivers.incident.Incident;
import cevns.drivers.incident.IncidentScript;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The emulators of a run's devices, all at one emulated machine. What the beam makes in the
 * detector is drawn from the prediction of the run's configuration, if it has one.
 */
public final class Emulators implements AutoCloseable {

    private static final long LOOK_MS = 50;

    private final Map<SourceConfig, SwitchedDevice> devices = new LinkedHashMap<>();
    private final WallClock clock;
    private ScheduledExecutorService switches;

    private Emulators(WallClock clock) {
        this.clock = clock;
    }

    /** As {@link #atTheirAddresses(RunConfig, double, List)}, and nothing goes wrong. */
    public static Emulators atTheirAddresses(RunConfig config, double timeLapse) {
        return atTheirAddresses(config, timeLapse, List.of());
    }

    /**
     * Emulators that listen where the configuration says that the devices are.
     *
     * @param timeLapse real beam pulses that one emulated pulse stands for
     * @param incidents what goes wrong, times from now on
     * @throws InvalidConfig if a block {@code emulator} or {@code device} is wrong, the rates are
     *     too high for the time-lapse, or an incident names no source
     * @throws java.io.UncheckedIOException if an address cannot be had
     */
    public static Emulators atTheirAddresses(
            RunConfig config, double timeLapse, List<Incident> incidents) {
        Emulators emulators = new Emulators(WallClock.SYSTEM);
        emulators.start(config, timeLapse, incidents, false, null);
        emulators.playIncidents(incidents);
        return emulators;
    }

    /** Emulators on any free ports of the loopback, in real time. */
    public static Emulators anywhere(RunConfig config) {
        return anywhere(config, 1);
    }

    /** As {@link #anywhere(RunConfig, double, List)}, and nothing goes wrong. */
    public static Emulators anywhere(RunConfig config, double timeLapse) {
        return anywhere(config, timeLapse, List.of());
    }

    /**
     * Emulators on any free ports of the loopback.
     *
     * @param timeLapse real beam pulses that one emulated pulse stands for
     * @param incidents what goes wrong, times from now on
     * @throws InvalidConfig if a block is wrong, the rates are too high for the time-lapse, or an
     *     incident names no source
     */
    public static Emulators anywhere(RunConfig config, double timeLapse, List<Incident> incidents) {
        Emulators emulators = new Emulators(WallClock.SYSTEM);
        emulators.start(config, timeLapse, incidents, true, null);
        emulators.playIncidents(incidents);
        return emulators;
    }

    /**
     * Emulators on any free ports of the loopback for which time is what a clock says; the caller
     * calls {@link #act} when it has gone on.
     */
    static Emulators byClock(RunConfig config, WallClock clock, List<Incident> incidents) {
        Emulators emulators = new Emulators(clock);
        emulators.start(config, 1, incidents, true, null);
        return emulators;
    }

    private void playIncidents(List<Incident> incidents) {
        if (!incidents.isEmpty()) {
            switches =
                    Executors.newSingleThreadScheduledExecutor(
                            task -> new Thread(task, "emulator-switches"));
            switches.scheduleWithFixedDelay(this::act, LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
        }
    }

    /** Pulls the plugs and cables that are to be pulled by now. */
    void act() {
        devices.values().forEach(device -> device.act(clock.nowNs()));
    }

    /**
     * Emulators on any free ports of the loopback, in real time, that tell of what they send.
     *
     * @param sent told by source; on the emulators' threads
     */
    public static Emulators anywhere(RunConfig config, SentLog sent) {
        Emulators emulators = new Emulators(WallClock.SYSTEM);
        emulators.start(config, 1, List.of(), true, sent);
        return emulators;
    }

    /** Told of data that emulators have given to their sockets. */
    @FunctionalInterface
    public interface SentLog {

        /** As {@link cevns.drivers.device.SentListener#sent} says, with the source's id. */
        void sent(int sourceId, int channel, long ticks, long heldNs, long nanoTime);
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
        if (switches != null) {
            switches.shutdownNow();
        }
        devices.values().forEach(EmulatedDevice::close);
    }

    private void start(
            RunConfig config,
            double timeLapse,
            List<Incident> incidents,
            boolean anywhere,
            SentLog sent) {
        PulseTable signal =
                PredictionConfig.ofRun(config.text())
                        .map(PredictedPulses::of)
                        .orElse(PulseTable.EMPTY);
        long startNs = clock.nowNs();
        Simulation simulation =
                new Simulation(startNs, timeLapse, signal, script(config, incidents, startNs));
        try {
            for (SourceConfig source : config.sources()) {
                InetSocketAddress address = anywhere ? anyPort() : configured(source);
                Family family = Digitizers.family(source.family());
                SwitchedDevice device =
                        new SwitchedDevice(
                                at -> family.emulator(source, at, simulation, clock),
                                address,
                                simulation.script(source.name()));
                source.emulator().problems().throwIfAny();
                devices.put(source, device);
                if (sent != null) {
                    int id = source.id();
                    device.onSent(
                            (channel, ticks, heldNs, nanoTime) ->
                                    sent.sent(id, channel, ticks, heldNs, nanoTime));
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

    private static IncidentScript script(RunConfig config, List<Incident> incidents, long startNs) {
        for (Incident incident : incidents) {
            String name = incident.source();
            if (!name.isEmpty()
                    && config.sources().stream().noneMatch(s -> s.name().equals(name))) {
                throw new InvalidConfig(
                        config.name() + ": --incident: there is no source '" + name + "'");
            }
        }
        return new IncidentScript(incidents, startNs)
                .at(config.beam().markSource(), config.beam().chargeSource());
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
