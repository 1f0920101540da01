package cevns.drivers.fcio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes FCIO streams, as emulators and tests need them. Records are written by their fields, or
 * frame by frame: {@code tag(4).ints(1).ints(time).ints(0).ints(0)}.
 */
public final class FcioEncoder {

    /**
     * The fields that all events begin with; arrays of up to 10 elements, named at {@link
     * FcioEvent}.
     */
    public record Fields(
            int type, float pulser, int[] timeOffset, int[] timeStamp, int[] deadRegion) {}

    private ByteBuffer bytes;

    /** Writes in the byte order of some machine. */
    public FcioEncoder(ByteOrder order) {
        bytes = ByteBuffer.allocate(1 << 12).order(order);
    }

    /** The word and name that a stream begins with. */
    public FcioEncoder protocol() {
        room(FcioFrame.WORD + FcioFrame.PROTOCOL_BYTES).putInt(FcioFrame.PROTOCOL_WORD);
        byte[] name = FcioFrame.PROTOCOL.getBytes(StandardCharsets.US_ASCII);
        bytes.put(name).put(new byte[FcioFrame.PROTOCOL_BYTES - name.length]);
        return this;
    }

    /** Begins a record. */
    public FcioEncoder tag(int tag) {
        room(FcioFrame.WORD).putInt(-tag);
        return this;
    }

    /** A frame of i32. */
    public FcioEncoder ints(int... values) {
        length(4 * values.length);
        for (int value : values) {
            bytes.putInt(value);
        }
        return this;
    }

    /** A frame of f32. */
    public FcioEncoder floats(float... values) {
        length(4 * values.length);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return this;
    }

    /** A frame of u16, of several arrays one behind the other. */
    public FcioEncoder shorts(char[]... arrays) {
        int count = 0;
        for (char[] values : arrays) {
            count += values.length;
        }
        length(2 * count);
        for (char[] values : arrays) {
            for (char value : values) {
                bytes.putShort((short) value);
            }
        }
        return this;
    }

    /** A whole Config record. */
    public FcioEncoder config(FcioConfig config) {
        tag(FcioFrame.CONFIG).ints(config.adcs()).ints(config.triggers());
        ints(config.eventSamples()).ints(config.blPrecision()).ints(config.sumLength());
        ints(config.adcBits()).ints(config.masterCards()).ints(config.triggerCards());
        ints(config.adcCards()).ints(config.gps());
        ints(config.traceMap().stream().mapToInt(Integer::intValue).toArray());
        return ints(config.streamId());
    }

    /** A whole Event record; each trace begins with its baseline and energy. */
    public FcioEncoder event(Fields fields, char[]... traces) {
        return tag(FcioFrame.EVENT).begin(fields).shorts(traces).ints(fields.deadRegion());
    }

    /** A whole SparseEvent record; each trace begins with its baseline and energy. */
    public FcioEncoder sparseEvent(Fields fields, char[] traceList, char[]... traces) {
        tag(FcioFrame.SPARSE_EVENT).begin(fields).ints(fields.deadRegion());
        ints(traceList.length).shorts(traceList);
        for (char[] trace : traces) {
            shorts(trace);
        }
        return this;
    }

    /** A whole EventHeader record: baseline and energy of each listed trace. */
    public FcioEncoder eventHeader(Fields fields, char[] traceList, char[] headers) {
        tag(FcioFrame.EVENT_HEADER).begin(fields).ints(fields.deadRegion());
        return shorts(traceList).shorts(headers);
    }

    /** A whole Status record; each card is a block of 32-bit words. */
    public FcioEncoder status(int status, int[] statusTime, int[]... cards) {
        tag(FcioFrame.STATUS).ints(status).ints(statusTime).ints(cards.length);
        ints(cards.length == 0 ? 0 : 4 * cards[0].length);
        for (int[] card : cards) {
            ints(card);
        }
        return this;
    }

    /** What was written so far. */
    public byte[] bytes() {
        byte[] written = new byte[bytes.position()];
        bytes.get(0, written);
        return written;
    }

    private FcioEncoder begin(Fields fields) {
        ints(fields.type()).floats(fields.pulser());
        return ints(fields.timeOffset()).ints(fields.timeStamp());
    }

    private void length(int count) {
        room(FcioFrame.WORD + count).putInt(count);
    }

    private ByteBuffer room(int count) {
        if (bytes.remaining() < count) {
            int capacity = 2 * (bytes.capacity() + count);
            bytes = ByteBuffer.allocate(capacity).order(bytes.order()).put(bytes.flip());
        }
        return bytes;
    }
}
