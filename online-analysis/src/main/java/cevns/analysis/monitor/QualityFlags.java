package cevns.analysis.monitor;

import cevns.daq.record.Note;
import java.util.Map;
import java.util.TreeMap;

/**
 * What people have noted about the quality of the data while a run is taken: notes of the kind
 * {@value Note#QUALITY}, {@code bad: reason} from which on marks are not good, and {@code good:
 * reason}, which lifts that. A note is about the marks that come after it in the queue, whatever
 * clock it was written by. Other texts change nothing.
 */
final class QualityFlags {

    private static final String GOOD = "";

    /** From which mark on why marks are not good, or that they are again. */
    private final TreeMap<Long, String> changes = new TreeMap<>();

    /** Takes a note. */
    void onNote(Note note, long newestMark) {
        if (note.isBad()) {
            changes.put(newestMark + 1, note.text());
        } else if (note.isGood()) {
            changes.put(newestMark + 1, GOOD);
        }
    }

    /** True when a mark that settles now is not good. Marks settle in their order. */
    boolean settles(long mark) {
        Map.Entry<Long, String> change = changes.floorEntry(mark);
        if (change == null) {
            return false;
        }
        changes.headMap(change.getKey(), false).clear();
        return !change.getValue().equals(GOOD);
    }

    /** Why the marks that come now are not good; null when they are. */
    String now() {
        boolean isGood = changes.isEmpty() || changes.lastEntry().getValue().equals(GOOD);
        return isGood ? null : changes.lastEntry().getValue();
    }
}
