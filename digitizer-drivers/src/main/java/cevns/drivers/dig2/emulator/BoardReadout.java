package cevns.drivers.dig2.emulator;

/**
 * What an emulated board acquires once it runs. Times are host time [ns since the Unix epoch]; all
 * calls are made under the board's lock.
 */
interface BoardReadout {

    /** Makes the readout of a board with this tree, which puts its events into this group. */
    @FunctionalInterface
    interface Maker {
        BoardReadout of(BoardTree tree, EventGroup group);
    }

    /** The board has been armed, and its parameters stay as they are until the run begins. */
    default void prepare() {}

    /** A run begins: counters are 0. */
    void begin(long startNs);

    /** A command asks for a trigger. */
    void softwareTrigger(long timeNs);

    /** A command asks a channel for a trigger, which runs. */
    default void channelTrigger(int channel, long timeNs) {}

    /**
     * Lets happen what is due.
     *
     * @return time until the next [ns]
     */
    long act(long nowNs, boolean running);

    /** A run ends: what is still held goes into the group. */
    void end(long nowNs);

    /** Length of a record, as the start event tells it [samples]. */
    int recordLength();

    /** One tick of the time stamps of start and stop [ns]. */
    double tickNs();

    /** Triggers of the present run. */
    long triggers();

    /** Of those, the ones that the board could not take. */
    long lost();
}
