package cevns.drivers.slowcontrol.n1470;

import java.util.Locale;

/** One channel of the emulated supply: a load behind a voltage that ramps, and trips. */
final class N1470Channel {

    /** Current of the voltage divider behind it [uA per V]. */
    private static final double LOAD = 0.2;

    private static final double TOO_HIGH_V = 2.5;
    private static final double NS = 1e-9;

    double setVolts;
    double limitMicroamperes = 500;
    double maxVolts = 8000;
    double rampUp = 50;
    double rampDown = 100;
    double tripS = 10;
    String powerDown = "RAMP";
    String currentRange = "HIGH";

    private final N1470Settings settings;
    private double volts;
    private boolean on;
    private boolean tripped;
    private long nowNs;
    private long overSinceNs = -1;

    /** Begins on, at its voltage, as a supply does that has been running for long. */
    N1470Channel(N1470Settings settings, double setVolts, long nowNs) {
        this.settings = settings;
        this.setVolts = setVolts;
        this.nowNs = nowNs;
        on = setVolts > 0;
        volts = on ? setVolts : 0;
    }

    void switchOn() {
        on = true;
        tripped = false;
        overSinceNs = -1;
    }

    void switchOff() {
        on = false;
    }

    /** Clears a trip. */
    void clear() {
        tripped = false;
    }

    /** Lets the time pass. */
    void advance(long toNs, long startNs) {
        double dt = Math.max(0, toNs - nowNs) * NS;
        nowNs = Math.max(nowNs, toNs);
        double goal = on ? Math.min(setVolts, maxVolts) : 0;
        if (!on && powerDown.equals("KILL")) {
            volts = 0;
        } else if (volts < goal) {
            volts = Math.min(goal, volts + rampUp * dt);
        } else {
            volts = Math.max(goal, volts - rampDown * dt);
        }
        boolean spark = settings.sparks(nowNs - startNs);
        if (on && (spark || microamperes() > limitMicroamperes)) {
            overSinceNs = overSinceNs < 0 ? nowNs : overSinceNs;
            if (spark || tripS < 1000 && (nowNs - overSinceNs) * NS >= tripS) {
                on = false;
                tripped = true;
                volts = 0;
                overSinceNs = -1;
            }
        } else {
            overSinceNs = -1;
        }
    }

    double volts() {
        return volts;
    }

    double microamperes() {
        return Math.min(limitMicroamperes, volts * LOAD);
    }

    int status() {
        int bits = on ? N1470Status.ON : 0;
        double goal = on ? Math.min(setVolts, maxVolts) : 0;
        if (volts < goal) {
            bits |= N1470Status.RAMPING_UP;
        } else if (volts > goal) {
            bits |= N1470Status.RAMPING_DOWN;
        }
        if (overSinceNs >= 0) {
            bits |= N1470Status.OVER_CURRENT;
        }
        if (on && setVolts > maxVolts) {
            bits |= N1470Status.MAX_VOLTAGE;
        }
        if (on && volts > setVolts + TOO_HIGH_V) {
            bits |= N1470Status.OVER_VOLTAGE;
        }
        return tripped ? bits | N1470Status.TRIP : bits;
    }

    /** A current as the device writes it. */
    String current() {
        String format = currentRange.equals("LOW") ? "%08.3f" : "%07.2f";
        return String.format(Locale.ROOT, format, microamperes());
    }
}
