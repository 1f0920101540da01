package cevns.drivers.file;

import java.io.IOException;

/**
 * A file whose records can be told by their content: where no record begins that can be believed,
 * the file is searched for the next one; the stretch between is damage, one line of the report.
 */
public abstract class SearchedFile extends SequentialFile {

    private final int header;
    private final int stride;
    private boolean damagedAtEnd;

    /**
     * @param format name for the report
     * @param header least bytes that {@link #judge} looks at
     * @param stride distance of the places where a record may begin behind damage [bytes]
     */
    protected SearchedFile(String format, FileBytes bytes, int header, int stride) {
        super(format, bytes);
        this.header = header;
        this.stride = stride;
    }

    @Override
    protected final boolean readRecord() throws IOException {
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
            return true;
        }
        damagedAtEnd = damaged;
        long left = bytes.size() - from;
        if (left > 0 && !damaged) {
            problems.add(from, "the file ends in a record, " + left + " bytes of it");
        }
        return false;
    }

    @Override
    protected final void end(long left) {
        end(report().trailingBytes(), damagedAtEnd);
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
}
