package cevns.drivers.link;

import cevns.daq.record.RecordSink;
import cevns.daq.record.SourceState;
import cevns.daq.time.WallClock;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run's worth of a device that only sends. All but {@link #reason} on the thread of its loop.
 *
 * <pre>
 *  CONNECTING ── connected ──► READY ── data ──► RUNNING ◄── data ── STALLED
 *      ▲                                            │  ── silence ──►  │
 *      └──────── lost, or too long silent ──────────┴──────────────────┘
 * </pre>
 */
final class StreamSession implements DeviceSession, LinkListener {

    private static final Logger LOG = LoggerFactory.getLogger(StreamSession.class);
    private static final long WATCH_MS = 100;
    private static final long STATUS_MS = 1000;

    private final StreamOptions options;
    private final DeviceLoop loop;
    private final WallClock clock;
    private final RecordSink sink;
    private final StreamReader reader;
    private final Reconnect reconnect;
    private final StateLog log;
    private volatile String reason = "";
    private SourceState state = SourceState.DISCONNECTED;
    private TcpLink link;
    private boolean connected;
    private boolean ended;
    private String givenUp = "";
    private String silent = "";
    private long lastDataNanos;

    StreamSession(
            String name,
            StreamOptions options,
            DeviceLoop loop,
            WallClock clock,
            RecordSink sink,
            StreamReader reader) {
        this.options = options;
        this.loop = loop;
        this.clock = clock;
        this.sink = sink;
        this.reader = reader;
        reconnect = new Reconnect(options.reconnectSeconds());
        log = new StateLog(LOG, name, System::nanoTime);
    }

    @Override
    public String reason() {
        return reason;
    }

    @Override
    public void begin() {
        loop.every(STATUS_MS, this::status);
        loop.every(WATCH_MS, this::watch);
        connect();
    }

    @Override
    public void end() {
        if (ended) {
            return;
        }
        ended = true;
        if (link != null) {
            link.close();
        }
        reader.end();
        state(SourceState.DISCONNECTED, "");
        loop.shutdown();
    }

    @Override
    public void opened(TcpLink opened) {
        connected = true;
        lastDataNanos = System.nanoTime();
        reader.connected();
        state(SourceState.READY, "");
    }

    @Override
    public void received(ByteBuf bytes) {
        sink.counters().bytes += bytes.readableBytes();
        long before = reader.delivered();
        for (ByteBuffer piece : bytes.nioBuffers()) {
            String wrong = reader.received(piece);
            if (!wrong.isEmpty()) {
                giveUp(wrong);
                return;
            }
        }
        if (reader.delivered() > before) {
            lastDataNanos = System.nanoTime();
            reconnect.succeeded();
            String trouble = reader.trouble();
            if (state != SourceState.RUNNING || !reason.equals(trouble)) {
                state(SourceState.RUNNING, trouble);
            }
        }
    }

    @Override
    public void closed(String why) {
        link = null;
        if (ended) {
            return;
        }
        if (connected) {
            reader.disconnected(!givenUp.isEmpty());
        }
        connected = false;
        String ours = givenUp.isEmpty() ? silent : givenUp;
        String said = ours.isEmpty() ? why : ours;
        givenUp = "";
        silent = "";
        log.failed(SourceState.CONNECTING, said);
        enter(SourceState.CONNECTING, said);
        loop.schedule(reconnect.nextDelayMs(), this::connect);
    }

    private void connect() {
        if (!ended) {
            if (state != SourceState.CONNECTING) {
                state(SourceState.CONNECTING, "");
            }
            link = TcpLink.connect(loop, options.address(), this);
        }
    }

    private void watch() {
        if (!connected || ended) {
            return;
        }
        long silentMs = (System.nanoTime() - lastDataNanos) / 1_000_000;
        if (options.silenceMs() > 0 && silentMs > options.silenceMs()) {
            lastDataNanos = System.nanoTime();
            silent = "no data for " + silentMs + " ms";
            link.close();
        } else if (options.stalledMs() > 0
                && silentMs > options.stalledMs()
                && state == SourceState.RUNNING) {
            state(SourceState.STALLED, "no data for " + options.stalledMs() + " ms");
        }
    }

    private void status() {
        sink.counters().state = state; // readers made for files say theirs
        sink.status(clock.nowNs());
    }

    private void giveUp(String why) {
        givenUp = why;
        link.close();
    }

    private void state(SourceState next, String why) {
        log.changed(next, why);
        enter(next, why);
    }

    private void enter(SourceState next, String why) {
        state = next;
        sink.counters().state = next;
        reason = why;
        sink.status(clock.nowNs());
    }
}
