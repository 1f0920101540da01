package cevns.daq.queue;

/** Another process writes this run. */
public final class QueueInUse extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message which run, and which process has it
     */
    public QueueInUse(String message) {
        super(message);
    }
}
