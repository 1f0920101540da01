package cevns.drivers.emulation;

/** What the random numbers of one seed are for; a new purpose gets a new number. */
final class Streams {

    static final int LINE = 1;
    static final int CHARGE = 2;
    static final int TRIPS = 3;
    static final int NOISE = 4;
    static final int PULSES = 5;
    static final int EFFECTS = 6;
    static final int LIGHT = 7;
    static final int CHARGE_PULSES = 8;
    static final int CHARGE_NOISE = 9;
    static final int LOAD = 10;
    static final int INCIDENTS = 11;

    private Streams() {}
}
