package cevns.drivers.emulation;

/**
 * What an emulated board sees at its inputs, external trigger by external trigger. Used by one
 * thread, the board's: it asks when the next trigger is, waits for it, has the traces of the
 * channels it reads out filled, and goes on with {@link #advance}. A board that is not armed,
 * vetoed or full advances without filling. The board's length, pre-trigger and sampling are those
 * that the driver has set, so they come with each call.
 */
public interface EmulatedTraces extends EmulatedInputs {

    /** Channels with something connected, counted from 0; the board fills others with baseline. */
    int channels();

    /**
     * Time of the next trigger, never before that of the last one. {@link Long#MAX_VALUE} when
     * there is no further one.
     *
     * @return [ns since the Unix epoch, host clock]
     */
    long nextTriggerNs();

    /**
     * Writes the trace that a channel sees around the next trigger. Called at most once per trigger
     * and channel, in increasing channel order.
     *
     * @param channel 0…{@link #channels()} − 1
     * @param samples takes ADC counts from index 0; at least {@code n} long
     * @param n samples to write
     * @param preTrigger samples before the trigger, 0…n
     * @param sampleNs time from sample to sample [ns]
     */
    void fill(int channel, char[] samples, int n, int preTrigger, double sampleNs);

    /**
     * Levels of the board's pattern inputs at the next trigger, one bit each: what triggered it.
     */
    default int pattern() {
        return 1;
    }

    /** Goes on to the trigger after the next one. */
    void advance();
}
