package cevns.daq.record;

import java.util.Locale;

/**
 * One person's decision that a blinded result may be looked at. Two of them, by different people
 * and for the same configuration, are an {@link Unblinding}.
 *
 * @param timeNs when [ns since the Unix epoch]
 * @param who the person, by the name that was given
 * @param user the login under which it was given
 * @param comment why; at least three characters
 * @param configHash SHA-256 of the configuration text whose runs are opened, hexadecimal
 * @param rule name of the blinding rule in that configuration
 */
public record Decision(
        long timeNs, String who, String user, String comment, String configHash, String rule) {

    /** A comment shorter than this says nothing. */
    public static final int SHORTEST_COMMENT = 3;

    public Decision {
        who = who.strip();
        comment = comment.strip();
        if (who.isEmpty()) {
            throw new IllegalArgumentException("a decision needs the name of a person");
        }
        if (comment.length() < SHORTEST_COMMENT) {
            throw new IllegalArgumentException(
                    "a decision needs a comment of "
                            + SHORTEST_COMMENT
                            + " characters or more, found '"
                            + comment
                            + "'");
        }
        if (configHash.isEmpty()) {
            throw new IllegalArgumentException("a decision needs the hash of a configuration");
        }
    }

    /** True when both were made by one person: names are compared without case and blanks. */
    public boolean isOfTheSamePersonAs(Decision other) {
        return plain(who).equals(plain(other.who));
    }

    private static String plain(String name) {
        return name.replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
