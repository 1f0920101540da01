package cevns.drivers;

import java.io.IOException;

/** A file whose content is of no format that we can read. */
public final class UnknownFormat extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message which file, and what can be read
     */
    public UnknownFormat(String message) {
        super(message);
    }
}
