package cevns.drivers.bridge;

import cevns.drivers.emulation.EmulatedTraces;
import java.nio.ByteBuffer;

/** How an emulated board lays out a trigger in a block. */
interface BlockWriter {

    /** Bytes of a trigger. */
    int bytes();

    /**
     * Writes the next trigger of the inputs.
     *
     * @param into little-endian, with room for it
     * @param number of the trigger since the board was started
     * @param counterNs time since then on the board's clock [ns]
     */
    void write(ByteBuffer into, EmulatedTraces inputs, long number, long counterNs);
}
