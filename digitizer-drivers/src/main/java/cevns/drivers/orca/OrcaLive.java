package cevns.drivers.orca;

import cevns.daq.record.DeadCause;
import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.daq.record.LossView;
import cevns.daq.record.RecordSink;
import cevns.daq.time.WallClock;
import cevns.drivers.link.StreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one source of the stream that an ORCA dispatcher broadcasts. A dispatcher skips whole
 * blocks for a reader that is too slow and says nothing: the event counters of the hardware tell.
 */
final class OrcaLive implements StreamReader {

    private static final Logger LOG = LoggerFactory.getLogger(OrcaLive.class);
    private static final int FIRST_BYTES = 1 << 16;

    private final String name;
    private final RecordSink sink;
    private final WallClock clock;
    private final OrcaStream stream;
    private OrcaDecoder decoder = new OrcaDecoder();
    private ByteBuffer held = ByteBuffer.allocate(FIRST_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long position;
    private final Set<FrameFault> warned = EnumSet.noneOf(FrameFault.class);
    private long holeFromNs;

    /**
     * @param key the source as ORCA files name it ({@code 0x10001}); empty for the first one that
     *     comes
     */
    OrcaLive(String name, String key, OrcaOptions options, RecordSink sink, WallClock clock) {
        this.name = name;
        this.sink = sink;
        this.clock = clock;
        stream = new OrcaStream(options, new OneSource(key, sink), this::fault);
    }

    @Override
    public void connected() {
        decoder = new OrcaDecoder();
        held.clear();
        position = 0;
    }

    @Override
    public String received(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            int n = Math.min(bytes.remaining(), held.remaining());
            held.put(held.position(), bytes, bytes.position(), n);
            held.position(held.position() + n);
            bytes.position(bytes.position() + n);
            String wrong = records();
            if (!wrong.isEmpty()) {
                sink.counters().refuse(FrameFault.FRAMING);
                stream.lost(LossCause.CORRUPT);
                return "the stream lost its place: " + wrong;
            }
        }
        return "";
    }

    /** Takes the whole records and makes room for the next; says what is wrong, or nothing. */
    private String records() {
        int end = held.position();
        int at = 0;
        long length = decoder.look(held, at, end - at);
        while (length != OrcaDecoder.BROKEN && length <= end - at) {
            long units = sink.counters().unitsRead;
            if (!stream.take(decoder.record(), position)) {
                return "a second record in a row whose id the header does not list";
            }
            if (holeFromNs > 0 && sink.counters().unitsRead > units) {
                closeHole(stream.timeNs());
            }
            at += (int) length;
            position += length;
            length = decoder.look(held, at, end - at);
        }
        if (length == OrcaDecoder.BROKEN) {
            return decoder.reason();
        }
        held.put(0, held, at, end - at).position(end - at);
        if (length > held.capacity()) { // no more than the longest record that the decoder takes
            ByteBuffer larger = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
            held = larger.put(held.flip());
        }
        return "";
    }

    @Override
    public long delivered() {
        return sink.counters().recordsWritten;
    }

    @Override
    public void disconnected(boolean damaged) {
        int left = held.position();
        if (left >= OrcaFrame.WORD && !damaged) {
            stream.cut(decoder.cut(held, 0, left));
        }
        if (holeFromNs == 0) {
            holeFromNs = stream.timeNs();
        }
    }

    @Override
    public void end() {
        if (holeFromNs > 0) {
            closeHole(clock.nowNs());
        }
    }

    private void closeHole(long nowNs) {
        long untilNs = Math.max(holeFromNs, nowNs);
        sink.loss(LossCause.LINK, LossView.UNKNOWN_UNITS, holeFromNs, untilNs);
        sink.counters().deadNs[DeadCause.GAP.ordinal()] += untilNs - holeFromNs;
        holeFromNs = 0;
    }

    private void fault(FrameFault fault, long offset, String what) {
        if (warned.add(fault)) { // the counters tell how often
            LOG.warn("{}: {} at byte {}: {}", name, fault, offset, what);
        }
    }
}
