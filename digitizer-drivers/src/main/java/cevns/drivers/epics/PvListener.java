package cevns.drivers.epics;

/** What a client hears of its variables, by their number; on any thread, in order for each. */
interface PvListener {

    /** The unit that the variable tells; empty for none. Before its first value. */
    void unit(int channel, String unit);

    /** A value: the present one at each connection, then each new one. */
    void value(int channel, PvValue value);

    /** The variable was there and is lost; it is searched for again. */
    void lost(int channel);
}
