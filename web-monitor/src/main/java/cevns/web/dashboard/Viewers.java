package cevns.web.dashboard;

/** Who is watching. Written by the event loop alone; others may see a value a moment old. */
public final class Viewers {
    private int streams;
    private long skippedUpdates;

    Viewers() {}

    /** Browsers with an open event stream. */
    public int streams() {
        return streams;
    }

    /** Snapshots that a browser did not get because it was still busy with an older one. */
    public long skippedUpdates() {
        return skippedUpdates;
    }

    void came() {
        streams++;
    }

    void left() {
        streams--;
    }

    void skipped() {
        skippedUpdates++;
    }
}
