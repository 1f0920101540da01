package cevns.drivers.link;

/**
 * One run's worth of a device, from start to stop, on a {@link DeviceLoop} of its own. {@link
 * #begin} and {@link #end} are called on the loop's thread.
 */
public interface DeviceSession {

    /** Begins to connect. */
    void begin();

    /**
     * Ends the run: what the device still sends is taken, holes and the last status are written,
     * and then the session shuts its loop down, all within a second. May be asked for again.
     */
    void end();

    /** Why the state is what it is, for people; from any thread. */
    String reason();
}
