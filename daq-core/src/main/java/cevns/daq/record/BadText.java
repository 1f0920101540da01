package cevns.daq.record;

/** The JSON body of a record is not what its type demands. */
public final class BadText extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message which field, what was expected, what was found
     */
    public BadText(String message) {
        super(message);
    }
}
