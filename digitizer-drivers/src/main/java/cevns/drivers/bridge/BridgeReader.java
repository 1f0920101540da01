package cevns.drivers.bridge;

import cevns.daq.record.DeadCause;
import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.daq.record.LossView;
import cevns.daq.record.RecordSink;
import cevns.daq.time.WallClock;
import cevns.drivers.link.StreamReader;
import java.nio.ByteBuffer;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one board behind a bridge during one run. */
final class BridgeReader implements StreamReader, BridgeListener {

    private static final Logger LOG = LoggerFactory.getLogger(BridgeReader.class);

    /** A frame that is so much older than the one before is the first of a bridge begun anew. */
    private static final long RECENT = 1024;

    private final String name;
    private final BridgeOptions options;
    private final RecordSink sink;
    private final WallClock clock;
    private final BridgeDecoder decoder;
    private final BlockRecorder recorder;
    private BridgeIdentity identity = BridgeIdentity.NONE;
    private long board;
    private boolean begun;
    private boolean inConnection;
    private long sequence;
    private long holeFromNs = -1;
    private long originNs;
    private boolean informed = true;

    BridgeReader(String name, BridgeOptions options, RecordSink sink, WallClock clock) {
        this.clock = clock;
        this.name = name;
        this.options = options;
        this.sink = sink;
        board = options.source();
        decoder = new BridgeDecoder(options.maxFrameBytes(), this);
        LongConsumer origin = this::inform;
        recorder =
                switch (options.content()) {
                    case STANDARD -> new StandardRecorder(options, sink, origin);
                    case PSD -> new PsdRecorder(options, sink, origin);
                    case TRACES -> new TraceRecorder(options, sink, origin);
                };
    }

    @Override
    public void connected() {
        decoder.reset();
        inConnection = false;
        informed = false;
    }

    @Override
    public String received(ByteBuffer bytes) {
        decoder.feed(bytes);
        return "";
    }

    @Override
    public void frame(int kind, long source, long number, long hostNs, ByteBuffer payload) {
        if (board < 0) {
            board = source;
        }
        if (source != board) {
            return; // another board of the same bridge, read by somebody else
        }
        if (inConnection && number <= sequence && sequence - number < RECENT) {
            sink.counters().refuse(FrameFault.SEQUENCE);
            return; // it was here before, or what it holds has been counted as lost
        }
        if (inConnection && number != sequence + 1) {
            sink.counters().refuse(FrameFault.SEQUENCE);
            recorder.hole(LossCause.CORRUPT);
        }
        inConnection = true;
        sequence = number;
        switch (kind) {
            case BridgeFrame.TEXT -> text(payload);
            case BridgeFrame.BLOCK, BridgeFrame.TRACE -> data(kind, payload, hostNs);
            default -> refused(FrameFault.UNKNOWN_TYPE, "a frame of kind " + kind);
        }
    }

    private void text(ByteBuffer payload) {
        long before = identity.startNs();
        identity = identity.with(payload);
        if (begun && identity.startNs() != before && recorder.lastNs() >= 0) {
            // Its counters begin anew: what it had when it ended is not known.
            long untilNs = Math.max(recorder.lastNs(), identity.startNs());
            sink.loss(LossCause.LINK, LossView.UNKNOWN_UNITS, recorder.lastNs(), untilNs);
        }
        begun = begun && identity.startNs() == before;
        begin();
    }

    private void data(int kind, ByteBuffer payload, long hostNs) {
        boolean traces = options.content() == BridgeOptions.Content.TRACES;
        if (traces != (kind == BridgeFrame.TRACE)) {
            refused(FrameFault.UNKNOWN_TYPE, "a frame of kind " + kind + ", not as configured");
            return;
        }
        begin();
        if (holeFromNs >= 0) {
            long now = Math.max(holeFromNs, hostNs);
            sink.counters().deadNs[DeadCause.GAP.ordinal()] += now - holeFromNs;
            holeFromNs = -1;
        }
        recorder.frame(payload, hostNs);
    }

    private void begin() {
        if (!begun) {
            begun = true;
            recorder.boardBegins(identity.startNs());
        } else if (!informed) {
            inform(originNs);
        }
        informed = true;
    }

    private void inform(long fromNs) {
        originNs = fromNs;
        sink.info(
                identity.info(
                        name,
                        originNs,
                        recorder.tickFs(),
                        recorder.timeBits(),
                        options.channels()));
    }

    @Override
    public void refused(FrameFault fault, String what) {
        if (sink.counters().refused[fault.ordinal()]++ == 0) {
            LOG.warn("{}: {}: {}", name, fault, what);
        }
        recorder.hole(LossCause.CORRUPT);
    }

    @Override
    public long delivered() {
        return recorder.waveforms();
    }

    @Override
    public void disconnected(boolean damaged) {
        recorder.hole(LossCause.LINK);
        if (holeFromNs < 0) {
            holeFromNs = recorder.lastNs();
        }
    }

    @Override
    public String trouble() {
        return identity.trouble();
    }

    @Override
    public void end() {
        if (holeFromNs >= 0) {
            long nowNs = Math.max(holeFromNs, clock.nowNs());
            sink.loss(LossCause.LINK, LossView.UNKNOWN_UNITS, holeFromNs, nowNs);
            sink.counters().deadNs[DeadCause.GAP.ordinal()] += nowNs - holeFromNs;
        }
    }
}
