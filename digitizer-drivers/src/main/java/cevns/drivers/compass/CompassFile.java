package cevns.drivers.compass;

import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.daq.record.LossView;
import cevns.daq.record.RecordSink;
import cevns.drivers.device.SourceSinks;
import cevns.drivers.file.FileBytes;
import cevns.drivers.file.SearchedFile;
import cevns.drivers.file.Verdict;
import java.io.IOException;

/** One CoMPASS file: records of any number of channels and boards. */
final class CompassFile extends SearchedFile {

    private final CompassFrame frame;
    private final CompassScout scout;
    private final CompassDecoder decoder;

    /** Length of the file header, of which no source is known yet. */
    private long uncounted;

    /**
     * @param bytes behind the file header
     */
    CompassFile(FileBytes bytes, CompassFrame frame, CompassOptions options, SourceSinks sinks) {
        super(CompassFormat.NAME, bytes, frame.header(), 1);
        this.frame = frame;
        uncounted = bytes.position();
        scout = new CompassScout(bytes, frame);
        decoder = new CompassDecoder(frame, options, sinks);
    }

    @Override
    public long timeNs() {
        return decoder.timeNs();
    }

    @Override
    protected Verdict judge(boolean searching) throws IOException {
        return scout.judge(searching);
    }

    @Override
    protected String describe() {
        return scout.describe();
    }

    @Override
    protected void take(long skipped) throws IOException {
        int length = (int) frame.length(bytes.buffer(), bytes.at());
        bytes.need(length);
        scout.take();
        RecordSink sink = decoder.record(bytes.buffer(), bytes.at());
        sink.counters().bytes += skipped + uncounted;
        uncounted = 0;
        if (skipped > 0) {
            sink.counters().refuse(FrameFault.FRAMING);
            boolean whole = skipped % length == 0;
            decoder.lost(LossCause.CORRUPT, whole ? skipped / length : LossView.UNKNOWN_UNITS);
        }
        bytes.skip(length);
    }

    @Override
    protected void end(long left, boolean damaged) {
        RecordSink sink = decoder.sink();
        if (sink == null) {
            return;
        }
        sink.counters().bytes += left;
        if (damaged) {
            sink.counters().refuse(FrameFault.FRAMING);
            decoder.lostAtEnd(LossCause.CORRUPT, LossView.UNKNOWN_UNITS);
        } else if (left > 0) {
            decoder.lostAtEnd(LossCause.CUT, 1);
        }
        decoder.end();
    }
}
