package cevns.drivers.epics;

import com.cosylab.epics.caj.cas.util.FloatingDecimalProcessVariable;
import gov.aps.jca.CAStatus;
import gov.aps.jca.Monitor;
import gov.aps.jca.cas.ProcessVariableReadCallback;
import gov.aps.jca.cas.ProcessVariableWriteCallback;
import gov.aps.jca.dbr.DBR;
import gov.aps.jca.dbr.DBRType;
import gov.aps.jca.dbr.DBR_CTRL_Double;
import gov.aps.jca.dbr.DOUBLE;
import gov.aps.jca.dbr.Severity;
import gov.aps.jca.dbr.Status;
import gov.aps.jca.dbr.TIME;
import gov.aps.jca.dbr.TimeStamp;

/** One variable of an emulated Channel Access server: a double with unit, alarm and time. */
final class ServedVariable extends FloatingDecimalProcessVariable {

    private static final int SECOND_NS = 1_000_000_000;
    private static final int INVALID = 3;
    private static final short DIGITS = 3;

    private final String unit;
    private double value;
    private int severity = INVALID;
    private TimeStamp time = new TimeStamp(0, 0);

    ServedVariable(String name, String unit) {
        super(name, null);
        this.unit = unit;
    }

    /**
     * Takes a value and tells those who have subscribed.
     *
     * @param timeNs its time stamp [ns since the Unix epoch]
     */
    synchronized void post(double newValue, int newSeverity, long timeNs) {
        value = newValue;
        severity = newSeverity;
        time =
                new TimeStamp(
                        Math.floorDiv(timeNs, SECOND_NS) - PvValue.EPOCH_1990,
                        Math.floorMod(timeNs, SECOND_NS));
        if (interest && eventCallback != null) {
            DBR_CTRL_Double told = new DBR_CTRL_Double(1);
            fillInDBR(told);
            fill(told);
            eventCallback.postEvent(Monitor.VALUE | Monitor.LOG | Monitor.ALARM, told);
        }
    }

    @Override
    protected synchronized CAStatus readValue(DBR into, ProcessVariableReadCallback later) {
        fill(into);
        return CAStatus.NORMAL;
    }

    @Override
    protected CAStatus writeValue(DBR from, ProcessVariableWriteCallback later) {
        return CAStatus.NOWTACCESS;
    }

    private void fill(DBR into) {
        ((DOUBLE) into).getDoubleValue()[0] = value;
        TIME alarm = (TIME) into;
        alarm.setTimeStamp(time);
        alarm.setSeverity(Severity.forValue(severity));
        alarm.setStatus(severity == 0 ? Status.NO_ALARM : Status.READ_ALARM);
    }

    @Override
    public DBRType getType() {
        return DBRType.DOUBLE;
    }

    @Override
    public String getUnits() {
        return unit;
    }

    @Override
    public short getPrecision() {
        return DIGITS;
    }

    @Override
    public Number getUpperDispLimit() {
        return 0.0;
    }

    @Override
    public Number getLowerDispLimit() {
        return 0.0;
    }

    @Override
    public Number getUpperAlarmLimit() {
        return Double.NaN;
    }

    @Override
    public Number getUpperWarningLimit() {
        return Double.NaN;
    }

    @Override
    public Number getLowerWarningLimit() {
        return Double.NaN;
    }

    @Override
    public Number getLowerAlarmLimit() {
        return Double.NaN;
    }

    @Override
    public Number getUpperCtrlLimit() {
        return 0.0;
    }

    @Override
    public Number getLowerCtrlLimit() {
        return 0.0;
    }
}
