package cevns.daq.record;

/**
 * What a person did or said during a run.
 *
 * <p>A note of the kind {@value #QUALITY} says {@code bad: reason} when the data are not to be
 * counted from now on, and {@code good: reason} when they are again.
 *
 * @param timeNs host time [ns since the Unix epoch]
 * @param who the name from the login
 * @param what kind of note: command, comment, hand-over, quality, unblinding (see {@link
 *     Unblinding})
 * @param text the note itself
 */
public record Note(long timeNs, String who, String what, String text) {

    /** Kind of a note on the quality of the data. */
    public static final String QUALITY = "quality";

    private static final String BAD = "bad: ";
    private static final String GOOD = "good: ";

    /** A note that the data are not to be counted. */
    public static Note bad(long timeNs, String who, String reason) {
        return new Note(timeNs, who, QUALITY, BAD + reason);
    }

    /** A note that the data are to be counted again. */
    public static Note good(long timeNs, String who, String reason) {
        return new Note(timeNs, who, QUALITY, GOOD + reason);
    }

    /** True when it says that the data are not to be counted. */
    public boolean isBad() {
        return what.equals(QUALITY) && text.startsWith(BAD);
    }

    /** True when it says that the data are to be counted again. */
    public boolean isGood() {
        return what.equals(QUALITY) && text.startsWith(GOOD);
    }
}
