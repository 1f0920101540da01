package cevns.drivers.emulation;

/**
 * What a free-running board sees: something happens at an input now and then, in between there is
 * noise. Used by one thread, the board's: it asks what happens next, waits for it, looks at the
 * traces around it and decides for itself whether that triggers, and goes on with {@link #advance}.
 */
public interface EmulatedSignals extends EmulatedInputs {

    /** The trigger input, among the inputs. */
    int TRIGGER_INPUT = -1;

    /**
     * Time of what happens next, never before that of the last.
     *
     * @return [ns since the Unix epoch, host clock]
     */
    long nextNs();

    /** Where it happens: a channel from 0, or {@link #TRIGGER_INPUT}. */
    int nextInput();

    /**
     * Writes the trace of a channel, with all that happens to it around that time.
     *
     * @param channel from 0; one with nothing connected shows a flat line
     * @param samples takes ADC counts from index 0; at least {@code n} long
     * @param n samples to write
     * @param fromNs time of the first sample [ns from {@link #nextNs}]
     * @param sampleNs time from sample to sample [ns]
     */
    void fill(int channel, char[] samples, int n, double fromNs, double sampleNs);

    /**
     * Number of the trace that {@link #fill} would write of a channel, where traces are made once
     * and repeated: the same samples whatever the time of the first one.
     *
     * @return from 0; −1 when every trace is new
     */
    default int repeated(int channel) {
        return -1;
    }

    /** Goes on to what happens after that. */
    void advance();
}
