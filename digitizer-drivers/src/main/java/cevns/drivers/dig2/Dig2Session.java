package cevns.drivers.dig2;

import cevns.daq.record.DeadCause;
import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.daq.record.LossView;
import cevns.daq.record.Quality;
import cevns.daq.record.RecordSink;
import cevns.daq.record.SourceCounters;
import cevns.daq.record.SourceState;
import cevns.daq.time.WallClock;
import cevns.drivers.device.CommonStart;
import cevns.drivers.device.StartGroups;
import cevns.drivers.link.DeviceLoop;
import cevns.drivers.link.DeviceSession;
import cevns.drivers.link.Reconnect;
import cevns.drivers.link.SourceStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run's worth of a board: connects, connects again when the connection is lost, keeps the state
 * and writes it once a second, and records the hole that a lost connection leaves. All on the
 * device's loop.
 *
 * <pre>
 *  CONNECTING ── set up ──► READY ── started ──► RUNNING ◄── data ── STALLED
 *      ▲                                            │  ──── silence ───►  │
 *      └──────── back-off ── DISCONNECTED or ERROR ◄┴──── link lost ──────┘
 * </pre>
 */
final class Dig2Session implements DeviceSession, Dig2Connection.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(Dig2Session.class);
    private static final long STATUS_MS = 1000;
    private static final long WATCH_MS = 100;
    private static final long STOP_EVENT_MS = 500;
    private static final long DISARM_MS = 150;

    private final String name;
    private final Dig2Options options;
    private final StartGroups groups;
    private final DeviceLoop loop;
    private final WallClock clock;
    private final RecordSink sink;
    private final SourceCounters counters;
    private final EventRecorder recorder;
    private final QuietTime quiet = new QuietTime(WATCH_MS);
    private final Reconnect reconnect;
    private final SourceStatus status;
    private Dig2Connection connection;
    private LossCause hole;
    private long holeFromNs;
    private long lastBytes;
    private boolean datagramsLost;
    private long lostAfterNs;
    private boolean running;
    private boolean stopping;
    private boolean finished;

    Dig2Session(
            String name,
            Dig2Options options,
            StartGroups groups,
            DeviceLoop loop,
            WallClock clock,
            RecordSink sink) {
        this.name = name;
        this.options = options;
        this.groups = groups;
        this.loop = loop;
        this.clock = clock;
        this.sink = sink;
        counters = sink.counters();
        recorder =
                switch (options.firmware()) {
                    case SCOPE -> new ScopeRecorder(options, sink);
                    case DPP_ZLE -> new ZleRecorder(options, sink);
                    case DPP_PSD, DPP_PHA, DPP_OPEN -> new DppRecorder(options, sink, quiet::nanos);
                };
        reconnect = new Reconnect(options.reconnectSeconds());
        status = new SourceStatus(LOG, name, sink, clock);
    }

    @Override
    public void begin() {
        loop.every(STATUS_MS, this::second);
        loop.every(WATCH_MS, this::watch);
        if (!options.readings().isEmpty()) {
            loop.every(options.readingsMs(), this::read);
        }
        connect();
    }

    private void connect() {
        if (!stopping) {
            status.enter(SourceState.CONNECTING, status.reason());
            connection = new Dig2Connection(name, options, groups, loop, clock, recorder, this);
            connection.open();
        }
    }

    @Override
    public void ready() {
        String by = options.startedBy();
        status.enter(SourceState.READY, by.isEmpty() ? "" : "to be started by " + by);
    }

    @Override
    public void running(Dig2Board board, CommonStart start) {
        closeHole(start.originNs());
        recorder.runBegins(board, start.originNs());
        sink.info(
                board.info(
                        name,
                        start,
                        options.firmware().tickFs(board.samplePs()),
                        options.readings()));
        lastBytes = System.nanoTime();
        running = true;
        status.enter(SourceState.RUNNING, "");
    }

    @Override
    public void bytes(int count) {
        counters.bytes += count;
        lastBytes = System.nanoTime();
        if (status.state() == SourceState.STALLED) {
            status.enter(SourceState.RUNNING, "");
        }
    }

    @Override
    public void refused(FrameFault fault, String what) {
        if (counters.refused[fault.ordinal()]++ == 0) {
            LOG.warn("{}: {}: {}", name, fault, what);
        }
    }

    @Override
    public void datagramsLost(FrameFault fault, String what) {
        refused(fault, what);
        lostAfterNs = recorder.lastNs();
        datagramsLost = running;
    }

    @Override
    public void interrupted(String what, LossCause cause) {
        LOG.warn("{}: started anew: {}", name, what);
        openHole(cause);
        runEnds();
        status.enter(SourceState.READY, what);
    }

    @Override
    public void ended(String why, SourceState state, LossCause cause) {
        if (running || !stopping) {
            openHole(cause);
        }
        runEnds();
        if (stopping) {
            finish();
            return;
        }
        status.fail(state, why);
        loop.schedule(reconnect.nextDelayMs(), this::connect);
    }

    private void runEnds() {
        running = false;
        recorder.runEnds();
        // Events that came behind a loss have told its size by their counters; else nothing has.
        if (datagramsLost && hole == null && recorder.lastNs() == lostAfterNs) {
            sink.loss(LossCause.LINK, LossView.UNKNOWN_UNITS, lostAfterNs, lostAfterNs);
        }
        datagramsLost = false;
    }

    private void openHole(LossCause cause) {
        if (hole == null) {
            hole = cause;
            holeFromNs = running ? recorder.lastNs() : clock.nowNs();
        }
    }

    private void closeHole(long untilNs) {
        if (hole != null) {
            sink.loss(hole, LossView.UNKNOWN_UNITS, holeFromNs, Math.max(holeFromNs, untilNs));
            counters.deadNs[DeadCause.GAP.ordinal()] += Math.max(0, untilNs - holeFromNs);
            hole = null;
        }
    }

    private void watch() {
        quiet.look(System.nanoTime(), recorder.lastNs());
        if (!running || stopping) {
            return;
        }
        long silentMs = (System.nanoTime() - lastBytes) / 1_000_000;
        if (options.silenceMs() > 0 && silentMs > options.silenceMs()) {
            connection.close();
            ended("no data for " + silentMs + " ms", SourceState.DISCONNECTED, LossCause.LINK);
        } else if (options.stalledMs() > 0
                && silentMs > options.stalledMs()
                && status.state() == SourceState.RUNNING) {
            status.enter(SourceState.STALLED, "no data for " + options.stalledMs() + " ms");
        }
    }

    private void read() {
        if (running && !stopping) {
            int channel = Dig2Board.FIRST_READING;
            for (String path : options.readings().keySet()) {
                int number = channel++;
                connection.value(path).thenAccept(text -> reading(number, text));
            }
        }
    }

    private void reading(int channel, String text) {
        if (running) {
            double value =
                    text.matches("-?\\d{1,15}(\\.\\d*)?") ? Double.parseDouble(text) : Double.NaN;
            Quality quality = Double.isNaN(value) ? Quality.INVALID : Quality.GOOD;
            sink.reading(channel, value, quality, clock.nowNs());
        }
    }

    private void second() {
        if (running && status.state() == SourceState.RUNNING) {
            reconnect.succeeded();
        }
        if (running && recorder.boardFails() > 0 && status.reason().isEmpty()) {
            status.enter(status.state(), "the board says that something in it has failed");
        } else {
            status.write();
        }
    }

    @Override
    public void end() {
        if (stopping) {
            return;
        }
        stopping = true;
        if (running) {
            loop.schedule(STOP_EVENT_MS, this::stopTimeOut);
            connection.stop();
        } else if (connection != null && connection.armed()) {
            disarm();
        } else {
            finish();
        }
    }

    private void stopTimeOut() {
        if (!finished) {
            LOG.warn("{}: no stop event within {} ms", name, STOP_EVENT_MS);
            openHole(LossCause.LINK);
            finish();
        }
    }

    @Override
    public void stopped() {
        if (stopping) {
            // What lies behind the stop event in the same bytes is still taken.
            loop.execute(this::disarm);
        } else {
            connection.close();
            ended("the board has stopped the run by itself", SourceState.ERROR, LossCause.DEVICE);
        }
    }

    private void disarm() {
        runEnds();
        loop.schedule(DISARM_MS, this::finish);
        connection.disarm().whenComplete((done, failed) -> finish());
    }

    private void finish() {
        if (!finished) {
            if (connection != null) {
                connection.close();
            }
            runEnds();
            closeHole(clock.nowNs());
            status.enter(SourceState.DISCONNECTED, "");
            finished = true;
            loop.shutdown();
        }
    }

    @Override
    public String reason() {
        return status.reason();
    }
}
