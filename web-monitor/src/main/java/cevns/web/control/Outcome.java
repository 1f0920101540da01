package cevns.web.control;

import java.util.Locale;

/**
 * What came of a command.
 *
 * @param result whether it was taken
 * @param text the result in words
 */
public record Outcome(Result result, String text) {

    /** Whether a command was taken. */
    public enum Result {
        /** Taken: the goal has changed, or the act is done. */
        DONE,
        /** Nothing to do: things are as asked, or this request was taken before. */
        ALREADY,
        /** Not possible now; the text says why. */
        REFUSED;

        /** The word in JSON and in a metric's label. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
