package cevns.analysis.event;

import java.util.Arrays;

/** Median of the last so many values. Values are kept sorted, so that each step is one shift. */
final class RunningMedian {

    private final long[] newest;
    private final long[] sorted;
    private int count;
    private int at;

    RunningMedian(int capacity) {
        newest = new long[capacity];
        sorted = new long[capacity];
    }

    void add(long value) {
        if (count == newest.length) {
            int old = Arrays.binarySearch(sorted, 0, count, newest[at]);
            System.arraycopy(sorted, old + 1, sorted, old, count - old - 1);
            count--;
        }
        int place = Arrays.binarySearch(sorted, 0, count, value);
        place = place < 0 ? -place - 1 : place;
        System.arraycopy(sorted, place, sorted, place + 1, count - place);
        sorted[place] = value;
        count++;
        newest[at] = value;
        at = (at + 1) % newest.length;
    }

    /** Values it speaks of. */
    int count() {
        return count;
    }

    /** The median, of an even number the upper one of the middle two; 0 of none. */
    long median() {
        return count == 0 ? 0 : sorted[count / 2];
    }

    /** The smallest; 0 of none. */
    long smallest() {
        return count == 0 ? 0 : sorted[0];
    }

    void clear() {
        count = 0;
        at = 0;
    }
}
