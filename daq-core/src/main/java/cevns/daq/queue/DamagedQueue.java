package cevns.daq.queue;

/** The file that holds the records is damaged outside of them. */
public final class DamagedQueue extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message which run, and from which record on
     */
    public DamagedQueue(String message, Throwable cause) {
        super(message, cause);
    }
}
