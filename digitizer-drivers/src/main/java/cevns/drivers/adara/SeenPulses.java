package cevns.drivers.adara;

/**
 * The pulse ids of the last minute or so, so that none is told twice. In order of arrival, which is
 * rising but for the odd jump: the search is for those odd ones only.
 */
final class SeenPulses {

    /** More than the second that a reconnect asks for again, by far. */
    static final int KEPT = 4096;

    private final EpicsTime[] ids = new EpicsTime[KEPT];
    private long count;
    private EpicsTime newest;

    /** True when this id is among those kept. */
    boolean contains(EpicsTime id) {
        if (newest == null || id.compareTo(newest) > 0) {
            return false;
        }
        for (long i = count - 1; i >= Math.max(0, count - KEPT); i--) {
            if (ids[(int) (i % KEPT)].equals(id)) {
                return true;
            }
        }
        return false;
    }

    void add(EpicsTime id) {
        ids[(int) (count++ % KEPT)] = id;
        if (newest == null || id.compareTo(newest) > 0) {
            newest = id;
        }
    }
}
