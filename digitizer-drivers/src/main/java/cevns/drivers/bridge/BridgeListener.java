package cevns.drivers.bridge;

import cevns.daq.record.FrameFault;
import java.nio.ByteBuffer;

/** Told what comes from a bridge, in order. */
interface BridgeListener {

    /**
     * A sound frame.
     *
     * @param payload big-endian, to be read during this call
     * @param hostNs the bridge's clock at the end of the block transfer
     */
    void frame(int kind, long source, long sequence, long hostNs, ByteBuffer payload);

    /** Bytes that are no sound frame. */
    void refused(FrameFault fault, String what);
}
