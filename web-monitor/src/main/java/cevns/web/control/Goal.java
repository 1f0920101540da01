package cevns.web.control;

/** What the operators want; run control brings the system there and keeps it there. */
public enum Goal {
    /** No run. */
    IDLE,
    /** Data are to be taken, in one run after the other. */
    RUNNING,
    /** A run stands open, its digitizers stopped. */
    PAUSED
}
