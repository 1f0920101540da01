package cevns.drivers.dig2;

/**
 * Which data of a connection belong to the present run. The board puts one marker into the data
 * after the connection is opened and after each command that clears data; what lies before it is
 * stale. The marker and the answer to the command travel on different connections, so either may
 * come first: markers still owed are counted, and one that comes while a clearing command is under
 * way is taken for its own.
 */
final class MarkerBarrier implements DataBarrier {

    /** What a marker turned out to be. */
    enum Marker {
        /** One that the board owed. */
        OWED,
        /** One that came before the answer to its command. */
        EARLY,
        /** One that no command of ours asked for: somebody else cleared the data. */
        UNASKED
    }

    private int owed = 1;
    private boolean early;
    private boolean arming;
    private boolean underWay;
    private boolean armed;

    /** A connection has been opened: it owes one marker. */
    void opened() {
        owed = 1;
        early = false;
        underWay = false;
        arming = false;
        armed = false;
    }

    @Override
    public void sent(boolean arm) {
        underWay = true;
        arming = arm;
    }

    @Override
    public void answered(boolean cleared) {
        underWay = false;
        if (cleared && !early) {
            owed++;
        }
        early = false;
    }

    /** A marker has come. */
    Marker marker() {
        if (owed > 0) {
            owed--;
            armed = owed == 0 && arming;
            return Marker.OWED;
        }
        if (underWay) {
            early = true;
            armed = arming;
            return Marker.EARLY;
        }
        return Marker.UNASKED;
    }

    @Override
    public boolean open() {
        return owed == 0 && armed;
    }

    @Override
    public boolean waiting() {
        return owed > 0;
    }
}
