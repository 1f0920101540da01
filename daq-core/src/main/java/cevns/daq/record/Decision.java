package cevns.daq.record;

import java.util.Locale;

/**
 * One person's decision that a blinded result may be looked at. Two of them, by different people
 * and for the same analysis, are an {@link Unblinding}.
 *
 * @param timeNs when [ns since the Unix epoch]
 * @param who the person, by the name that was given
 * @param user the login under which it was given
 * @param comment why; at least three characters
 * @param analysisHash what is opened: the runs whose analysis and blinding have this hash, see
 *     {@link cevns.daq.config.BlindingConfig#hash}
 * @param configHash SHA-256 of the whole configuration text that was looked at, hexadecimal
 * @param rule name of the blinding rule in it
 */
public record Decision(
        long timeNs,
        String who,
        String user,
        String comment,
        String analysisHash,
        String configHash,
        String rule) {

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
        if (analysisHash.isEmpty()) {
            throw new IllegalArgumentException("a decision needs the hash of an analysis");
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
