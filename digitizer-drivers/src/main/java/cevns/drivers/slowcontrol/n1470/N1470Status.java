package cevns.drivers.slowcontrol.n1470;

import cevns.daq.record.Quality;

/** The bits of parameter STAT of a channel. */
final class N1470Status {

    static final int ON = 1;
    static final int RAMPING_UP = 1 << 1;
    static final int RAMPING_DOWN = 1 << 2;
    static final int OVER_CURRENT = 1 << 3;
    static final int OVER_VOLTAGE = 1 << 4;
    static final int UNDER_VOLTAGE = 1 << 5;
    static final int MAX_VOLTAGE = 1 << 6;
    static final int TRIP = 1 << 7;
    static final int OVER_POWER = 1 << 8;
    static final int OVER_TEMPERATURE = 1 << 9;
    static final int DISABLED = 1 << 10;
    static final int KILLED = 1 << 11;
    static final int INTERLOCK = 1 << 12;
    static final int CALIBRATION_ERROR = 1 << 13;

    private static final int ON_ITS_WAY = RAMPING_UP | RAMPING_DOWN;
    private static final int TROUBLE =
            OVER_CURRENT
                    | OVER_VOLTAGE
                    | UNDER_VOLTAGE
                    | MAX_VOLTAGE
                    | TRIP
                    | OVER_POWER
                    | OVER_TEMPERATURE
                    | DISABLED
                    | KILLED
                    | INTERLOCK;

    private N1470Status() {}

    /** How good the values of a channel in this state are: a ramp is minor, a trip is major. */
    static Quality quality(int status) {
        if ((status & CALIBRATION_ERROR) != 0) {
            return Quality.INVALID;
        }
        if ((status & TROUBLE) != 0) {
            return Quality.MAJOR;
        }
        return (status & ON_ITS_WAY) != 0 ? Quality.MINOR : Quality.GOOD;
    }
}
