package cevns.web.control;

/** What run control is doing. */
public enum RunState {
    /** No run. */
    IDLE,
    /** The sources are being started. */
    STARTING,
    /** Data are being taken. */
    RUNNING,
    /** The run stands open, its digitizers are stopped. */
    PAUSED,
    /** The sources are being stopped and the run is being closed. */
    STOPPING,
    /** A run could not be started, taken or closed; the reason says why. */
    ERROR
}
