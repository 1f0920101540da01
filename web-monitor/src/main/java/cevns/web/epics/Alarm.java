package cevns.web.epics;

import cevns.analysis.monitor.Snapshot;
import cevns.daq.record.SourceState;
import org.epics.pva.data.nt.PVAAlarm.AlarmSeverity;
import org.epics.pva.data.nt.PVAAlarm.AlarmStatus;

/**
 * The alarm of a variable.
 *
 * @param severity what displays and alarm servers go by
 * @param status who says so
 * @param message why, one word where there is one
 */
record Alarm(AlarmSeverity severity, AlarmStatus status, String message) {

    static final Alarm NONE = new Alarm(AlarmSeverity.NO_ALARM, AlarmStatus.NO_STATUS, "");

    /** There is no number yet. */
    static final Alarm UNDEFINED = new Alarm(AlarmSeverity.INVALID, AlarmStatus.UNDEFINED, "UDF");

    /** The number is the last one there was, and data should have come since. */
    static final Alarm STALE = new Alarm(AlarmSeverity.INVALID, AlarmStatus.DRIVER, "STALE");

    /** Units of some source are not accounted for. */
    static final Alarm LEDGER = new Alarm(AlarmSeverity.MAJOR, AlarmStatus.DRIVER, "LEDGER");

    /** The one of a number of this snapshot: somebody may have flagged the data as bad. */
    static Alarm of(Snapshot snapshot, double value) {
        if (Double.isNaN(value)) {
            return UNDEFINED;
        }
        String flag = snapshot.qualityFlag();
        return flag == null ? NONE : new Alarm(AlarmSeverity.MINOR, AlarmStatus.DEVICE, flag);
    }

    /** The one of a source in this state. */
    static Alarm of(SourceState state) {
        return switch (state) {
            case READY, RUNNING -> NONE;
            case ERROR -> new Alarm(AlarmSeverity.MAJOR, AlarmStatus.DEVICE, "ERROR");
            case DISCONNECTED, CONNECTING, STALLED ->
                    new Alarm(AlarmSeverity.INVALID, AlarmStatus.DRIVER, "COMM");
        };
    }

    /** An error with its reason. */
    static Alarm error(String reason) {
        return new Alarm(AlarmSeverity.MAJOR, AlarmStatus.DRIVER, reason);
    }
}
