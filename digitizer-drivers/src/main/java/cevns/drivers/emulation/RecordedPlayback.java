package cevns.drivers.emulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * A recorded file, played to a client at a steady rate: first what stands before the first event,
 * then event by event. At its end the stream falls silent.
 */
public final class RecordedPlayback implements StreamPlayback {

    private static final byte[] NOTHING = new byte[0];
    private static final double S_NS = 1e9;
    private static final int MOST_AT_ONCE = 4 << 20;

    private final Recording recording;
    private final double rateHz;
    private long startNs = -1;
    private int next;

    /**
     * A file and where its records end.
     *
     * @param bytes the file
     * @param ends offset behind each record, growing; never more than the file is long
     * @param first records that a client gets at once: what it needs before the first event
     */
    public record Recording(ByteBuffer bytes, int[] ends, int first) {}

    /** Where the records of a file end. */
    @FunctionalInterface
    public interface Indexer {
        Recording index(ByteBuffer bytes);
    }

    /**
     * @param rateHz records in a second
     */
    public RecordedPlayback(Recording recording, double rateHz) {
        this.recording = recording;
        this.rateHz = rateHz;
    }

    /**
     * Looks where the records of a file end.
     *
     * @throws UncheckedIOException naming the file, if it cannot be read or has more than 2 GiB
     */
    public static Recording read(Path file, Indexer indexer) {
        try (FileChannel channel = FileChannel.open(file)) {
            if (channel.size() > Integer.MAX_VALUE) {
                throw new IOException("more than 2 GiB");
            }
            return indexer.index(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be played", e);
        }
    }

    @Override
    public byte[] next(long nowNs) {
        if (startNs < 0) {
            startNs = nowNs;
        }
        long due = recording.first() + (long) ((nowNs - startNs) / S_NS * rateHz);
        int from = next == 0 ? 0 : recording.ends()[next - 1];
        int to = from;
        while (next < recording.ends().length && next < due && to - from < MOST_AT_ONCE) {
            to = recording.ends()[next++];
        }
        if (to == from) {
            return NOTHING;
        }
        byte[] records = new byte[to - from];
        recording.bytes().get(from, records);
        return records;
    }
}
