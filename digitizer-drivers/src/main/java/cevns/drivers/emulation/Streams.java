package cevns.drivers.emulation;

/** What the random numbers of one seed are for; a new purpose gets a new number. */
final class Streams {

    static final int LINE = 1;
    static final int CHARGE = 2;
    static final int TRIPS = 3;

    private Streams() {}
}
