package cevns.drivers.file;

import cevns.drivers.device.FileReport;
import cevns.drivers.device.RecordedFile;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A file of one kind of record, read from its first byte to its last. Where no record begins that
 * can be believed, the file is searched for the next one; the stretch between is damage, one line
 * of the report.
 */
public abstract class SequentialFile implements RecordedFile {

    /** The bytes, at the next record. */
    protected final FileBytes bytes;

    /** What is wrong with the file. */
    protected final FileProblems problems = new FileProblems();

    private final String format;
    private final int header;
    private final int stride;
    private long records;
    private long trailingBytes;
    private boolean ended;

    /**
     * @param format name for the report
     * @param header least bytes that {@link #judge} looks at
     * @param stride distance of the places where a record may begin behind damage [bytes]
     */
    protected SequentialFile(String format, FileBytes bytes, int header, int stride) {
        this.format = format;
        this.bytes = bytes;
        this.header = header;
        this.stride = stride;
    }

    @Override
    public final boolean next() throws IOException {
        if (ended) {
            return false;
        }
        long from = bytes.position();
        Verdict verdict = Verdict.CUT;
        boolean damaged = false;
        while (bytes.need(header)) {
            verdict = judge(damaged);
            if (verdict != Verdict.DAMAGED) {
                break;
            }
            if (!damaged) {
                problems.add(from, describe());
                damaged = true;
            }
            bytes.skip(stride);
        }
        if (verdict == Verdict.WHOLE) {
            take(bytes.position() - from);
            records++;
            return true;
        }
        ended = true;
        trailingBytes = bytes.size() - from;
        if (trailingBytes > 0 && !damaged) {
            problems.add(from, "the file ends in a record, " + trailingBytes + " bytes of it");
        }
        end(trailingBytes, damaged);
        return false;
    }

    /**
     * What begins at the next byte; at least a header is there.
     *
     * @param searching true behind damage, where a record must prove itself
     */
    protected abstract Verdict judge(boolean searching) throws IOException;

    /** What was found at the next byte and what was expected, for people. */
    protected abstract String describe();

    /**
     * Reads the whole record that begins at the next byte, and skips it.
     *
     * @param skipped damaged bytes in front of it
     */
    protected abstract void take(long skipped) throws IOException;

    /**
     * Tells the sinks of the end: what was lost there, and the last status of each source.
     *
     * @param left bytes behind the last record
     * @param damaged true when they were searched in vain; else they are of a record that is cut
     */
    protected abstract void end(long left, boolean damaged);

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
