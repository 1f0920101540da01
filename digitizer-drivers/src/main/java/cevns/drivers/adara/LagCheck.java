package cevns.drivers.adara;

import cevns.daq.record.BeamPulseView;

/**
 * The self-check at the empty cycle (adara.md §5.1), which works on any feed: a corrected stream
 * shows no charge and veto bit 0 at cycle 0, a raw one shows them at cycle 1; flavor 0 stays at
 * cycle 0 in both.
 */
final class LagCheck {

    /** Less is no beam: 0.1 µC, as one count has been seen without beam [10 pC]. */
    private static final long NO_BEAM_COUNTS = 10_000;

    private static final int VETO_NO_BEAM = 0x001;

    private final ChargeAssociation configured;
    private HeldPulse before;
    private ChargeAssociation seen;

    LagCheck(ChargeAssociation configured) {
        this.configured = configured;
    }

    /** Takes the next pulse, with charge and veto as received. */
    void next(HeldPulse pulse) {
        if (pulse.receivedCycle == 1 && isEmptyCycle(before) && follows(before, pulse)) {
            boolean atZero = isEmpty(before);
            boolean atOne = isEmpty(pulse);
            if (atZero != atOne && !uncorrected(before) && !uncorrected(pulse)) {
                seen = atZero ? ChargeAssociation.STREAM_CORRECTED : ChargeAssociation.RAW_LAGGED;
            }
        }
        before = pulse;
    }

    /** True when the last empty cycle spoke against the configuration. */
    boolean disagrees() {
        return seen != null && seen != configured;
    }

    /** What to tell people; empty when all is well. */
    String alarm() {
        if (!disagrees()) {
            return "";
        }
        String where = seen == ChargeAssociation.RAW_LAGGED ? "cycle 1" : "cycle 0";
        return String.format(
                "charge_association is %s, but the empty cycle shows at %s, as in %s",
                name(configured), where, name(seen));
    }

    private boolean uncorrected(HeldPulse pulse) {
        int flags = BeamPulseView.CHARGE_UNCORRECTED | BeamPulseView.VETO_UNCORRECTED;
        return configured == ChargeAssociation.STREAM_CORRECTED && (pulse.quality & flags) != 0;
    }

    private static boolean isEmptyCycle(HeldPulse pulse) {
        return pulse != null && pulse.receivedCycle == 0 && pulse.flavor == 0;
    }

    private static boolean follows(HeldPulse before, HeldPulse pulse) {
        return PulseAssembler.areNeighbours(before.timeNs, pulse.timeNs);
    }

    private static boolean isEmpty(HeldPulse pulse) {
        return pulse.receivedCharge < NO_BEAM_COUNTS && (pulse.receivedVeto & VETO_NO_BEAM) != 0;
    }

    private static String name(ChargeAssociation association) {
        return association.name().toLowerCase(java.util.Locale.ROOT);
    }
}
