package cevns.drivers.orca;

import cevns.daq.record.LossCause;

/** Reads the records of one kind of hardware, and is the home of its sources. */
interface OrcaReader {

    /** A new header holds. */
    default void header(OrcaHeader header) {}

    /**
     * A run began.
     *
     * @param startNs when [ns since the Unix epoch]
     */
    default void runStart(long startNs) {}

    /**
     * Takes a whole record.
     *
     * @param decoder the decoder that the header names for it
     * @param offset where it lies in the stream [bytes]
     */
    void take(String decoder, OrcaRecord record, long offset);

    /** A record was cut after its first words; what it says it held is lost. */
    void cut(String decoder, OrcaRecord record);

    /** Each source has lost what nobody can count. */
    void lost(LossCause cause);

    /** Data time of the last record [ns since the Unix epoch]; 0 before. */
    long timeNs();

    /** Nothing more will come: the last status of each source. */
    void end();
}
