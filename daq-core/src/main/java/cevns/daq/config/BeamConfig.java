package cevns.daq.config;

import cevns.daq.record.BeamSignal;

/**
 * Beam timing and exposure (beam-trigger-modes.md §5).
 *
 * @param markSource name of the source whose marks are the metronome; empty where no marks come
 * @param markSignal which timing signal is wired there
 * @param t0OffsetNs beam reference = mark + this [ns]
 * @param ringPeriodPs ring period that the offset was found at [ps]; 0 where nobody has said
 * @param charge where the charge of a pulse comes from
 * @param chargeSource name of the source that gives it; empty for none
 * @param energyChannel slow-control channel that gives the kinetic energy of the protons where a
 *     pulse does not, as {@code source/channel}; empty for none
 * @param kwhChannel slow-control channel of the facility's energy counter, which the energy of the
 *     pulses is compared with, as {@code source/channel}; empty for none
 * @param t0Validity what names the calibration that the offset is from; empty where nothing does
 * @param drainS at the end of a run the charge of the last marks is waited for so long [s]
 * @param settleS a mark without a pulse is settled as unknown after so much later marks [s]
 * @param goodConfidence lowest confidence of a match that counts as good, 0…3
 * @param snapshotEveryMarks marks from snapshot to snapshot
 * @param reorderNs events older than the newest mark minus this are released [ns]
 * @param vetoMask veto bits that make a pulse abnormal at our target station
 */
public record BeamConfig(
        String markSource,
        BeamSignal markSignal,
        double t0OffsetNs,
        double ringPeriodPs,
        Charge charge,
        String chargeSource,
        String energyChannel,
        String kwhChannel,
        String t0Validity,
        double drainS,
        double settleS,
        int goodConfidence,
        int snapshotEveryMarks,
        long reorderNs,
        int vetoMask) {

    /** Where the proton charge of a pulse comes from. */
    public enum Charge {
        NONE,
        ADARA,
        EPICS
    }

    static BeamConfig read(ConfigTree tree) {
        Charge charge = tree.choice("charge", Charge.class);
        return new BeamConfig(
                tree.string("mark_source", ""),
                tree.choice("mark_signal", BeamSignal.class, BeamSignal.T39),
                tree.number("t0_offset_ns", -1e9, 1e9, 0),
                tree.number("ring_period_ps", 0, 2e6, 0),
                charge,
                charge == Charge.NONE ? "" : tree.string("charge_source"),
                tree.string("energy_channel", ""),
                tree.string("kwh_channel", ""),
                tree.string("t0_validity", ""),
                tree.number("drain_s", 0, 60, 1),
                tree.number("settle_s", 0, 86_400, 600),
                tree.count("good_confidence", 0, 3, 2),
                tree.count("snapshot_every_marks", 1, 100_000, 30),
                tree.integer("reorder_ns", 0, 60_000_000_000L, 20_000_000),
                tree.count("veto_mask", 0, 0xFFFF, 0xFFB));
    }
}
