package cevns.drivers.dig2;

import cevns.daq.record.FrameFault;
import cevns.drivers.dig2.wire.Dig2Frame;
import java.nio.ByteBuffer;

/** An event of a format that we do not read: counted, and skipped by its size. */
final class SkippedEvent implements EventBody {

    private final DataListener listener;
    private int format;

    SkippedEvent(DataListener listener) {
        this.listener = listener;
    }

    @Override
    public void begin(long first, long words) {
        format = Dig2Frame.format(first);
    }

    @Override
    public void words(ByteBuffer in, int offset, int words) {}

    @Override
    public void end() {
        listener.refused(FrameFault.UNKNOWN_TYPE, "an event of format " + format);
    }
}
