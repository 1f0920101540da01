package cevns.drivers.dig2.wire;

/** The board said no to a command; the message has its own words. */
public final class RefusedCommand extends Exception {

    private static final long serialVersionUID = 1L;

    /** With what the board said. */
    public RefusedCommand(String message) {
        super(message);
    }
}
