package cevns.drivers.slowcontrol.cryomech;

import cevns.daq.config.ConfigTree;
import cevns.drivers.slowcontrol.Signal;

/**
 * The emulated compressor, whatever protocol it is asked by: running, until somebody stops it or
 * its coolant fails.
 */
final class Compressor {

    private static final double NS = 1e-9;
    private static final double COOLING_S = 300;
    private static final double ROOM_C = 21;

    private final Signal sway = new Signal(0, 0.2, 90);
    private final double failAfterS;
    private final double currentA;
    private final double hours;
    private final long startNs;
    private boolean running = true;

    private Compressor(double failAfterS, double currentA, double hours, long startNs) {
        this.failAfterS = failAfterS;
        this.currentA = currentA;
        this.hours = hours;
        this.startNs = startNs;
    }

    /**
     * Reads {@code coolant_fails_after_s}, {@code motor_current_a} and {@code operating_hours}; all
     * have defaults.
     */
    static Compressor read(ConfigTree emulator, long startNs) {
        return new Compressor(
                emulator.number("coolant_fails_after_s", 0, 1e9, 0),
                emulator.number("motor_current_a", 0, 100, 24),
                emulator.number("operating_hours", 0, 1e6, 12_345),
                startNs);
    }

    void run(boolean on) {
        running = on;
    }

    boolean running() {
        return running;
    }

    double currentA() {
        return running ? currentA : 0;
    }

    double hours(long nowNs) {
        return hours + (nowNs - startNs) * NS / 3600;
    }

    /** A temperature that is so much while all is well [degC]. */
    double celsius(double usual, long nowNs) {
        return (running ? usual : ROOM_C) + heated(nowNs) + sway.at(nowNs - startNs);
    }

    /** A pressure that is so much while all is well [bar]. */
    double bar(double usual, double still, long nowNs) {
        return (running ? usual : still) + 0.1 * sway.at(nowNs - startNs);
    }

    /** What the failing coolant lets it rise, 40 K in the end [K]. */
    private double heated(long nowNs) {
        double sinceS = (nowNs - startNs) * NS - failAfterS;
        return failAfterS == 0 || sinceS < 0 ? 0 : 40 * (1 - StrictMath.exp(-sinceS / COOLING_S));
    }

    /** Warning: coolant-in above 30 degC. */
    boolean warm(long nowNs) {
        return celsius(SmdpQuantity.COOLANT_IN.usual, nowNs) > 30;
    }
}
