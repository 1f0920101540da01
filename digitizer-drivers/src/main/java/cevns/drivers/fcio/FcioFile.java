package cevns.drivers.fcio;

import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.daq.record.RecordSink;
import cevns.drivers.device.FileReport;
import cevns.drivers.device.RecordedFile;
import cevns.drivers.file.FileBytes;
import cevns.drivers.file.FileProblems;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An FCIO file being read. A file may be cut anywhere: a record whose frames are whole is
 * delivered, with the traces that it has; one whose last frame is cut is dropped.
 */
final class FcioFile implements RecordedFile {

    /** Key of the one source. */
    static final String KEY = "0";

    private final FileBytes bytes;
    private final FileProblems problems = new FileProblems();
    private final FcioDecoder decoder = new FcioDecoder(this::lost);
    private final FcioSource source;
    private final SortedMap<String, long[]> counts = new TreeMap<>();
    private long records;
    private long trailing;
    private boolean complete = true;
    private boolean drained;
    private boolean ended;

    /** The buffer that {@link #piece} looks into. */
    private ByteBuffer buffer = ByteBuffer.allocate(0);

    private ByteBuffer piece = buffer;

    FcioFile(FileBytes bytes, FcioOptions options, RecordSink sink) {
        this.bytes = bytes;
        this.source =
                new FcioSource(KEY, "", sink, options, (fault, at, what) -> problems.add(at, what));
    }

    @Override
    public boolean next() throws IOException {
        if (decode()) {
            deliver(LossCause.CORRUPT);
            return true;
        }
        if (!drained) {
            drained = true;
            if (decoder.end()) {
                deliver(LossCause.CUT);
                return true;
            }
        }
        if (!ended) {
            ended = true;
            finish();
        }
        return false;
    }

    @Override
    public long timeNs() {
        return source.timeNs();
    }

    @Override
    public FileReport report() {
        SortedMap<String, Long> byType = new TreeMap<>();
        counts.forEach((type, count) -> byType.put(type, count[0]));
        return new FileReport(FcioFormat.NAME, records, trailing, byType, "unix", problems.lines());
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }

    /** Decodes up to the end of the next record; false when the file is used up. */
    private boolean decode() throws IOException {
        while (bytes.remaining() > 0) {
            bytes.need((int) Math.min(FcioFrame.WORD, bytes.remaining()));
            look();
            boolean whole = decoder.decode(piece);
            int used = piece.position() - bytes.at();
            bytes.skip(used);
            source.sink().counters().bytes += used;
            if (whole) {
                return true;
            }
            if (used == 0) {
                return false;
            }
        }
        return false;
    }

    private void deliver(LossCause missing) {
        FcioRecord record = decoder.record();
        records++;
        counts.computeIfAbsent(FcioFrame.name(record.tag()), name -> new long[1])[0]++;
        complete = source.take(record, missing);
    }

    private void finish() {
        trailing = bytes.size() - decoder.recordEnd();
        FcioRecord record = decoder.record();
        if (decoder.inRecord()) {
            String what = "file ends in frame %d of this %s";
            String name = FcioFrame.name(record.tag());
            problems.add(record.offset(), String.format(what, record.frames(), name));
            source.cut(record, LossCause.CUT);
        } else if (trailing > 0 && decoder.state() != FcioDecoder.State.LOST) {
            problems.add(decoder.recordEnd(), "file ends " + trailing + " bytes behind a record");
            if (complete) {
                source.lost(LossCause.CUT);
            }
        } else if (!complete) {
            problems.add(decoder.recordEnd(), "file ends inside its last record");
        }
        source.end();
    }

    /** The framing is lost. */
    private void lost(FrameFault fault, long offset, String what) {
        source.refuse(fault, offset, what);
        source.lost(LossCause.CORRUPT);
    }

    /** Lets {@link #piece} be what can be read now. */
    private void look() {
        if (bytes.buffer() != buffer) {
            buffer = bytes.buffer();
            piece = buffer.duplicate().order(buffer.order());
        }
        piece.clear();
        piece.limit(bytes.at() + bytes.readable()).position(bytes.at());
    }
}
