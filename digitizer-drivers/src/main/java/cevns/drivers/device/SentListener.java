package cevns.drivers.device;

/**
 * Told when an emulated device has given data to its socket, which is what latencies are measured
 * from. Called on the device's threads: it must be quick.
 */
@FunctionalInterface
public interface SentListener {

    /** All channels of a trigger. */
    int ALL_CHANNELS = -1;

    /** {@code heldNs} of a device that sends a trigger when it has it. */
    long NOT_HELD = -1;

    /**
     * The last byte of some data is with the operating system.
     *
     * @param channel of the waveform whose data they are, or {@link #ALL_CHANNELS}
     * @param ticks device counter of the data's last trigger, as the run's records give it
     * @param heldNs how long the device had had it, until it was asked for it or by design [ns], or
     *     {@link #NOT_HELD}
     * @param nanoTime {@link System#nanoTime} at that moment
     */
    void sent(int channel, long ticks, long heldNs, long nanoTime);
}
