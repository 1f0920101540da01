package cevns.drivers.dig2;

/**
 * The barrier of data over UDP: an empty datagram, which a board sends again and again while it has
 * nothing else to send. The first one that comes after the answer to a command counts; earlier ones
 * may have been under way before the data were cleared.
 */
final class IdleBarrier implements DataBarrier {

    private boolean arming;
    private boolean owed;
    private boolean armed;

    @Override
    public void sent(boolean arm) {
        arming = arm;
        armed = false;
    }

    @Override
    public void answered(boolean cleared) {
        owed = cleared;
    }

    /**
     * An empty datagram has come.
     *
     * @return true when it was owed
     */
    boolean idle() {
        boolean wasOwed = owed;
        armed = owed ? arming : armed;
        owed = false;
        return wasOwed;
    }

    @Override
    public boolean open() {
        return armed && !owed;
    }

    @Override
    public boolean waiting() {
        return owed;
    }
}
