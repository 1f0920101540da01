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

    /** The empty datagram that was owed has come. */
    void idle() {
        armed = arming;
        owed = false;
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
