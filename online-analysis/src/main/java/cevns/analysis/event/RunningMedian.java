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

    /** Median distance of the values from their median; 0 of none. */
    long spread() {
        long middle = median();
        int low = count / 2;
        int high = low + 1;
        long distance = 0;
        // Sorted values are nearest to the median from the middle outwards.
        for (int i = 0; i <= count / 2 && count > 0; i++) {
            long below = low >= 0 ? middle - sorted[low] : Long.MAX_VALUE;
            long above = high < count ? sorted[high] - middle : Long.MAX_VALUE;
            distance = Math.min(below, above);
            low -= below <= above ? 1 : 0;
            high += below <= above ? 0 : 1;
        }
        return distance;
    }

    void clear() {
        count = 0;
        at = 0;
    }
}
