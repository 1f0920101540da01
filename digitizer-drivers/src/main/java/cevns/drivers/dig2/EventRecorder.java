package cevns.drivers.dig2;

/**
 * Makes records of a board's events. What comes before {@link #runBegins} or after {@link #runEnds}
 * is left out: a hole that is on record stays empty.
 */
interface EventRecorder {

    /** Puts the decoder of its events where the stream's events are dealt out. */
    void connect(Dig2EventDecoder events, int boardChannels);

    /**
     * The board has been started: its counters begin anew.
     *
     * @param originNs host time at counter zero [ns since the Unix epoch]
     */
    void runBegins(Dig2Board board, long originNs);

    /** Nothing more of this run is taken; also when none was. */
    void runEnds();

    /** Time of the latest trigger [ns since the Unix epoch]; of the start before there is one. */
    long lastNs();

    /** Events of this run in which the board said that something in it failed. */
    long boardFails();
}
