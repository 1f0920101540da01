package cevns.drivers.dig2;

/** The board said no to a command; the message has its own words. */
final class RefusedCommand extends Exception {

    private static final long serialVersionUID = 1L;

    RefusedCommand(String message) {
        super(message);
    }
}
