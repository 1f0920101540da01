package cevns.web.simulation;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

/** Says how far a long work is, with an estimate of the time that is left. For several threads. */
public final class Progress {

    private static final long PERIOD_NS = TimeUnit.SECONDS.toNanos(3);

    private final PrintStream out;
    private final String what;
    private final int total;
    private final boolean terminal;
    private final long start = System.nanoTime();
    private long told = start;
    private int done;

    /**
     * @param out where it goes
     * @param what is done
     * @param total number of steps, 1 or more
     * @param terminal true to write over the same line
     */
    public Progress(PrintStream out, String what, int total, boolean terminal) {
        this.out = out;
        this.what = what;
        this.total = total;
        this.terminal = terminal;
    }

    /** One step is done. */
    synchronized void step() {
        done++;
        long now = System.nanoTime();
        if (now - told < PERIOD_NS && done < total) {
            return;
        }
        told = now;
        long left = (now - start) / done * (total - done);
        String line =
                String.format(
                        "%s %d/%d, about %d s left",
                        what, done, total, TimeUnit.NANOSECONDS.toSeconds(left));
        if (terminal && done < total) {
            out.print("\r" + line + " ");
            out.flush();
        } else {
            out.println(terminal ? "\r" + line + " " : line);
        }
    }
}
