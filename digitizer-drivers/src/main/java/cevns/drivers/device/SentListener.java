package cevns.drivers.device;

/**
 * Told when an emulated device has given data to its socket, which is what latencies are measured
 * from. Called on the device's threads: it must be quick.
 */
@FunctionalInterface
public interface SentListener {

    /**
     * The last byte of some data is with the operating system.
     *
     * @param ticks device counter of the data's last trigger, as the run's records give it
     * @param nanoTime {@link System#nanoTime} at that moment
     */
    void sent(long ticks, long nanoTime);
}
