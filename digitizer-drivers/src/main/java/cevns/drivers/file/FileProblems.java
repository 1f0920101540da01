package cevns.drivers.file;

import java.util.ArrayList;
import java.util.List;

/** What was wrong with a file, one line each; the first ones, and how many more there were. */
public final class FileProblems {

    /** Lines that are kept. */
    public static final int KEPT = 20;

    private final List<String> lines = new ArrayList<>();
    private long more;

    /**
     * Adds one.
     *
     * @param offset where in the file [bytes]
     * @param what what was found, and what was expected
     */
    public void add(long offset, String what) {
        if (lines.size() < KEPT) {
            lines.add("byte " + offset + ": " + what);
        } else {
            more++;
        }
    }

    /** True when nothing was wrong. */
    public boolean none() {
        return lines.isEmpty();
    }

    /** The lines, for a report. */
    public List<String> lines() {
        List<String> all = new ArrayList<>(lines);
        if (more > 0) {
            all.add("and " + more + " more");
        }
        return List.copyOf(all);
    }
}
