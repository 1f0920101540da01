package cevns.analysis;

import java.util.Arrays;

/** Traces with pulses at known places; negative pulses, as of a photomultiplier. */
public final class Traces {

    private Traces() {}

    /** A flat trace. */
    public static char[] flat(int samples, int baseline) {
        char[] trace = new char[samples];
        Arrays.fill(trace, (char) baseline);
        return trace;
    }

    /** Adds a pulse of {@code width} samples and {@code height} counts that begins at a sample. */
    public static char[] pulse(char[] trace, int start, int width, int height) {
        for (int i = start; i < start + width; i++) {
            trace[i] -= (char) height;
        }
        return trace;
    }

    /** A CsI trace: 35,000 samples of 2 ns, baseline 200. */
    public static char[] csi() {
        return flat(35_000, 200);
    }

    /**
     * Light of about so many PE of 60 counts × samples from a sample on: ten samples, then rest.
     */
    public static char[] light(char[] trace, int start, int photoelectrons) {
        for (int i = 0; i < photoelectrons; i++) {
            pulse(trace, start + 40 * i, 6, 10);
        }
        return trace;
    }
}
