package cevns.drivers.fcio;

import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.daq.record.RecordSink;
import cevns.drivers.device.FileReport;
import cevns.drivers.file.ByteWindow;
import cevns.drivers.file.FileBytes;
import cevns.drivers.file.SequentialFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An FCIO file being read. A file may be cut anywhere: a record whose frames are whole is
 * delivered, with the traces that it has; one whose last frame is cut is dropped.
 */
final class FcioFile extends SequentialFile {

    /** Key of the one source. */
    static final String KEY = "0";

    private final FcioDecoder decoder = new FcioDecoder(this::lost);
    private final FcioSource source;
    private final SortedMap<String, long[]> counts = new TreeMap<>();
    private final ByteWindow piece = new ByteWindow();
    private boolean complete = true;

    FcioFile(FileBytes bytes, FcioOptions options, RecordSink sink) {
        super(FcioFormat.NAME, bytes);
        this.source =
                new FcioSource(
                        FcioFamily.NAME,
                        KEY,
                        "",
                        sink,
                        options,
                        (fault, at, what) -> problems.add(at, what));
    }

    @Override
    public long timeNs() {
        return source.timeNs();
    }

    @Override
    public FileReport report() {
        FileReport plain = super.report();
        SortedMap<String, Long> byType = new TreeMap<>();
        counts.forEach((type, count) -> byType.put(type, count[0]));
        return new FileReport(
                plain.format(),
                plain.records(),
                plain.trailingBytes(),
                byType,
                "unix",
                plain.problems());
    }

    @Override
    protected boolean readRecord() throws IOException {
        if (decode()) {
            deliver(LossCause.CORRUPT);
            return true;
        }
        if (decoder.end()) {
            deliver(LossCause.CUT);
            return true;
        }
        return false;
    }

    @Override
    protected void end(long left) {
        long trailing = bytes.size() - decoder.recordEnd();
        FcioRecord record = decoder.record();
        if (decoder.inRecord()) {
            String what = "the file ends in frame %d of this %s";
            String name = FcioFrame.name(record.tag());
            problems.add(record.offset(), what.formatted(record.frames(), name));
            source.cut(record, LossCause.CUT);
        } else if (trailing > 0 && decoder.state() != FcioDecoder.State.LOST) {
            String what = "the file ends %d bytes behind its last record";
            problems.add(decoder.recordEnd(), what.formatted(trailing));
            if (complete) {
                source.lost(LossCause.CUT);
            }
        }
        source.sink().counters().bytes += left;
        source.end();
    }

    /** Decodes up to the end of the next record; false when the file is used up. */
    private boolean decode() throws IOException {
        while (bytes.remaining() > 0) {
            bytes.need((int) Math.min(FcioFrame.WORD, bytes.remaining()));
            ByteBuffer in = piece.of(bytes.buffer(), bytes.at(), bytes.readable());
            boolean whole = decoder.decode(in);
            int used = in.position() - bytes.at();
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
        counts.computeIfAbsent(FcioFrame.name(record.tag()), name -> new long[1])[0]++;
        complete = source.take(record, missing);
    }

    /** The framing is lost. */
    private void lost(FrameFault fault, long offset, String what) {
        source.refuse(fault, offset, what);
        source.lost(LossCause.CORRUPT);
    }
}
