package cevns.drivers.file;

import cevns.drivers.device.FileReport;
import cevns.drivers.device.RecordedFile;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/** A file of one kind of record, read from its first byte to its last. */
public abstract class SequentialFile implements RecordedFile {

    /** The bytes, at the next record. */
    protected final FileBytes bytes;

    /** What is wrong with the file. */
    protected final FileProblems problems = new FileProblems();

    private final String format;
    private long records;
    private long trailingBytes;
    private boolean ended;

    /**
     * @param format name for the report
     */
    protected SequentialFile(String format, FileBytes bytes) {
        this.format = format;
        this.bytes = bytes;
    }

    @Override
    public final boolean next() throws IOException {
        if (ended) {
            return false;
        }
        long before = bytes.position();
        if (readRecord()) {
            records++;
            return true;
        }
        ended = true;
        trailingBytes = bytes.size() - before;
        end(bytes.remaining());
        return false;
    }

    /**
     * Reads one record, past what is damaged in front of it.
     *
     * @return false when there is none any more; the bytes then stand at what is left over
     */
    protected abstract boolean readRecord() throws IOException;

    /**
     * Tells the sinks of the end: a record that was cut, and the last status of each source.
     *
     * @param left bytes of a record that the end of the file cuts; 0 for none
     */
    protected abstract void end(long left);

    @Override
    public FileReport report() {
        SortedMap<String, Long> noTypes = new TreeMap<>();
        return new FileReport(format, records, trailingBytes, noTypes, "device", problems.lines());
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
