package cevns.drivers.dig2;

/**
 * Which data of a connection belong to the present run: what the board had under way when it was
 * told to clear its data is stale, up to a sign in the data themselves.
 */
interface DataBarrier {

    /**
     * A command that clears data is being sent.
     *
     * @param arm true when data behind its sign belong to a run
     */
    void sent(boolean arm);

    /**
     * The command has been answered.
     *
     * @param cleared true when the answer says that data were cleared
     */
    void answered(boolean cleared);

    /** True when data that come now belong to the run. */
    boolean open();

    /** True while a sign is still owed. */
    boolean waiting();
}
