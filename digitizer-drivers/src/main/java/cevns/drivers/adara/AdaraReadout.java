package cevns.drivers.adara;

import cevns.daq.record.LossCause;
import cevns.daq.record.RecordSink;
import cevns.daq.record.SourceState;
import cevns.daq.time.WallClock;
import cevns.drivers.adara.AdaraPacket.ClientHello;
import cevns.drivers.link.DeviceLoop;
import cevns.drivers.link.DeviceSession;
import cevns.drivers.link.LinkListener;
import cevns.drivers.link.Reconnect;
import cevns.drivers.link.SourceStatus;
import cevns.drivers.link.TcpAddress;
import cevns.drivers.link.TcpLink;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live stream during one run, from start to stop. All but {@link #reason} is confined to the
 * thread of its loop.
 *
 * <pre>
 *  CONNECTING ─► READY (hello sent) ─► RUNNING ◄─► STALLED (no RTDL for stalled_after_s)
 *       ▲                                 │            │
 *       └──── closed, cut, lost its place, or nothing for reconnect_after_s
 * </pre>
 */
final class AdaraReadout implements DeviceSession, LinkListener {

    private static final Logger LOG = LoggerFactory.getLogger(AdaraReadout.class);
    private static final long WATCH_MS = 100;

    private static final int MS = 1_000_000;

    /** A stream that is reached later than so long after the start is asked for what was before. */
    private static final long LATE_NS = 1_000_000_000L;

    private final String name;
    private final AdaraOptions options;
    private final RecordSink sink;
    private final WallClock clock;
    private final DeviceLoop loop;
    private final AdaraSource source;
    private final AdaraDecoder decoder;
    private final Reconnect reconnect;
    private final SourceStatus status;

    private TcpLink link;
    private long beginNs;
    private boolean failedBefore;
    private boolean ended;
    private String closing = "";
    private long packetNano;
    private long rtdlNano;

    AdaraReadout(
            String name, AdaraOptions options, RecordSink sink, WallClock clock, DeviceLoop loop) {
        this.name = name;
        this.options = options;
        this.sink = sink;
        this.clock = clock;
        this.loop = loop;
        source = new AdaraSource(name, options, sink, clock, clock.nowNs());
        decoder = new AdaraDecoder(options.maxPacketBytes(), source);
        reconnect = new Reconnect(options.reconnectSeconds());
        status = new SourceStatus(LOG, name, sink, clock);
    }

    /** Why the state is what it is, or what is wrong with the charge; from any thread. */
    @Override
    public String reason() {
        return status.reason();
    }

    @Override
    public void begin() {
        beginNs = now();
        source.inform();
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
        source.finish(now());
        status.enter(SourceState.DISCONNECTED, "");
        loop.shutdown();
    }

    @Override
    public void opened(TcpLink opened) {
        long start = startSeconds();
        ClientHello hello =
                new ClientHello(
                        options.helloVersion(),
                        EpicsTime.ofUnixNs(now()),
                        start,
                        options.helloFlags());
        opened.send(AdaraEncoder.encode(hello));
        decoder.reset();
        if (start > 0) {
            source.pulses().catchUp(start);
        }
        packetNano = System.nanoTime();
        rtdlNano = packetNano;
        if (failedBefore) {
            source.inform();
        }
        status.enter(SourceState.READY, "");
    }

    /** Where the stream is to begin: behind the last pulse, or where the run began. */
    private long startSeconds() {
        EpicsTime after = source.pulses().resumeAfter();
        if (after != null) {
            return after.seconds() - 1;
        }
        boolean late = options.startSeconds() == 0 && now() - beginNs > LATE_NS;
        return late ? EpicsTime.ofUnixNs(beginNs).seconds() - 1 : options.startSeconds();
    }

    @Override
    public void received(ByteBuf bytes) {
        sink.counters().bytes += bytes.readableBytes();
        long records = source.records();
        long rtdls = source.rtdls();
        for (ByteBuffer piece : bytes.nioBuffers()) {
            if (!decoder.feed(piece)) {
                source.pulses().hole(LossCause.CORRUPT);
                drop("the stream lost its place");
                return;
            }
        }
        long nano = System.nanoTime();
        if (source.records() > records) {
            packetNano = nano;
        }
        if (source.rtdls() > rtdls) {
            rtdlNano = nano;
            reconnect.succeeded();
            if (!status.is(SourceState.RUNNING, source.alarm())) {
                status.enter(SourceState.RUNNING, source.alarm());
            }
        }
    }

    @Override
    public void closed(String why) {
        link = null;
        if (ended) {
            return;
        }
        failedBefore = true;
        String said = closing.isEmpty() ? why : closing;
        closing = "";
        source.pulses().hole(LossCause.LINK);
        status.fail(SourceState.CONNECTING, said);
        loop.schedule(reconnect.nextDelayMs(), this::connect);
    }

    private void connect() {
        if (!ended) {
            if (!failedBefore) {
                status.enter(SourceState.CONNECTING, "");
            }
            link = TcpLink.connect(loop, new TcpAddress(options.host(), options.port()), this);
        }
    }

    private void watch() {
        if (ended) {
            return;
        }
        long nano = System.nanoTime();
        SourceState state = status.state();
        boolean connected = state != SourceState.CONNECTING;
        if (connected && nano - packetNano > options.reconnectAfterMs() * MS) {
            drop("no packet for " + options.reconnectAfterMs() / 1000.0 + " s");
        } else if (connected
                && state != SourceState.STALLED
                && nano - rtdlNano > options.stalledAfterMs() * MS) {
            String why = "no RTDL for " + options.stalledAfterMs() / 1000.0 + " s";
            source.pulses().stalled();
            status.enter(SourceState.STALLED, why);
        } else {
            status.writeIfDue();
        }
    }

    private void drop(String why) {
        closing = why;
        if (link != null) {
            link.close();
        }
    }

    private long now() {
        return clock.nowNs();
    }
}
