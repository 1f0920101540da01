package cevns.web;

import java.io.PrintStream;
import java.util.function.DoubleConsumer;

/**
 * Says how far a long piece of work is: on a terminal in one line that is written over, elsewhere a
 * line every few seconds. Work that is quickly done says nothing.
 */
final class Progress implements DoubleConsumer {

    private static final long QUIET_NS = 2_000_000_000L;
    private static final long ON_TERMINAL_NS = 500_000_000L;
    private static final long ELSEWHERE_NS = 5_000_000_000L;

    private final String what;
    private final PrintStream err;
    private final boolean terminal;
    private final long beginNanos = System.nanoTime();
    private long nextNs = QUIET_NS;
    private boolean shown;

    /** For standard error. */
    Progress(String what) {
        this(what, System.err, System.console() != null);
    }

    Progress(String what, PrintStream err, boolean terminal) {
        this.what = what;
        this.err = err;
        this.terminal = terminal;
    }

    /**
     * Takes how much is done; may be called as often as one likes.
     *
     * @param fraction 0…1; NaN when it is not known
     */
    @Override
    public void accept(double fraction) {
        long elapsedNs = System.nanoTime() - beginNanos;
        if (elapsedNs >= nextNs && fraction > 0) {
            nextNs = elapsedNs + (terminal ? ON_TERMINAL_NS : ELSEWHERE_NS);
            String line = line(fraction, elapsedNs);
            if (terminal) {
                err.print("\r" + line + " ");
                err.flush();
            } else {
                err.println(line);
            }
            shown = true;
        }
    }

    /** Ends the line on a terminal. */
    void done() {
        if (shown && terminal) {
            err.println();
        }
    }

    private String line(double fraction, long elapsedNs) {
        double leftS = elapsedNs * 1e-9 * (1 - fraction) / fraction;
        return String.format("%s: %.0f %%, %.0f s left", what, 100 * Math.min(1, fraction), leftS);
    }
}
