package cevns.drivers.emulation;

/** What a device that only sends has to say to one client. Used by one thread. */
public interface StreamPlayback {

    /**
     * What is due by now: whole records.
     *
     * @param nowNs host time [ns since the Unix epoch], never before that of the last call
     * @return empty when nothing is due
     */
    byte[] next(long nowNs);
}
