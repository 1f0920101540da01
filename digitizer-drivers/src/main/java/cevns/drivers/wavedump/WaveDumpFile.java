package cevns.drivers.wavedump;

import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.daq.record.LossView;
import cevns.daq.record.RecordSink;
import cevns.daq.record.SourceState;
import cevns.drivers.device.SourceSinks;
import cevns.drivers.file.FileBytes;
import cevns.drivers.file.SearchedFile;
import cevns.drivers.file.Verdict;
import java.io.IOException;

/** One WaveDump file: one channel of one board. */
final class WaveDumpFile extends SearchedFile {

    private final WaveDumpScout scout;
    private final WaveDumpDecoder decoder;

    WaveDumpFile(FileBytes bytes, WaveDumpOptions options, SourceSinks sinks) {
        super(WaveDumpFormat.NAME, bytes, WaveDumpFrame.HEADER, 1);
        scout = new WaveDumpScout(bytes, options.layout());
        decoder = new WaveDumpDecoder(options, sinks);
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
        int size = WaveDumpFrame.size(bytes.buffer(), bytes.at());
        bytes.need(size);
        scout.take();
        decoder.record(bytes.buffer(), bytes.at(), scout.layout(), skipped > 0);
        if (skipped > 0) {
            decoder.sink().counters().bytes += skipped;
            decoder.sink().counters().refuse(FrameFault.FRAMING);
        }
        bytes.skip(size);
    }

    @Override
    protected void end(long left, boolean damaged) {
        RecordSink sink = decoder.sink();
        if (sink == null) {
            return;
        }
        long timeNs = decoder.timeNs();
        if (damaged) {
            sink.counters().refuse(FrameFault.FRAMING);
            sink.loss(LossCause.CORRUPT, LossView.UNKNOWN_UNITS, timeNs, timeNs);
        } else if (left > 0) {
            sink.loss(LossCause.CUT, 1, timeNs, timeNs);
        }
        sink.counters().bytes += left;
        sink.counters().state = SourceState.DISCONNECTED;
        sink.status(timeNs);
    }
}
