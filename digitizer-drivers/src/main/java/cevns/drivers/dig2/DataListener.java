package cevns.drivers.dig2;

import cevns.daq.record.FrameFault;

/** What a data connection turns out to hold, besides the events. */
interface DataListener {

    /**
     * A marker.
     *
     * @param wasOpen true when data of a run were being taken until then
     */
    void marker(MarkerBarrier.Marker marker, boolean wasOpen);

    /** The run has begun on the board. */
    void runStarted(SpecialEvent start);

    /** The run has ended on the board; no more of it follows. */
    void runStopped(SpecialEvent stop);

    /** An event was skipped by its size; the stream is in step. */
    void refused(FrameFault fault, String what);

    /** Everything up to the next marker is dropped. */
    void outOfStep(FrameFault fault, String what);

    /** Nothing more can be read from this connection. */
    void lost(FrameFault fault, String what);
}
