package cevns.drivers.slowcontrol;

import cevns.daq.record.Quality;

/** Where readings go; they are stamped with the host's time of their answer. */
public interface Readings {

    /**
     * Takes one.
     *
     * @param channel as in {@link Instrument#channels}
     * @param value in the unit of the channel
     */
    void tell(int channel, double value, Quality quality);

    /** The host's time now [ns since the Unix epoch]. */
    long nowNs();
}
