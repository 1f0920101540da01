package cevns.drivers.sis3316;

import java.io.IOException;

/** A board answers, but not as it must. */
final class BoardRefusal extends IOException {

    private static final long serialVersionUID = 1;

    BoardRefusal(String message) {
        super(message);
    }
}
