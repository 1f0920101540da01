package cevns.drivers.dig2;

import cevns.daq.record.FrameFault;
import cevns.drivers.dig2.wire.Dig2Frame;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Decodes special events: start and stop of a run; others are skipped. */
final class SpecialDecoder implements EventBody {

    private static final int START_WORDS = 3;
    private static final int STOP_WORDS = 2;

    private final DataListener listener;
    private final long[] further = new long[START_WORDS];
    private int id;
    private int headers;
    private long size;
    private int have;

    SpecialDecoder(DataListener listener) {
        this.listener = listener;
    }

    @Override
    public void begin(long first, long words) {
        id = Dig2Frame.specialId(first);
        headers = Dig2Frame.specialHeaders(first);
        size = words;
        have = 0;
        Arrays.fill(further, 0);
    }

    @Override
    public void words(ByteBuffer in, int offset, int words) {
        for (int i = 0; i < words && have < further.length; i++) {
            further[have++] = in.getLong(offset + 8 * i);
        }
    }

    @Override
    public void end() {
        if (id == Dig2Frame.START) {
            check("start", START_WORDS);
            listener.runStarted(SpecialEvent.start(further));
        } else if (id == Dig2Frame.STOP) {
            check("stop", STOP_WORDS);
            listener.runStopped(SpecialEvent.stop(further));
        }
    }

    // What it says in its first word is enough to go on; the rest may be wrong.
    private void check(String what, int expected) {
        if (headers != expected || size != expected + 1) {
            listener.refused(
                    FrameFault.VALUE,
                    "a " + what + " event with " + headers + " headers in " + size + " words");
        }
    }
}
