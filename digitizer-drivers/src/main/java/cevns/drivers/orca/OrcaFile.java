package cevns.drivers.orca;

import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.drivers.device.FileReport;
import cevns.drivers.device.SourceSinks;
import cevns.drivers.file.FileBytes;
import cevns.drivers.file.SequentialFile;
import java.io.IOException;

/**
 * An ORCA file being read. Behind a word that cannot begin a record there is nothing to find one's
 * way by but the next header: all sources have lost what lies between.
 */
final class OrcaFile extends SequentialFile {

    private final OrcaDecoder decoder = new OrcaDecoder();
    private final OrcaStream stream;
    private boolean lost;

    OrcaFile(String format, FileBytes bytes, OrcaOptions options, SourceSinks sinks) {
        super(format, bytes);
        stream = new OrcaStream(options, sinks, this::fault);
    }

    @Override
    public long timeNs() {
        return stream.timeNs();
    }

    @Override
    public FileReport report() {
        FileReport plain = super.report();
        return new FileReport(
                plain.format(),
                plain.records(),
                plain.trailingBytes(),
                stream.counts(),
                "unix",
                plain.problems());
    }

    @Override
    protected boolean readRecord() throws IOException {
        while (bytes.remaining() > 0) {
            if (lost && !seek()) {
                return false;
            }
            long length = look();
            if (length == OrcaDecoder.BROKEN) {
                lose(decoder.reason());
            } else if (length > bytes.readable()) {
                return false;
            } else if (stream.take(decoder.record(), bytes.position())) {
                bytes.skip(length);
                return true;
            } else {
                lose("a second record in a row whose id the header does not list");
            }
        }
        return false;
    }

    @Override
    protected void end(long left) {
        if (left > 0 && !lost) {
            String what = "the file ends in a record, %d bytes";
            problems.add(bytes.position(), what.formatted(left));
            if (left < OrcaFrame.WORD) {
                stream.lost(LossCause.CUT);
            } else {
                int there = (int) Math.min(left, bytes.readable());
                stream.cut(decoder.cut(bytes.buffer(), bytes.at(), there));
            }
        }
        stream.end();
    }

    /** Length of the next record, all of it being readable unless the file ends before. */
    private long look() throws IOException {
        long length = OrcaFrame.WORD;
        while (length != OrcaDecoder.BROKEN) {
            long needed = length;
            if (needed > bytes.remaining() || !bytes.need((int) needed)) {
                return Long.MAX_VALUE;
            }
            length = decoder.look(bytes.buffer(), bytes.at(), bytes.readable());
            if (length <= bytes.readable()) {
                return length;
            }
        }
        return length;
    }

    private void lose(String what) throws IOException {
        fault(FrameFault.FRAMING, bytes.position(), what);
        stream.lost(LossCause.CORRUPT);
        lost = true;
        bytes.skip(1);
    }

    /** Goes to the next header; false when there is none. */
    private boolean seek() throws IOException {
        while (bytes.need(OrcaFrame.SIGNATURE)) {
            int skip = OrcaDecoder.seek(bytes.buffer(), bytes.at(), bytes.readable());
            boolean found = bytes.readable() - skip >= OrcaFrame.SIGNATURE;
            bytes.skip(skip);
            if (found) {
                decoder.restart();
                lost = false;
                return true;
            }
        }
        return false;
    }

    private void fault(FrameFault fault, long offset, String what) {
        problems.add(offset, what);
    }
}
