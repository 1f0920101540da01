package cevns.drivers.fcio;

import cevns.daq.record.FrameFault;

/** Who is told of bytes that could not be used. */
@FunctionalInterface
public interface FaultListener {

    /**
     * Something was refused.
     *
     * @param offset where in the stream [bytes]
     * @param what what was found, and what was expected
     */
    void fault(FrameFault fault, long offset, String what);
}
