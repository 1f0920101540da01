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
    private final RecordSink sink;
    private final StreamReader reader;
    private final Reconnect reconnect;
    private final SourceStatus status;
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
        this.sink = sink;
        this.reader = reader;
        reconnect = new Reconnect(options.reconnectSeconds());
        status = new SourceStatus(LOG, name, sink, clock);
    }

    @Override
    public String reason() {
        return status.reason();
    }

    @Override
    public void begin() {
        loop.every(STATUS_MS, status::write);
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
        status.enter(SourceState.DISCONNECTED, "");
        loop.shutdown();
    }

    @Override
    public void opened(TcpLink opened) {
        connected = true;
        lastDataNanos = System.nanoTime();
        reader.connected();
        status.enter(SourceState.READY, "");
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
            if (!status.is(SourceState.RUNNING, trouble)) {
                status.enter(SourceState.RUNNING, trouble);
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
        status.fail(SourceState.CONNECTING, said);
        loop.schedule(reconnect.nextDelayMs(), this::connect);
    }

    private void connect() {
        if (!ended) {
            if (status.state() != SourceState.CONNECTING) {
                status.enter(SourceState.CONNECTING, "");
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
                && status.state() == SourceState.RUNNING) {
            status.enter(SourceState.STALLED, "no data for " + options.stalledMs() + " ms");
        }
    }

    private void giveUp(String why) {
        givenUp = why;
        link.close();
    }
}
