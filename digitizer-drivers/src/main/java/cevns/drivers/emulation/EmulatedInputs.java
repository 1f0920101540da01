package cevns.drivers.emulation;

/** What reaches every emulated board beside its signals: a clock, and what keeps it busy. */
public interface EmulatedInputs {

    /**
     * What the board's counter has counted, by the clock that it gets.
     *
     * @param timeNs true time [host time, ns since the Unix epoch]
     * @param zeroNs when the counter was cleared [host time]
     * @return time since then on that clock [ns]
     */
    default long counterNs(long timeNs, long zeroNs) {
        return timeNs - zeroNs;
    }

    /**
     * True while the board cannot take a trigger, but counts it.
     *
     * @param timeNs of the trigger [host time, ns since the Unix epoch]
     */
    default boolean isBusy(long timeNs) {
        return false;
    }
}
