package cevns.drivers.dig2;

import java.nio.ByteBuffer;

/** A scope event as the board sent it. A flyweight of the decoder: valid during the call only. */
interface ScopeEvent {

    /** Counter of triggers, 24 bits. */
    int triggerId();

    /** True when the board says that something in it failed. */
    boolean boardFail();

    /** Trigger source pattern, 13 bits. */
    int flags();

    /** Low bits of the overlap with the event before [samples]. */
    int overlap();

    /** Time stamp, 48 bits [8 ns]. */
    long time();

    /** Channels that are in it, bit c for channel c. */
    long mask();

    /** Samples of each channel, a multiple of 4, or 0. */
    int samples();

    /** The three header words as on the wire. */
    ByteBuffer header();

    /**
     * The samples of one channel, u16 little-endian, from position to limit.
     *
     * @param index of the channel among those in the mask, from 0
     */
    ByteBuffer trace(int index);
}
