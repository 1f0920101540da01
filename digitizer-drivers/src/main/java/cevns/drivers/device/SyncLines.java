package cevns.drivers.device;

import java.util.Map;
import java.util.TreeMap;

/** The signals that emulated boards of a run give to each other: one output of each board. */
public final class SyncLines {

    private final Map<String, SyncLine> byBoard = new TreeMap<>();

    /** The output of the board of this name; from any thread. */
    public synchronized SyncLine of(String board) {
        return byBoard.computeIfAbsent(board, name -> new SyncLine());
    }
}
