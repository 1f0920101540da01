package cevns.drivers.epics;

import cevns.daq.time.WallClock;
import cevns.drivers.device.EmulatedDevice;
import cevns.drivers.emulation.EmulatedBeam;
import cevns.drivers.emulation.EmulatedCycle;
import cevns.drivers.link.DeviceLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * A server with the variables of a source, at the emulated machine. A variable of kind pulse has
 * the charge of each cycle; one of kind reading has, by its unit and once a second, the beam power
 * (W, kW, MW), the energy delivered since the start (kWh) or the repetition rate (Hz) of the last
 * 60 cycles, the charge of the last cycle (C and parts of it), or else 0.
 */
public final class EpicsEmulator implements EmulatedDevice {

    /** Each cycle of 1/60 s is posted before the next one, else a server tells the newest only. */
    private static final long STEP_MS = 5;

    private static final long SECOND_NS = 1_000_000_000L;
    private static final int WINDOW = 60;
    private static final double COUNT_C = 1e-11;
    private static final double KWH_J = 3.6e6;

    private final List<EpicsVariable> variables;
    private final WallClock clock;
    private final InetSocketAddress listenOn;
    private final PvServer server;
    private final DeviceLoop loop = new DeviceLoop("epics-emulator");
    private final Iterator<EmulatedCycle> cycles;
    private final double joulesPerCoulomb;
    private final Deque<EmulatedCycle> window = new ArrayDeque<>();
    private EmulatedCycle next;
    private double energyJ;
    private long readingNs;
    private volatile InetSocketAddress address;

    /**
     * Makes a server that does not listen yet.
     *
     * @param options the protocol and the variables
     * @param listenOn where clients search; port 0 for any free one
     */
    public EpicsEmulator(
            EpicsOptions options, EmulatedBeam beam, WallClock clock, InetSocketAddress listenOn) {
        this.variables = options.variables();
        this.clock = clock;
        this.listenOn = listenOn;
        server =
                options.protocol() == EpicsOptions.Protocol.CHANNEL_ACCESS
                        ? new ChannelAccessServer(variables)
                        : new PvAccessServer(variables);
        cycles = beam.cycles();
        joulesPerCoulomb = 1e9 * beam.settings().energyGev();
    }

    @Override
    public void start() {
        try {
            address = server.start(listenOn);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
        loop.execute(() -> next = cycles.next());
        loop.every(STEP_MS, this::step);
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() {
        loop.close();
        server.close();
    }

    private void step() {
        long nowNs = clock.nowNs();
        while (next.timeNs() <= nowNs) {
            cycle(next);
            next = cycles.next();
        }
    }

    private void cycle(EmulatedCycle cycle) {
        energyJ += cycle.chargeCounts() * COUNT_C * joulesPerCoulomb;
        window.addLast(cycle);
        if (window.size() > WINDOW) {
            window.removeFirst();
        }
        boolean due = cycle.timeNs() - readingNs >= SECOND_NS;
        if (due) {
            readingNs = cycle.timeNs();
        }
        for (EpicsVariable variable : variables) {
            boolean pulse = variable.kind() == EpicsVariable.Kind.PULSE;
            if (pulse || due) {
                double value = value(variable.unit(), cycle);
                server.post(variable.channel(), value, 0, cycle.timeNs());
            }
        }
    }

    private double value(String unit, EmulatedCycle cycle) {
        double coulombs = PulseCharges.coulombs(unit);
        if (!Double.isNaN(coulombs)) {
            return cycle.chargeCounts() * COUNT_C / coulombs;
        }
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "w" -> powerW();
            case "kw" -> powerW() / 1e3;
            case "mw" -> powerW() / 1e6;
            case "kwh" -> energyJ / KWH_J;
            case "hz" -> window.stream().filter(c -> c.chargeCounts() > 0).count() / seconds();
            default -> 0;
        };
    }

    private double powerW() {
        double counts = window.stream().mapToDouble(EmulatedCycle::chargeCounts).sum();
        return counts * COUNT_C * joulesPerCoulomb / seconds();
    }

    /** Length of the window: its first cycle lasts as long as the others. */
    private double seconds() {
        if (window.size() < 2) {
            return 1.0 / WINDOW;
        }
        double ns = window.getLast().timeNs() - window.getFirst().timeNs();
        return ns / SECOND_NS * window.size() / (window.size() - 1);
    }
}
