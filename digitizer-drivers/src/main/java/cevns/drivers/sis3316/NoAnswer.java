package cevns.drivers.sis3316;

import java.io.IOException;

/** A board has not answered. Whether what it was told has happened cannot be known from that. */
final class NoAnswer extends IOException {

    private static final long serialVersionUID = 1;

    NoAnswer(String message) {
        super(message);
    }
}
