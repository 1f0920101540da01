package cevns.drivers.fcio;

import cevns.drivers.emulation.RecordedPlayback.Recording;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.IntStream;

/** Finds the records of a recorded FCIO file, so that an emulator can serve it. */
final class FcioPlayback {

    private FcioPlayback() {}

    /** Where the records end; a client gets all up to the first Config at once. */
    static Recording index(ByteBuffer bytes) {
        FcioDecoder decoder = new FcioDecoder((fault, offset, what) -> {});
        ByteBuffer in = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        IntStream.Builder ends = IntStream.builder();
        int first = 0;
        int records = 0;
        while (in.hasRemaining() && decoder.decode(in)) {
            ends.add((int) decoder.recordEnd());
            records++;
            if (first == 0 && decoder.record().tag() == FcioFrame.CONFIG) {
                first = records;
            }
        }
        if (decoder.end()) {
            ends.add(bytes.limit());
        }
        return new Recording(bytes, ends.build().toArray(), first);
    }
}
