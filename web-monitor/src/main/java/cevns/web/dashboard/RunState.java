package cevns.web.dashboard;

/** What the program is doing with its run. */
public enum RunState {
    /** Nothing is being taken or read. */
    IDLE,
    /** The sources are being reached and set up. */
    STARTING,
    /** Data are being taken, or a recorded run is being read. */
    RUNNING,
    /** The run is open, the sources are held. */
    PAUSED,
    /** The sources have been told to stop; what is on its way is still being written. */
    STOPPING,
    /** The run could not go on; the reason stands beside it. */
    ERROR
}
