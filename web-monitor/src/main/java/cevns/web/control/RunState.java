package cevns.web.control;

/** What run control is doing. */
public enum RunState {
    /** No run. */
    IDLE,
    /** The sources are being started. */
    STARTING,
    /** Data are being taken. */
    RUNNING,
    /** The sources are being stopped and the run is being closed. */
    STOPPING,
    /** A run could not be started or closed; the reason says why. */
    ERROR
}
