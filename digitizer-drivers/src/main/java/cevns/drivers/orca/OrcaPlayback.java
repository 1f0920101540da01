package cevns.drivers.orca;

import cevns.drivers.emulation.RecordedPlayback.Recording;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.IntStream;

/** Finds the records of a recorded ORCA file, so that an emulator can serve it. */
final class OrcaPlayback {

    private OrcaPlayback() {}

    /** Where the records end; a client gets the header at once. */
    static Recording index(ByteBuffer bytes) {
        OrcaDecoder decoder = new OrcaDecoder();
        ByteBuffer in = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        IntStream.Builder ends = IntStream.builder();
        int at = 0;
        long length = decoder.look(in, at, in.limit());
        while (length != OrcaDecoder.BROKEN && length <= in.limit() - at) {
            at += (int) length;
            ends.add(at);
            length = decoder.look(in, at, in.limit() - at);
        }
        return new Recording(bytes, ends.build().toArray(), 1);
    }
}
