package cevns.drivers.device;

import java.util.Map;
import java.util.TreeMap;

/**
 * Boards that start by the signal of a first one. Nobody is called back: each driver says here how
 * its board stands, and looks every few ms at what the others have said. Used by the threads of all
 * these drivers.
 *
 * <pre>
 *  the others:  COMING ── armed ──► ARMED ── data held back ──► HOLDING ──► STARTED ──► they run
 *  the first:               all are? ──► hold ──────── all do? ──► starts ──► tells the time of it
 * </pre>
 *
 * <p>A board holds its data back until the time of the common start is known, so that none of them
 * are without a time. One that has started before is none of the group: the signal was there when
 * it was armed, or another one has come.
 */
public final class StartGroup {

    private enum State {
        /** Will be armed. */
        COMING,
        ARMED,
        /** Armed, and holds its data back: it has not started before. */
        HOLDING,
        /** The signal has come; the time of it has not been told yet, or not been asked for. */
        STARTED,
        /** Runs, and will not stop with the signal: nobody waits for it. */
        FREE
    }

    private final String first;
    private final Map<String, State> others = new TreeMap<>();
    private final Map<String, CommonStart> told = new TreeMap<>();
    private boolean holds;
    private int starts;

    StartGroup(String first) {
        this.first = first;
    }

    /** The board whose signal starts the others. */
    public String first() {
        return first;
    }

    /** A board is to be armed: at first, and when it must be armed again. */
    public synchronized void coming(String board) {
        others.put(board, State.COMING);
        told.remove(board);
    }

    /** A board is armed and waits for the signal. */
    public synchronized void armed(String board) {
        others.put(board, State.ARMED);
        told.remove(board);
    }

    /** True while the first board wants the data of this one held back. */
    public synchronized boolean wantsHold(String board) {
        State state = others.get(board);
        return state == State.STARTED || holds && (state == State.ARMED || state == State.HOLDING);
    }

    /** A board's data are held back: what it sends from now on is of the common start. */
    public synchronized void holding(String board) {
        if (holds) {
            others.replace(board, State.ARMED, State.HOLDING);
        }
    }

    /** The common start of a board that holds its data back; null until it is known. */
    public synchronized CommonStart startOf(String board) {
        return told.remove(board);
    }

    /**
     * A board runs.
     *
     * @param stopsWithSignal true when it stops with the first board, to be armed with it again
     */
    public synchronized void runs(String board, boolean stopsWithSignal) {
        others.put(board, stopsWithSignal ? State.COMING : State.FREE);
        told.remove(board);
    }

    /** True when every board that is to be started is armed. */
    public synchronized boolean allArmed() {
        return !others.containsValue(State.COMING);
    }

    /** True when no board is armed that has not begun to hold its data back. */
    public synchronized boolean allHold() {
        return !others.containsValue(State.ARMED);
    }

    /** True when there is no board to be started. */
    public synchronized boolean isEmpty() {
        return others.isEmpty();
    }

    /** The boards that are awaited, for people. */
    public synchronized String awaited() {
        return String.join(
                ", ", others.keySet().stream().filter(b -> others.get(b) == State.COMING).toList());
    }

    /** The first board is about to be started. */
    public synchronized void hold() {
        holds = true;
    }

    /** The first board is not started after all: data need not be held back. */
    public synchronized void callOff() {
        holds = false;
        others.replaceAll((board, state) -> state == State.HOLDING ? State.ARMED : state);
    }

    /**
     * The first board has been started.
     *
     * @param originNs host time at counter zero [ns since the Unix epoch]
     * @param uncertaintyNs how far that may be off [ns]
     * @return its start, which is that of the boards that held their data back
     */
    public synchronized CommonStart started(long originNs, long uncertaintyNs) {
        holds = false;
        others.replaceAll((board, state) -> state == State.HOLDING ? State.STARTED : state);
        if (!others.containsValue(State.STARTED)) {
            return CommonStart.alone(originNs, uncertaintyNs);
        }
        return new CommonStart(originNs, uncertaintyNs, first + "/" + ++starts);
    }

    /** Tells the others of the start that {@link #started} has named. */
    public synchronized void tell(CommonStart start) {
        others.forEach(
                (board, state) -> {
                    if (state == State.STARTED) {
                        told.put(board, start);
                    }
                });
    }
}
