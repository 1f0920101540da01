package cevns.web.dashboard;

import cevns.analysis.monitor.Snapshot;

/**
 * A snapshot and its line of {@code snapshots.jsonl}: the page gets these very bytes.
 *
 * @param snapshot the numbers
 * @param json the line in UTF-8, with or without its line end; not to be changed afterwards
 */
public record Published(Snapshot snapshot, byte[] json) {

    /** Name of this snapshot for a browser that comes back: {@code 1234-56}. */
    String id() {
        return snapshot.run() + "-" + snapshot.number();
    }
}
