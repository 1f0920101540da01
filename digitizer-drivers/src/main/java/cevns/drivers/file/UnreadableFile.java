package cevns.drivers.file;

/** A file of which nothing can be read; its report says why. */
public final class UnreadableFile extends SequentialFile {

    private final String reason;

    /**
     * @param format name for the report
     * @param reason what was found and what was expected
     */
    public UnreadableFile(String format, FileBytes bytes, String reason) {
        super(format, bytes, 1, Integer.MAX_VALUE);
        this.reason = reason;
    }

    @Override
    public long timeNs() {
        return 0;
    }

    @Override
    protected Verdict judge(boolean searching) {
        return Verdict.DAMAGED;
    }

    @Override
    protected String describe() {
        return reason;
    }

    @Override
    protected void take(long skipped) {
        throw new IllegalStateException("no record is ever whole here");
    }

    @Override
    protected void end(long left, boolean damaged) {
        // No source is known to tell of it.
    }
}
