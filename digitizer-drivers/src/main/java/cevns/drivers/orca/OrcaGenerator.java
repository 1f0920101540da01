package cevns.drivers.orca;

import cevns.drivers.emulation.StreamPlayback;
import cevns.drivers.fcio.FcioConfig;
import cevns.drivers.fcio.FcioEncoder;
import cevns.drivers.fcio.FcioGenerator;
import java.nio.ByteOrder;

/**
 * The stream of an emulated ORCA dispatcher: header, run start, and the events of an emulated
 * FlashCam system in records of FCIO inside ORCA.
 */
final class OrcaGenerator implements StreamPlayback {

    private static final String CONFIG = "ORFCIOConfigDecoder";
    private static final String EVENT = "ORFCIOEventDecoder";
    private static final String RUN = "ORRunDecoderForRun";
    private static final int RUN_STARTS = 0x21;
    private static final int STREAM = 0x10001;

    private final FcioGenerator events;
    private boolean begun;

    OrcaGenerator(int traces, int samples, long startNs, double rateHz, long counted) {
        events = new FcioGenerator(traces, samples, startNs, rateHz, counted);
    }

    @Override
    public byte[] next(long nowNs) {
        OrcaEncoder stream = new OrcaEncoder(ByteOrder.LITTLE_ENDIAN, RUN, CONFIG, EVENT);
        if (!begun) {
            begun = true;
            FcioConfig config = events.config();
            stream.header("").run(RUN_STARTS, 1, (int) (nowNs / 1_000_000_000));
            stream.fcio(CONFIG, STREAM, payload().protocol().config(config));
        }
        while (events.isDue(nowNs)) {
            FcioEncoder event = payload();
            events.event(event);
            stream.fcio(EVENT, STREAM, event);
        }
        return stream.bytes();
    }

    private static FcioEncoder payload() {
        return new FcioEncoder(ByteOrder.LITTLE_ENDIAN);
    }
}
