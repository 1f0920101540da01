package cevns.drivers.epics;

import cevns.daq.record.LossCause;
import cevns.daq.record.Quality;
import cevns.daq.record.RecordSink;
import cevns.daq.record.SourceState;
import cevns.daq.time.WallClock;
import cevns.drivers.link.DeviceLoop;
import cevns.drivers.link.DeviceSession;
import cevns.drivers.link.SourceStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The variables during one run, from start to stop: each value becomes a reading or a beam pulse at
 * the time that its server gives, the alarm becomes the quality, a variable that is lost leaves a
 * hole. RUNNING as long as one variable is there; the reason names those that are not. What the
 * library says on its threads is done on the thread of the loop.
 */
final class EpicsReadout implements DeviceSession, PvListener {

    private static final Logger LOG = LoggerFactory.getLogger(EpicsReadout.class);
    private static final long STATUS_MS = 1000;
    private static final long REOPEN_MS = 5000;

    /**
     * More values than this do not wait for the loop; a server that floods must not fill memory.
     */
    private static final int MOST_WAITING = 100_000;

    /** Names of missing variables that a reason has room for. */
    private static final int MOST_NAMED = 3;

    private final String name;
    private final EpicsOptions options;
    private final RecordSink sink;
    private final WallClock clock;
    private final DeviceLoop loop;
    private final EpicsIdentity identity;
    private final SourceStatus status;
    private final List<VariableHole> holes = new ArrayList<>();
    private final List<PvValue> last = new ArrayList<>();
    private final PulseCharges pulses;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong dropped = new AtomicLong();

    private PvClient client;
    private String trouble = "";
    private boolean ended;
    private long beginNs;

    EpicsReadout(
            String name, EpicsOptions options, RecordSink sink, WallClock clock, DeviceLoop loop) {
        this.name = name;
        this.options = options;
        this.sink = sink;
        this.clock = clock;
        this.loop = loop;
        identity = new EpicsIdentity(name, options, clock.nowNs());
        status = new SourceStatus(LOG, name, sink, clock);
        PulseCharges charges = null;
        for (EpicsVariable variable : options.variables()) {
            holes.add(new VariableHole(sink, Math.round(1e9 * options.connectionTimeoutS())));
            last.add(null);
            if (variable.kind() == EpicsVariable.Kind.PULSE) {
                charges = new PulseCharges(sink, variable.charge(), variable.unit());
            }
        }
        pulses = charges;
    }

    @Override
    public String reason() {
        return status.reason();
    }

    @Override
    public void begin() {
        beginNs = clock.nowNs();
        sink.info(identity.info());
        status.enter(SourceState.CONNECTING, "");
        loop.every(STATUS_MS, this::second);
        loop.schedule(options.absentAfterMs(), this::missing);
        open();
    }

    @Override
    public void end() {
        if (ended) {
            return;
        }
        ended = true;
        long nowNs = clock.nowNs();
        dropped();
        holes.forEach(hole -> hole.close(nowNs));
        status.enter(SourceState.DISCONNECTED, "");
        leave();
        loop.shutdown();
    }

    /** The libraries wait for servers that may be gone; the run does not wait for them. */
    private void leave() {
        if (client != null) {
            Thread closing = new Thread(client::close, "epics-" + name + "-closing");
            closing.setDaemon(true);
            closing.start();
        }
    }

    @Override
    public void unit(int channel, String unit) {
        loop.execute(() -> told(channel, unit));
    }

    @Override
    public void value(int channel, PvValue value) {
        if (waiting.get() >= MOST_WAITING) {
            dropped.incrementAndGet();
            return;
        }
        waiting.incrementAndGet();
        loop.execute(() -> take(channel, value));
    }

    @Override
    public void lost(int channel) {
        loop.execute(
                () -> {
                    if (!ended) {
                        holes.get(channel).lost(clock.nowNs());
                        look();
                    }
                });
    }

    private void open() {
        if (ended) {
            return;
        }
        client =
                options.protocol() == EpicsOptions.Protocol.CHANNEL_ACCESS
                        ? new ChannelAccessClient(options, loop)
                        : new PvAccessClient(options, loop);
        try {
            client.open(this);
        } catch (IOException e) {
            status.fail(SourceState.ERROR, e.getMessage());
            loop.schedule(REOPEN_MS, this::open);
        }
    }

    private void told(int channel, String unit) {
        EpicsVariable variable = options.variables().get(channel);
        String used = unit.isEmpty() ? variable.unit() : unit;
        if (ended || !identity.unit(channel, used)) {
            return;
        }
        if (variable.kind() == EpicsVariable.Kind.PULSE && !pulses.unit(used)) {
            trouble = variable.name() + ": '" + used + "' is no unit of charge";
        } else if (variable.kind() == EpicsVariable.Kind.PULSE) {
            trouble = "";
        }
        sink.info(identity.info());
    }

    private void take(int channel, PvValue value) {
        waiting.decrementAndGet();
        if (ended) {
            return;
        }
        long nowNs = clock.nowNs();
        boolean found = holes.get(channel).heard(nowNs);
        boolean known = found && value.equals(last.get(channel)); // told before it was lost
        last.set(channel, value);
        if (!known && options.variables().get(channel).kind() == EpicsVariable.Kind.PULSE) {
            pulses.take(value);
        } else if (!known) {
            long timeNs = value.hasTime() ? value.timeNs() : nowNs;
            sink.reading(channel, value.value(), quality(value), timeNs);
        }
        if (found) {
            look();
        }
    }

    private static Quality quality(PvValue value) {
        if (!Double.isFinite(value.value())) {
            return Quality.INVALID;
        }
        return switch (value.severity()) {
            case 0 -> value.hasTime() ? Quality.GOOD : Quality.UNKNOWN;
            case 1 -> Quality.MINOR;
            case 2 -> Quality.MAJOR;
            case 3 -> Quality.INVALID;
            default -> Quality.UNKNOWN;
        };
    }

    private void missing() {
        if (!ended) {
            holes.forEach(hole -> hole.missing(beginNs));
            look();
        }
    }

    /** The state that the variables make together. */
    private void look() {
        List<EpicsVariable> absent =
                options.variables().stream()
                        .filter(v -> !holes.get(v.channel()).isThere())
                        .toList();
        boolean some = absent.size() < options.variables().size();
        String why = absent.isEmpty() ? trouble : notThere(absent);
        SourceState next = some ? SourceState.RUNNING : SourceState.CONNECTING;
        if (!status.is(next, why)) {
            status.enter(next, why);
        }
    }

    private String notThere(List<EpicsVariable> absent) {
        return absent.size()
                + " of "
                + options.variables().size()
                + " variables are not there: "
                + absent.stream()
                        .limit(MOST_NAMED)
                        .map(EpicsVariable::name)
                        .collect(Collectors.joining(", "))
                + (absent.size() > MOST_NAMED ? ", …" : "");
    }

    private void second() {
        if (!ended) {
            dropped();
            status.write();
        }
    }

    private void dropped() {
        long units = dropped.getAndSet(0);
        if (units > 0) {
            long nowNs = clock.nowNs();
            sink.loss(LossCause.APPEND, units, nowNs - STATUS_MS * 1_000_000, nowNs);
        }
    }
}
