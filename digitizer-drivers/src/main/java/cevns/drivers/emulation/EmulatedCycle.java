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

    /** Protons on target. */
    public double protons() {
        return chargeCounts * PROTONS_PER_COUNT;
    }
}
