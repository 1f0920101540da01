package cevns.daq.record;

import static cevns.daq.record.RecordLayout.PULSE_CHARGE;
import static cevns.daq.record.RecordLayout.PULSE_CYCLE;
import static cevns.daq.record.RecordLayout.PULSE_FLAVOR;
import static cevns.daq.record.RecordLayout.PULSE_NANOSECONDS;
import static cevns.daq.record.RecordLayout.PULSE_QUALITY;
import static cevns.daq.record.RecordLayout.PULSE_RING_PERIOD;
import static cevns.daq.record.RecordLayout.PULSE_SECONDS;
import static cevns.daq.record.RecordLayout.PULSE_VETO;

import java.nio.ByteBuffer;

/**
 * The accelerator's record of one cycle. The header's time is the pulse id in UTC. A flyweight.
 *
 * <pre>
 *   32        36            40      42       44       48          52     54        56
 *  +---------+-------------+-------+--------+--------+-----------+------+---------+
 *  | seconds | nanoseconds | cycle | flavor | charge | ring [ps] | veto | quality |
 *  | u32     | u32         | u16   | u8, 0  | i32    | i32       | u16  | u16     |
 *  +---------+-------------+-------+--------+--------+-----------+------+---------+
 * </pre>
 */
public final class BeamPulseView extends RecordView {

    /** Quality: the charge was not repaired for its lag of one pulse. */
    public static final int CHARGE_UNCORRECTED = 1;

    /** Quality: the veto word was not repaired for its lag of one pulse. */
    public static final int VETO_UNCORRECTED = 1 << 1;

    /** Quality: this pulse id came twice. */
    public static final int DUPLICATE_ID = 1 << 2;

    /** Quality: the cycle number jumped before this pulse. */
    public static final int CYCLE_JUMP = 1 << 3;

    /** Quality: the charge is interpolated between its neighbours. */
    public static final int INTERPOLATED_CHARGE = 1 << 4;

    /** Quality: the charge is the average of a process variable. */
    public static final int AVERAGE_CHARGE = 1 << 5;

    /** Quality: the accelerator sent no timing record for this pulse. */
    public static final int RTDL_MISSING = 1 << 6;

    /** Quality: the pulse id is earlier than the one before. */
    public static final int TIME_BACKWARDS = 1 << 7;

    /** What {@link #charge()} gives when it is not known. */
    public static final int UNKNOWN_CHARGE = -1;

    /** What {@link #cycle()} gives when it is not known. */
    public static final int UNKNOWN_CYCLE = 0xFFFF;

    @Override
    public BeamPulseView wrap(ByteBuffer buffer, int offset) {
        super.wrap(buffer, offset);
        return this;
    }

    /** Seconds of the pulse id as received [s since 1990-01-01 UTC for ADARA]. */
    public long seconds() {
        return buffer.getInt(offset + PULSE_SECONDS) & 0xFFFFFFFFL;
    }

    /** Nanoseconds of the pulse id as received. */
    public long nanoseconds() {
        return buffer.getInt(offset + PULSE_NANOSECONDS) & 0xFFFFFFFFL;
    }

    /** Machine cycle 0…599, or {@link #UNKNOWN_CYCLE}. */
    public int cycle() {
        return buffer.getShort(offset + PULSE_CYCLE) & 0xFFFF;
    }

    /** Pulse flavor 0…7; 0 is no beam, 1 is normal on target 1. */
    public int flavor() {
        return buffer.get(offset + PULSE_FLAVOR) & 0xFF;
    }

    /** Proton charge [10 pC]; {@link #UNKNOWN_CHARGE} when not known. */
    public int charge() {
        return buffer.getInt(offset + PULSE_CHARGE);
    }

    /** Ring period [ps]; 0 when not known. */
    public int ringPeriodPs() {
        return buffer.getInt(offset + PULSE_RING_PERIOD);
    }

    /** Veto bits of this pulse. */
    public int veto() {
        return buffer.getShort(offset + PULSE_VETO) & 0xFFFF;
    }

    /** The quality bits above. */
    public int quality() {
        return buffer.getShort(offset + PULSE_QUALITY) & 0xFFFF;
    }
}
