package cevns.daq.queue;

/**
 * How a run's queue lies on disk.
 *
 * @param blockBytes unit in which the file grows and is mapped [bytes]; the longest record is a
 *     quarter of it
 * @param reserveBytes free space on the volume below which the queue takes no more data [bytes]
 */
public record QueueSettings(long blockBytes, long reserveBytes) {

    /** For runs: records up to 16 MiB, and room for the file to grow twice more. */
    public static final QueueSettings RUN = new QueueSettings(64L << 20, 256L << 20);

    public QueueSettings {
        if (blockBytes < 256 * 1024) {
            throw new IllegalArgumentException("blockBytes " + blockBytes + " < 262144");
        }
        if (reserveBytes < 0) {
            throw new IllegalArgumentException("reserveBytes " + reserveBytes + " < 0");
        }
    }

    /** The longest record that the queue takes [bytes]. */
    public int maxRecordBytes() {
        return (int) Math.min(blockBytes / 4 - 64, Integer.MAX_VALUE);
    }
}
