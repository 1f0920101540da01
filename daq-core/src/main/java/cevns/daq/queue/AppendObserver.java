package cevns.daq.queue;

/**
 * Watches the records of a run go into its queue, for measurements of latency; a run that is not
 * measured has none. Called on the writers' threads, each its own source: it must be quick.
 */
public interface AppendObserver {

    /** A record is about to go in: whoever reads the queue sees it after this. */
    void appending(int sourceId, long sequence);

    /** It has gone in, or was refused. */
    void appended(int sourceId, long sequence);
}
