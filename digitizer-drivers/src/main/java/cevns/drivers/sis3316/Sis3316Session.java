package cevns.drivers.sis3316;

import cevns.daq.record.DeadCause;
import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.daq.record.LossView;
import cevns.daq.record.RecordSink;
import cevns.daq.record.SourceCounters;
import cevns.daq.record.SourceState;
import cevns.daq.time.WallClock;
import cevns.drivers.link.DeviceLoop;
import cevns.drivers.link.DeviceSession;
import cevns.drivers.link.Reconnect;
import cevns.drivers.link.SourceStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run's worth of a board: sets it up, again when it is lost, keeps the state and writes it once
 * a second, and records the hole that a lost board leaves. All on the device's loop.
 *
 * <pre>
 *  CONNECTING ── set up ──► READY ── armed ──► RUNNING ◄── answers ── STALLED
 *      ▲                                          │  ──── silence ───►   │
 *      └──────── back-off ── DISCONNECTED or ERROR ◄┴──── no answer ─────┘
 * </pre>
 */
final class Sis3316Session implements DeviceSession, Sis3316Connection.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(Sis3316Session.class);
    private static final long STATUS_MS = 1000;
    private static final long WATCH_MS = 50;
    private static final long LAST_BANK_MS = 600;
    private static final long DISARM_MS = 150;

    private final String name;
    private final Sis3316Options options;
    private final DeviceLoop loop;
    private final WallClock clock;
    private final RecordSink sink;
    private final SourceCounters counters;
    private final Reconnect reconnect;
    private final SourceStatus status;
    private Sis3316Connection connection;
    private LossCause hole;
    private long holeFromNs;
    private long originNs;
    private long uncertaintyNs;
    private long lastBytes;
    private boolean running;
    private boolean stopping;
    private boolean finished;

    Sis3316Session(
            String name,
            Sis3316Options options,
            DeviceLoop loop,
            WallClock clock,
            RecordSink sink) {
        this.name = name;
        this.options = options;
        this.loop = loop;
        this.clock = clock;
        this.sink = sink;
        counters = sink.counters();
        reconnect = new Reconnect(options.reconnectSeconds());
        status = new SourceStatus(LOG, name, sink, clock);
    }

    @Override
    public void begin() {
        loop.every(STATUS_MS, this::second);
        loop.every(WATCH_MS, this::watch);
        connect();
    }

    private void connect() {
        if (!stopping) {
            status.enter(SourceState.CONNECTING, status.reason());
            connection = new Sis3316Connection(options, loop, clock, sink, this);
            connection.open();
        }
    }

    @Override
    public void ready() {
        status.enter(SourceState.READY, "");
    }

    @Override
    public void running(Sis3316Board board, long origin, long uncertainty) {
        originNs = origin;
        uncertaintyNs = uncertainty;
        closeHole(clock.nowNs());
        sink.info(board.info(name, originNs, uncertaintyNs));
        LOG.info(
                "{}: receive buffer {} bytes of {} asked for",
                name,
                board.settings().get("socket.receiveBufferBytes"),
                options.link().receiveBufferBytes());
        lastBytes = System.nanoTime();
        running = true;
        status.enter(SourceState.RUNNING, "");
    }

    @Override
    public void changed(Sis3316Board board) {
        sink.info(board.info(name, originNs, uncertaintyNs));
    }

    @Override
    public void bytes(int count) {
        counters.bytes += count;
        counters.datagrams++;
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
    public void ended(String why, SourceState state, LossCause cause) {
        if (running || !stopping) {
            openHole(cause);
        }
        running = false;
        if (stopping) {
            finish(cause);
            return;
        }
        status.fail(state, why);
        loop.schedule(reconnect.nextDelayMs(), this::connect);
    }

    private void openHole(LossCause cause) {
        if (hole == null) {
            hole = cause;
            holeFromNs = running ? connection.lastNs() : clock.nowNs();
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
        long silentMs = (System.nanoTime() - lastBytes) / 1_000_000;
        if (running
                && !stopping
                && silentMs > options.stalledMs()
                && status.state() == SourceState.RUNNING) {
            status.enter(SourceState.STALLED, "no answer for " + options.stalledMs() + " ms");
        }
    }

    private void second() {
        if (running && status.state() == SourceState.RUNNING) {
            reconnect.succeeded();
        }
        status.write();
    }

    @Override
    public void end() {
        if (stopping) {
            return;
        }
        stopping = true;
        if (running) {
            connection.stop();
            loop.schedule(LAST_BANK_MS, this::lastBankTimeOut);
        } else {
            finish(LossCause.LINK);
        }
    }

    private void lastBankTimeOut() {
        if (running) {
            LOG.warn("{}: the last bank is not read within {} ms", name, LAST_BANK_MS);
            openHole(LossCause.CUT);
            finish(LossCause.CUT);
        }
    }

    @Override
    public void stopped() {
        running = false;
        loop.schedule(DISARM_MS, () -> finish(LossCause.LINK));
    }

    private void finish(LossCause cause) {
        if (!finished) {
            if (connection != null) {
                connection.close(cause);
            }
            closeHole(clock.nowNs());
            running = false;
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
