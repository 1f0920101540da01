package cevns.daq.record;

/** Why the pipeline could not use a record that is in the queue. */
public enum RejectCause {
    /** The channel is off in the configuration, or not in it. */
    CHANNEL_OFF,
    /** A length that the configuration does not allow. */
    LENGTH,
    /** The same trigger and channel a second time. */
    DUPLICATE,
    /** A time that no clock of the run can have shown. */
    CLOCK,
    /** Came after its time had been released. */
    LATE;

    /** How many causes there are. */
    public static final int COUNT = values().length;
}
