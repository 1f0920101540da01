package cevns.drivers.emulation;

import java.util.Arrays;

/**
 * What arrives at one input around one trigger: single photoelectrons, large pulses too bright to
 * be counted, and stretches in which the linear gate is closed. Times are ns from the trigger.
 * Reused from trigger to trigger; grows to the largest one.
 */
final class PmtLight {

    private double[] times = new double[4096];
    private double[] charges = new double[4096];
    private int count;

    private double[] largeTimes = new double[16];
    private double[] largeCharges = new double[16];
    private int largeCount;

    private double[] gateFrom = new double[16];
    private double[] gateTo = new double[16];
    private int gateCount;

    void clear() {
        count = 0;
        largeCount = 0;
        gateCount = 0;
    }

    /** A photoelectron, charge in ADC counts × ns. */
    void add(double timeNs, double chargeAdcNs) {
        if (count == times.length) {
            times = Arrays.copyOf(times, 2 * count);
            charges = Arrays.copyOf(charges, 2 * count);
        }
        times[count] = timeNs;
        charges[count++] = chargeAdcNs;
    }

    /** A pulse of many photoelectrons, without their statistics. */
    void addLarge(double timeNs, double chargeAdcNs) {
        if (largeCount == largeTimes.length) {
            largeTimes = Arrays.copyOf(largeTimes, 2 * largeCount);
            largeCharges = Arrays.copyOf(largeCharges, 2 * largeCount);
        }
        largeTimes[largeCount] = timeNs;
        largeCharges[largeCount++] = chargeAdcNs;
    }

    /** Closes the gate in {@code [fromNs, toNs)}. */
    void closeGate(double fromNs, double toNs) {
        if (gateCount == gateFrom.length) {
            gateFrom = Arrays.copyOf(gateFrom, 2 * gateCount);
            gateTo = Arrays.copyOf(gateTo, 2 * gateCount);
        }
        gateFrom[gateCount] = fromNs;
        gateTo[gateCount++] = toNs;
    }

    int count() {
        return count;
    }

    double timeNs(int i) {
        return times[i];
    }

    double chargeAdcNs(int i) {
        return charges[i];
    }

    int largeCount() {
        return largeCount;
    }

    double largeTimeNs(int i) {
        return largeTimes[i];
    }

    double largeChargeAdcNs(int i) {
        return largeCharges[i];
    }

    int gateCount() {
        return gateCount;
    }

    double gateFromNs(int i) {
        return gateFrom[i];
    }

    double gateToNs(int i) {
        return gateTo[i];
    }
}
