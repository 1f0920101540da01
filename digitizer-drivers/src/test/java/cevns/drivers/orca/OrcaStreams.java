package cevns.drivers.orca;

import cevns.daq.config.ConfigTree;
import cevns.daq.config.Configs;
import cevns.drivers.CapturedRecords;
import cevns.drivers.device.FileReport;
import cevns.drivers.device.RecordedFile;
import cevns.drivers.file.FileBytes;
import cevns.drivers.sis3316.Sis3316Encoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;

/** Small ORCA streams for tests, and what reading them gives. */
final class OrcaStreams {

    static final String RUN = "ORRunDecoderForRun";
    static final String SCRIPT = "ORScriptDecoderForState";
    static final String SIS3302 = "ORSIS3302DecoderForEnergy";
    static final String SIS3316 = "ORSIS3316WaveformDecoder";
    static final String LISTENER = "ORFlashCamListenerConfigDecoder";
    static final String LISTENER_STATUS = "ORFlashCamListenerStatusDecoder";
    static final String TRACE = "ORFlashCamADCWaveformDecoder";
    static final String FCIO_CONFIG = "ORFCIOConfigDecoder";
    static final String FCIO_EVENT = "ORFCIOEventDecoder";
    static final String FCIO_HEADER = "ORFCIOEventHeaderDecoder";
    static final String FCIO_STATUS = "ORFCIOStatusDecoder";

    /** What came of a stream. */
    record Result(Map<String, CapturedRecords> sources, FileReport report) {

        CapturedRecords source(String key) {
            return sources.get(key);
        }
    }

    private OrcaStreams() {}

    /** An encoder that knows all decoders, nothing written yet. */
    static OrcaEncoder encoder(ByteOrder order) {
        return new OrcaEncoder(
                order,
                RUN,
                SCRIPT,
                SIS3302,
                SIS3316,
                LISTENER,
                LISTENER_STATUS,
                TRACE,
                FCIO_CONFIG,
                FCIO_EVENT,
                FCIO_HEADER,
                FCIO_STATUS);
    }

    /** A stream with its header and the start of run 5 at 1000 s. */
    static OrcaEncoder begun() {
        return encoder(ByteOrder.LITTLE_ENDIAN).header("").run(0x21, 5, 1000);
    }

    /** A hit with peak and energies, as the board stores it. */
    static byte[] hit(long stamp, int averagingPhase, char[] raw, char[] averaged) {
        ByteBuffer out = ByteBuffer.allocate(400).order(ByteOrder.LITTLE_ENDIAN);
        int[] sums = {1, 2, 3, 4, 5, 6, 7, 8};
        Sis3316Encoder.put(
                out,
                new Sis3316Encoder.Header(
                        0x35, 9, stamp, 2, 900, 0, sums, new int[3], 10, 11, false, averagingPhase),
                raw,
                averaged,
                new int[0]);
        byte[] hit = new byte[out.position()];
        out.get(0, hit);
        return hit;
    }

    /** Reads a stream as a file. */
    static Result read(byte[] stream, String options) {
        Map<String, CapturedRecords> sources = new TreeMap<>();
        ConfigTree device = Configs.parse(options, "test");
        FileBytes bytes = FileBytes.of(ByteBuffer.wrap(stream));
        try (RecordedFile file =
                new OrcaFormat()
                        .open(
                                bytes,
                                device,
                                key -> sources.computeIfAbsent(key, k -> new CapturedRecords()))) {
            while (file.next()) {
                file.timeNs();
            }
            return new Result(sources, file.report());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a stream with the usual options. */
    static Result read(OrcaEncoder stream) {
        return read(stream.bytes(), "");
    }
}
