package cevns.drivers.wavedump;

import static cevns.drivers.wavedump.WaveDumpFrame.HEADER;

import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.daq.record.LossView;
import cevns.daq.record.RecordSink;
import cevns.daq.record.SourceState;
import cevns.drivers.device.SourceSinks;
import cevns.drivers.file.FileBytes;
import cevns.drivers.file.SequentialFile;
import cevns.drivers.wavedump.WaveDumpScout.Verdict;
import java.io.IOException;

/** One WaveDump file: one channel of one board. */
final class WaveDumpFile extends SequentialFile {

    private final WaveDumpScout scout;
    private final WaveDumpDecoder decoder;

    /** Stretches of damage that no source is known for yet. */
    private int refused;

    private boolean damaged;

    WaveDumpFile(FileBytes bytes, WaveDumpOptions options, SourceSinks sinks) {
        super(WaveDumpFormat.NAME, bytes);
        scout = new WaveDumpScout(bytes, options.layout());
        decoder = new WaveDumpDecoder(options, sinks);
    }

    @Override
    public long timeNs() {
        return decoder.timeNs();
    }

    @Override
    protected boolean readRecord() throws IOException {
        damaged = false;
        while (bytes.need(HEADER)) {
            Verdict verdict = scout.judge(damaged);
            if (verdict == Verdict.WHOLE) {
                take();
                return true;
            }
            if (verdict == Verdict.CUT) {
                return false;
            }
            if (!damaged) {
                problems.add(bytes.position(), scout.describe());
                damaged = true;
                refused++;
            }
            bytes.skip(1);
        }
        return false;
    }

    private void take() throws IOException {
        int size = WaveDumpFrame.size(bytes.buffer(), bytes.at());
        bytes.need(size);
        scout.take();
        decoder.record(bytes.buffer(), bytes.at(), scout.layout(), damaged);
        countRefused(decoder.sink());
        bytes.skip(size);
    }

    private void countRefused(RecordSink sink) {
        for (; refused > 0; refused--) {
            sink.counters().refuse(FrameFault.FRAMING);
        }
    }

    @Override
    protected void end(long left) {
        RecordSink sink = decoder.sink();
        boolean cut = left > 0 && !damaged;
        if (cut) {
            problems.add(bytes.position(), "the file ends in a record, %d bytes".formatted(left));
        }
        if (sink == null) {
            return;
        }
        countRefused(sink);
        long timeNs = decoder.timeNs();
        if (damaged) {
            sink.loss(LossCause.CORRUPT, LossView.UNKNOWN_UNITS, timeNs, timeNs);
        } else if (cut) {
            sink.loss(LossCause.CUT, 1, timeNs, timeNs);
        }
        sink.counters().bytes += left;
        sink.counters().state = SourceState.DISCONNECTED;
        sink.status(timeNs);
    }
}
