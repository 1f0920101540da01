package cevns.drivers.dig2;

/**
 * Start or stop of a run as the board says it. What an event does not hold is 0.
 *
 * @param recordLength acquisition width of a start [samples]
 * @param traces number of traces of a start
 * @param log2Decimation log2 of the decimation factor of a start
 * @param channels mask of enabled channels of a start
 * @param time time stamp of a stop [8 ns]
 * @param deadTime dead-time counter of a stop
 */
record SpecialEvent(
        int recordLength, int traces, int log2Decimation, long channels, long time, long deadTime) {

    /** Reads the additional header words of a start event. */
    static SpecialEvent start(long[] words) {
        long width = words[0];
        long mask = words[1] & 0xFFFF_FFFFL | words[2] << 32;
        return new SpecialEvent(
                (int) width & 0x1FF_FFFF,
                (int) (width >>> 25) & 3,
                (int) (width >>> 27) & 31,
                mask,
                0,
                0);
    }

    /** Reads the additional header words of a stop event. */
    static SpecialEvent stop(long[] words) {
        return new SpecialEvent(0, 0, 0, 0, words[0] & 0xFFFF_FFFF_FFFFL, words[1] & 0xFFFF_FFFFL);
    }
}
