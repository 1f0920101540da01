package cevns.drivers.slowcontrol.shq;

import cevns.daq.record.Quality;

/** The module status byte, answer of T1. */
final class ShqModule {

    /** The quality of the output is not guaranteed at present. */
    static final int QUALITY = 0x80;

    /** A limit of voltage or current was exceeded. */
    static final int ERROR = 0x40;

    /** The inhibit input was or is active. */
    static final int INHIBIT = 0x20;

    static final int KILL_ENABLED = 0x10;
    static final int SWITCHED_OFF = 0x08;
    static final int POSITIVE = 0x04;
    static final int MANUAL = 0x02;
    static final int SHOWS_VOLTAGE = 0x01;

    private ShqModule() {}

    static Quality quality(int status) {
        if ((status & (ERROR | INHIBIT)) != 0) {
            return Quality.MAJOR;
        }
        return (status & QUALITY) != 0 ? Quality.MINOR : Quality.GOOD;
    }
}
