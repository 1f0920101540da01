package cevns.drivers.dig2.emulator;

/** Puts what a common trigger of an emulated board has read out into the form of its firmware. */
interface TraceWriter {

    /** A run begins: counters are 0. */
    void begin();

    /**
     * Writes a trigger.
     *
     * @param id number of the trigger, lost ones counted
     * @param ticks its time since the start [8 ns]
     * @param mask channels, bit c for channel c
     * @param traces samples by channel number
     * @param samples of each channel, a multiple of 4
     */
    void write(
            EventGroup group,
            EmulatedTrigger trigger,
            long id,
            long ticks,
            long mask,
            char[][] traces,
            int samples);

    /**
     * Longest form of one trigger [bytes].
     *
     * @param samples of each channel
     */
    long longest(int channels, int samples);
}
