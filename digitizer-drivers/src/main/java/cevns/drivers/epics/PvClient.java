package cevns.drivers.epics;

import java.io.IOException;

/**
 * A client of one protocol: finds variables, hears their values, finds them again. Never writes.
 */
interface PvClient {

    /**
     * Begins to search for all variables.
     *
     * @throws IOException if the client has no network to search on
     */
    void open(PvListener listener) throws IOException;

    /** Forgets all variables and ends the library's threads; may take some seconds. */
    void close();
}
