package cevns.drivers.bridge;

import cevns.daq.record.LossCause;
import java.nio.ByteBuffer;

/** Makes records of the data frames of one board. Confined to the device's loop. */
interface BlockRecorder {

    /**
     * The board was started: its counters began anew.
     *
     * @param originNs host time at counter zero, or {@link BridgeIdentity#UNKNOWN}
     */
    void boardBegins(long originNs);

    /** Data may be missing before the next frame, for this cause. */
    void hole(LossCause cause);

    /**
     * A data frame.
     *
     * @param payload big-endian
     * @param hostNs the bridge's clock at the end of the block transfer
     */
    void frame(ByteBuffer payload, long hostNs);

    /** Width of the counter of times in the data, as far as they have shown it. */
    int timeBits();

    /** Its unit [fs]. */
    long tickFs();

    /** Waveforms so far. */
    long waveforms();

    /** Time of the latest waveform [ns since the Unix epoch]; −1 before the first. */
    long lastNs();
}
