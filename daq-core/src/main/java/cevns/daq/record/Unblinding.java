package cevns.daq.record;

import java.util.List;
import java.util.Optional;

/**
 * The decision of two different people that the result of the runs of one analysis may be looked
 * at. In the queue of a run it is a {@link Note} of the kind {@value #WHAT}; from there on the run
 * is open, live and in every replay.
 *
 * @param first the one who asked for it
 * @param second the one who agreed
 */
public record Unblinding(Decision first, Decision second) {

    /** Kind of the note. */
    public static final String WHAT = "unblinding";

    /**
     * @throws IllegalArgumentException if both are of one person, or for different analyses
     */
    public Unblinding {
        if (first.isOfTheSamePersonAs(second)) {
            throw new IllegalArgumentException(
                    "both decisions are by " + first.who() + "; two people are needed");
        }
        if (!first.analysisHash().equals(second.analysisHash())) {
            throw new IllegalArgumentException(
                    "one decision is for analysis "
                            + first.analysisHash()
                            + ", the other for "
                            + second.analysisHash());
        }
    }

    /** The analysis whose runs are opened. */
    public String analysisHash() {
        return first.analysisHash();
    }

    /** Both names, who asked for it first. */
    public List<String> who() {
        return List.of(first.who(), second.who());
    }

    /** The note that opens a run. */
    public Note note(long timeNs) {
        return new Note(timeNs, String.join(", ", who()), WHAT, RecordText.of(this));
    }

    /**
     * The unblinding that a note holds; nothing when it is a note of another kind, or its text is
     * not the decision of two different people.
     */
    public static Optional<Unblinding> of(Note note) {
        if (!note.what().equals(WHAT)) {
            return Optional.empty();
        }
        try {
            return Optional.of(RecordText.unblinding(note.text()));
        } catch (BadText | IllegalArgumentException e) {
            return Optional.empty(); // what is not understood opens nothing
        }
    }
}
