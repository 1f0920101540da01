package cevns.drivers.fcio;

import cevns.daq.record.DeadCause;
import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.daq.record.LossView;
import cevns.daq.record.RecordSink;
import cevns.daq.time.WallClock;
import cevns.drivers.link.StreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the live stream of a FlashCam server. A record is whole when the next one begins, so the
 * last event of a pause comes with the status of the next second. Each connection has a stream of
 * its own with a Config at its beginning: what was between two is not known.
 */
final class FcioStream implements StreamReader {

    private static final Logger LOG = LoggerFactory.getLogger(FcioStream.class);

    private final String name;
    private final RecordSink sink;
    private final WallClock clock;
    private final FcioSource source;
    private FcioDecoder decoder = new FcioDecoder(this::lost);
    private final ByteBuffer word =
            ByteBuffer.allocate(FcioFrame.WORD).order(ByteOrder.LITTLE_ENDIAN);
    private long holeFromNs;
    private boolean damaged;

    FcioStream(String name, FcioOptions options, RecordSink sink, WallClock clock) {
        this.name = name;
        this.sink = sink;
        this.clock = clock;
        source = new FcioSource(FcioFamily.NAME, name, "", sink, options, this::refused);
    }

    @Override
    public void connected() {
        decoder = new FcioDecoder(this::lost);
        word.clear();
        damaged = false;
    }

    @Override
    public String received(ByteBuffer bytes) {
        if (word.position() > 0) {
            while (word.hasRemaining() && bytes.hasRemaining()) {
                word.put(bytes.get());
            }
            if (word.hasRemaining()) {
                return "";
            }
            decode(word.flip());
            word.clear();
        }
        ByteBuffer in = bytes.order(ByteOrder.LITTLE_ENDIAN);
        decode(in);
        if (decoder.state() == FcioDecoder.State.LOST) {
            return "the stream lost its place";
        }
        word.put(in);
        return "";
    }

    /** Decodes up to the end, or to less than a word of it. */
    private void decode(ByteBuffer in) {
        boolean more = true;
        while (more && in.hasRemaining() && decoder.state() != FcioDecoder.State.LOST) {
            int before = in.position();
            boolean whole = decoder.decode(in);
            if (whole) {
                take(decoder.record());
            }
            more = whole || in.position() > before;
        }
    }

    private void take(FcioRecord record) {
        long units = sink.counters().unitsRead;
        source.take(record, LossCause.CORRUPT);
        if (holeFromNs > 0 && sink.counters().unitsRead > units) {
            closeHole(LossCause.LINK, Math.max(holeFromNs, source.timeNs()));
        }
    }

    @Override
    public long delivered() {
        return sink.counters().recordsWritten;
    }

    @Override
    public void disconnected(boolean unreadable) {
        if (decoder.inRecord()) {
            source.cut(decoder.record(), LossCause.LINK);
        }
        if (holeFromNs == 0) {
            holeFromNs = source.timeNs();
        }
    }

    @Override
    public void end() {
        if (holeFromNs > 0) {
            closeHole(LossCause.LINK, Math.max(holeFromNs, clock.nowNs()));
        }
    }

    private void closeHole(LossCause cause, long untilNs) {
        sink.loss(cause, LossView.UNKNOWN_UNITS, holeFromNs, untilNs);
        sink.counters().deadNs[DeadCause.GAP.ordinal()] += untilNs - holeFromNs;
        holeFromNs = 0;
    }

    /** The framing is lost; the stream is begun anew. */
    private void lost(FrameFault fault, long offset, String what) {
        source.refuse(fault, offset, what);
        if (!damaged) {
            damaged = true;
            source.lost(LossCause.CORRUPT);
        }
    }

    private void refused(FrameFault fault, long offset, String what) {
        if (sink.counters().refused[fault.ordinal()] == 1) {
            LOG.warn("{}: {} at byte {}: {}", name, fault, offset, what);
        }
    }
}
