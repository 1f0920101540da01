package cevns.drivers.caen17xx;

import cevns.daq.record.FrameFault;

/** Told what is in a block of DPP-PSD firmware, in order. */
public interface PsdListener {

    /** A hit; to be read during this call. */
    void hit(PsdHit hit);

    /** A board aggregate has begun. */
    void aggregate(int counter);

    /** The rest of the block, or one aggregate of it, cannot be read. */
    void damaged(FrameFault fault, String what);
}
