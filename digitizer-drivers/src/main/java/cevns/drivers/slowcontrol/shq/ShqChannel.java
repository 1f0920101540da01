package cevns.drivers.slowcontrol.shq;

import java.util.Locale;

/** One channel of the emulated supply: a load behind a voltage that ramps. */
final class ShqChannel {

    private static final double OHMS = 50e6;
    private static final double NS = 1e-9;

    double setVolts;
    int rampVoltsPerS = 255;
    long tripCurrent;
    int autoStart = 8;

    private final boolean negative;
    private final double inhibitAfterS;
    private final long startNs;
    private double volts;
    private double goal;
    private boolean inhibited;
    private boolean inhibitSeen;
    private long nowNs;

    /** Begins at its voltage, as a supply does that has been running for long. */
    ShqChannel(double setVolts, boolean negative, double inhibitAfterS, long startNs) {
        this.setVolts = setVolts;
        this.negative = negative;
        this.inhibitAfterS = inhibitAfterS;
        this.startNs = startNs;
        volts = setVolts;
        goal = setVolts;
        nowNs = startNs;
    }

    void start() {
        goal = setVolts;
    }

    /** Lets the time pass. */
    void advance(long toNs) {
        double step = rampVoltsPerS * Math.max(0, toNs - nowNs) * NS;
        nowNs = Math.max(nowNs, toNs);
        volts = volts < goal ? Math.min(goal, volts + step) : Math.max(goal, volts - step);
        if (inhibitAfterS > 0 && !inhibitSeen && (nowNs - startNs) * NS >= inhibitAfterS) {
            inhibited = true;
            inhibitSeen = true;
            volts = 0;
            goal = 0;
        }
    }

    /** The status word; reading it clears an inhibit. */
    String status() {
        if (inhibited) {
            inhibited = false;
            return "INH";
        }
        return volts < goal ? "L2H" : volts > goal ? "H2L" : "ON ";
    }

    int module() {
        int bits = ShqModule.SHOWS_VOLTAGE | (negative ? 0 : ShqModule.POSITIVE);
        bits |= volts == goal ? 0 : ShqModule.QUALITY;
        return inhibited ? bits | ShqModule.INHIBIT : bits;
    }

    String voltage() {
        return (negative ? "-" : "+") + text(volts, 10, "-01");
    }

    String current() {
        return text(volts / OHMS, 1e8, "-08");
    }

    String set() {
        return text(setVolts, 10, "-01");
    }

    private static String text(double value, double scale, String exponent) {
        return String.format(Locale.ROOT, "%05d%s", Math.round(value * scale), exponent);
    }
}
