package cevns.drivers.caen17xx;

import cevns.daq.record.FrameFault;

/** Told what is in a block of standard firmware, in order. */
public interface BlockListener {

    /** An event; to be read during this call. */
    void event(BoardEvent event);

    /** The rest of the block, or one event of it, cannot be read. */
    void damaged(FrameFault fault, String what);
}
