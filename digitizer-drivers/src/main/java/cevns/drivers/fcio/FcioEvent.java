package cevns.drivers.fcio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * One event of a FlashCam system: its raw fields, and where its traces lie. Filled anew for each
 * event, by {@link #read} from a record of an FCIO stream, or field by field from another carrier
 * of the same data. A field that was not sent is 0.
 *
 * <p>{@code timeOffset}: 0 and 1 master to Unix time [s] and [µs]; 2 the same when locked to a PPS
 * [s]; 3 the deviation of both [µs]; 4 its absolute value; 5 and 6 start of the run [s] and [µs].
 * {@code timeStamp}: 0 event number; 1 PPS count; 2 ticks of 4 ns since it; 3 the ticks at which
 * the last PPS came; 4 trigger mask. {@code deadRegion}: 0 and 1 PPS and ticks at which the last
 * dead window began; 2 and 3 at which it stopped; 4 ticks of its PPS; 5 and 6 first affected trace
 * and how many.
 */
public final class FcioEvent {

    /** Elements of each of the three arrays. */
    public static final int FIELDS = 10;

    /** Event type of a true sparse trigger: number and time are those of one card. */
    public static final int PER_CARD = 11;

    public int type;
    public float pulser;
    public final int[] timeOffset = new int[FIELDS];
    public final int[] timeStamp = new int[FIELDS];
    public final int[] deadRegion = new int[FIELDS];

    /** True when the event says its time. */
    public boolean timed;

    /** Traces that the event says it has; −1 when even that did not come. */
    public int promised;

    /** Traces that are here. */
    public int traces;

    public int[] traceIndex = new int[1];
    public int[] baseline = new int[1];
    public int[] energy = new int[1];

    /** Where the samples of a trace lie in {@link #data}, and how many there are. */
    public int[] samplesAt = new int[1];

    public int[] samples = new int[1];

    /** What holds the samples, u16 little-endian, at the indices of {@link #samplesAt}. */
    public ByteBuffer data = ByteBuffer.allocate(0);

    /**
     * Reads an Event, SparseEvent or EventHeader; the samples of a big-endian writer are swapped
     * where they lie.
     */
    void read(FcioRecord record, FcioConfig config) {
        type = record.intAt(0, 0);
        pulser = record.floatAt(1, 0);
        fill(timeOffset, record, 2);
        fill(timeStamp, record, 3);
        fill(deadRegion, record, record.tag() == FcioFrame.EVENT ? 5 : 4);
        timed = record.length(3) >= 12;
        traces = 0;
        promised = promised(record, config);
        room(config.traces());
        switch (record.tag()) {
            case FcioFrame.EVENT -> readAll(record, config);
            case FcioFrame.SPARSE_EVENT -> readListed(record, config);
            default -> readHeaders(record);
        }
        if (data.order() == ByteOrder.BIG_ENDIAN) {
            swapSamples();
        }
    }

    /** Traces that a record says it has, −1 when it was cut before. */
    static int promised(FcioRecord record, FcioConfig config) {
        return switch (record.tag()) {
            case FcioFrame.EVENT -> config.traces();
            case FcioFrame.SPARSE_EVENT -> {
                int announced = record.intAt(5, 0);
                int listed = record.frames() > 6 ? record.length(6) / 2 : announced;
                yield record.frames() <= 5
                        ? -1
                        : bounded(Math.min(announced, listed), config.traces());
            }
            default -> record.frames() <= 5 ? -1 : bounded(record.length(5) / 2, config.traces());
        };
    }

    /** All traces in frame 4, one behind the other. */
    private void readAll(FcioRecord record, FcioConfig config) {
        deadRegion[5] = 0;
        deadRegion[6] = config.traces();
        int bytes = record.length(4);
        for (int i = 0; i < promised && (long) i * config.traceBytes() < bytes; i++) {
            int at = i * config.traceBytes();
            int length = Math.min(config.traceBytes(), bytes - at);
            trace(record, i, record.start(4) + at, length, config);
        }
    }

    /** A list in frame 6, then one frame for each trace. */
    private void readListed(FcioRecord record, FcioConfig config) {
        for (int i = 0; i < promised && 7 + i < record.frames(); i++) {
            int length = Math.min(config.traceBytes(), record.length(7 + i));
            trace(record, record.ushortAt(6, i), record.start(7 + i), length, config);
        }
    }

    /** A list in frame 5, pairs of baseline and energy in frame 6. */
    private void readHeaders(FcioRecord record) {
        data = record.bytes();
        for (int i = 0; i < promised && 4 * i < record.length(6); i++) {
            samplesAt[i] = 0;
            samples[i] = 0;
            add(record.ushortAt(5, i), record.ushortAt(6, 2 * i), record.ushortAt(6, 2 * i + 1));
        }
    }

    private void trace(FcioRecord record, int index, int at, int length, FcioConfig config) {
        data = record.bytes();
        int words = Math.min(length / 2, config.traceBytes() / 2);
        int first = words > 0 ? data.getShort(at) & 0xFFFF : 0;
        int second = words > 1 ? data.getShort(at + 2) & 0xFFFF : 0;
        samplesAt[traces] = at + 2 * FcioFrame.TRACE_HEADER;
        samples[traces] = Math.max(words - FcioFrame.TRACE_HEADER, 0);
        add(index, first, second);
    }

    /** Adds a trace; its samples, where it has any, are entered besides. */
    private void add(int index, int baselineWord, int energyWord) {
        traceIndex[traces] = index;
        baseline[traces] = baselineWord;
        energy[traces] = energyWord;
        traces++;
    }

    private void room(int most) {
        if (traceIndex.length < most) {
            traceIndex = new int[most];
            baseline = new int[most];
            energy = new int[most];
            samplesAt = new int[most];
            samples = new int[most];
        }
    }

    private void swapSamples() {
        for (int i = 0; i < traces; i++) {
            for (int at = samplesAt[i]; at < samplesAt[i] + 2 * samples[i]; at += 2) {
                data.putShort(at, Short.reverseBytes(data.getShort(at)));
            }
        }
    }

    private static void fill(int[] field, FcioRecord record, int frame) {
        Arrays.fill(field, 0);
        for (int i = 0; i < Math.min(FIELDS, record.length(frame) / 4); i++) {
            field[i] = record.intAt(frame, i);
        }
    }

    private static int bounded(int count, int most) {
        return Math.max(0, Math.min(count, most));
    }
}
