package cevns.drivers.epics;

import cevns.daq.record.BeamPulseView;
import cevns.daq.record.FrameFault;
import cevns.daq.record.RecordSink;
import java.util.Locale;

/**
 * Makes beam pulses of the values of a charge variable. What only the timing system knows (cycle,
 * ring period, veto) is unknown here and says so. Confined to one thread.
 */
final class PulseCharges {

    /** A count of the records [C]. */
    private static final double COUNT_C = 1e-11;

    /** So much longer than a cycle of 1/60 s, and there was another one between [ns]. */
    private static final long CYCLE_JUMP_NS = 25_000_000;

    private final RecordSink sink;
    private final int quality;
    private double coulombs;
    private long lastNs = Long.MIN_VALUE;

    /**
     * @param unit of the values until the variable tells another
     */
    PulseCharges(RecordSink sink, EpicsVariable.Charge charge, String unit) {
        this.sink = sink;
        quality = charge.quality | BeamPulseView.RTDL_MISSING;
        unit(unit);
    }

    /** The unit of the values to come; false if it is none of charge. */
    boolean unit(String unit) {
        coulombs = coulombs(unit);
        return !Double.isNaN(coulombs);
    }

    /** Takes a value: one pulse, unless it was told before or has no time. */
    void take(PvValue value) {
        if (!value.hasTime()) {
            sink.counters().refuse(FrameFault.VALUE);
            return;
        }
        long timeNs = value.timeNs();
        if (timeNs == lastNs) {
            return; // the present value again, after a connection or with another alarm
        }
        int bits = quality;
        if (lastNs != Long.MIN_VALUE) {
            bits |= timeNs < lastNs ? BeamPulseView.TIME_BACKWARDS : 0;
            bits |= timeNs - lastNs > CYCLE_JUMP_NS ? BeamPulseView.CYCLE_JUMP : 0;
        }
        lastNs = timeNs;
        sink.beamPulse(
                timeNs,
                value.seconds() - PvValue.EPOCH_1990,
                value.nanoseconds(),
                BeamPulseView.UNKNOWN_CYCLE,
                0,
                counts(value),
                0,
                0,
                bits);
    }

    /** The sign of a current monitor is not guaranteed; its charge is meant. */
    private int counts(PvValue value) {
        double counts = Math.abs(value.value()) * coulombs / COUNT_C;
        boolean known = value.severity() >= 0 && value.severity() < 3;
        return known && counts <= Integer.MAX_VALUE
                ? (int) Math.round(counts)
                : BeamPulseView.UNKNOWN_CHARGE;
    }

    /** One of this unit in coulombs; NaN for a unit that is none of charge. */
    static double coulombs(String unit) {
        return switch (unit.trim().toLowerCase(Locale.ROOT)) {
            case "c" -> 1;
            case "mc" -> 1e-3;
            case "uc", "\u00b5c", "\u03bcc" -> 1e-6;
            case "nc" -> 1e-9;
            case "pc" -> 1e-12;
            default -> Double.NaN;
        };
    }
}
