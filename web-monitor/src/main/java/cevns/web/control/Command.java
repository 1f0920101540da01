package cevns.web.control;

import cevns.daq.record.Note;
import java.util.Locale;

/**
 * What an operator asks of run control.
 *
 * @param action what is to be done
 * @param who the operator's name
 * @param comment why; may be empty
 * @param id of this request, so that one that is sent again after a broken connection is not done
 *     twice; empty for none
 */
public record Command(Action action, String who, String comment, String id) {

    /** Longest name, comment and id [characters]. */
    public static final int MAX_TEXT = 400;

    /** What can be asked for. */
    public enum Action {
        /** Take data. */
        START,
        /** End the run. */
        STOP,
        /** Stop the digitizers, keep the run open. */
        PAUSE,
        /** Start the digitizers again. */
        RESUME,
        /** Begin the next subrun. */
        SUBRUN,
        /** Count nothing from now on: the data are bad, the comment says why. */
        FLAG,
        /** Count again. */
        LIFT;

        /** The word in a command line and in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @throws IllegalArgumentException if there is no name, or a text is too long or has control
     *     characters
     */
    public Command {
        if (who.isBlank()) {
            throw new IllegalArgumentException("who: the name of the operator is expected");
        }
        check("who", who);
        check("comment", comment);
        check("id", id);
    }

    /** The note that it leaves in the run. */
    Note note(long timeNs) {
        return switch (action) {
            case FLAG -> Note.bad(timeNs, who, comment);
            case LIFT -> Note.good(timeNs, who, comment);
            default -> {
                String text = action.word() + (comment.isEmpty() ? "" : ": " + comment);
                yield new Note(timeNs, who, "command", text);
            }
        };
    }

    private static void check(String what, String text) {
        if (text.length() > MAX_TEXT) {
            throw new IllegalArgumentException(
                    what + ": " + text.length() + " characters, at most " + MAX_TEXT);
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(what + ": control characters are not allowed");
        }
    }
}
