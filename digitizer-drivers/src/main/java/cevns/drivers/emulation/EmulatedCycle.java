package cevns.drivers.emulation;

/**
 * One cycle of the emulated machine, as it truly was: charge and veto are those of this cycle, not
 * the late ones of the wire.
 *
 * @param index cycles since the machine began, from 0
 * @param timeNs event 39 [host time, ns since the Unix epoch]
 * @param cycle number in the super-cycle, 0…599
 * @param flavor 0 no beam meant, 1 normal on target 1
 * @param chargeCounts proton charge [10 pC]
 * @param ringPeriodPs time of a turn [ps]
 * @param veto veto bits (sns-beam-timing.md §3.6)
 */
public record EmulatedCycle(
        long index,
        long timeNs,
        int cycle,
        int flavor,
        int chargeCounts,
        int ringPeriodPs,
        int veto) {

    /** Protons in one count of 10 pC: 1e-11 C / e. */
    private static final double PROTONS_PER_COUNT = 1e-11 / 1.602176634e-19;

    /** Counts below this are no beam: facility records show now and then one without [10 pC]. */
    private static final int NO_BEAM_COUNTS = 10_000;

    /** Something at the timing input that is no cycle of the machine. */
    static EmulatedCycle without(long timeNs) {
        return new EmulatedCycle(-1, timeNs, 0, 0, 0, 0, EmulatedBeam.VETO_NO_BEAM);
    }

    /** False for what is no cycle of the machine. */
    boolean isCycle() {
        return index >= 0;
    }

    /** True when it delivered beam. */
    public boolean hasBeam() {
        return chargeCounts >= NO_BEAM_COUNTS;
    }

    /** The same at another time [host time, ns since the Unix epoch]. */
    EmulatedCycle at(long otherNs) {
        return new EmulatedCycle(index, otherNs, cycle, flavor, chargeCounts, ringPeriodPs, veto);
    }

    /** The same with another beam. */
    EmulatedCycle with(int newFlavor, int counts, int newVeto) {
        return new EmulatedCycle(index, timeNs, cycle, newFlavor, counts, ringPeriodPs, newVeto);
    }

    /** The same with another time of a turn [ps]. */
    EmulatedCycle withRingPeriod(int periodPs) {
        return new EmulatedCycle(index, timeNs, cycle, flavor, chargeCounts, periodPs, veto);
    }

    /** Protons on target. */
    public double protons() {
        return chargeCounts * PROTONS_PER_COUNT;
    }
}
