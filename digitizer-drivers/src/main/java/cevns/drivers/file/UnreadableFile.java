package cevns.drivers.file;

/** A file of which nothing can be read; its report says why. */
public final class UnreadableFile extends SequentialFile {

    private final String reason;

    /**
     * @param format name for the report
     * @param reason what was found and what was expected
     */
    public UnreadableFile(String format, FileBytes bytes, String reason) {
        super(format, bytes);
        this.reason = reason;
    }

    @Override
    public long timeNs() {
        return 0;
    }

    @Override
    protected boolean readRecord() {
        if (bytes.size() > 0) {
            problems.add(0, reason);
        }
        return false;
    }

    @Override
    protected void end(long left) {
        // No source is known to tell of it.
    }
}
