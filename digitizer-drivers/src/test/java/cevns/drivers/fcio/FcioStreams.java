package cevns.drivers.fcio;

import cevns.daq.config.ConfigTree;
import cevns.daq.config.Configs;
import cevns.drivers.CapturedRecords;
import cevns.drivers.device.FileReport;
import cevns.drivers.device.RecordedFile;
import cevns.drivers.file.FileBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Small streams for tests, and what reading them gives. */
public final class FcioStreams {

    /** Two ADC traces and one trigger trace of four samples, free running. */
    public static final FcioConfig CONFIG =
            new FcioConfig(
                    2, 1, 4, 16, 1, 12, 1, 0, 1, 0, List.of(0x100000, 0x100001, 0x200000), 7);

    /** What came of a stream. */
    public record Result(CapturedRecords records, FileReport report) {}

    private FcioStreams() {}

    /** A stream with its beginning and {@link #CONFIG}. */
    public static FcioEncoder begun() {
        return new FcioEncoder(ByteOrder.LITTLE_ENDIAN).protocol().config(CONFIG);
    }

    /** An event of type 1 at 1000 s plus some ticks of 4 ns; all arrays have ten elements. */
    public static FcioEncoder.Fields event(int number, int ticks) {
        return event(1, number, ticks, new int[10]);
    }

    /** The same with a type and dead region. */
    public static FcioEncoder.Fields event(int type, int number, int ticks, int[] deadRegion) {
        int[] offset = {1000, 0, 1000, 0, 0, 0, 0, 0, 0, 0};
        int[] stamp = {number, 0, ticks, 249_999_999, 0, 0, 0, 0, 0, 0};
        return new FcioEncoder.Fields(type, 0.5f, offset, stamp, deadRegion);
    }

    /** A trace: baseline, energy, four samples that begin with {@code first}. */
    public static char[] trace(int baseline, int energy, int first) {
        return new char[] {
            (char) baseline,
            (char) energy,
            (char) first,
            (char) (first + 1),
            (char) (first + 2),
            (char) (first + 3)
        };
    }

    /** Reads a stream as a file. */
    public static Result read(byte[] stream, String options) {
        CapturedRecords records = new CapturedRecords();
        ConfigTree device = Configs.parse(options, "test");
        FileBytes bytes = FileBytes.of(ByteBuffer.wrap(stream));
        try (RecordedFile file = new FcioFormat().open(bytes, device, key -> records)) {
            while (file.next()) {
                file.timeNs();
            }
            return new Result(records, file.report());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a stream with the usual options. */
    public static Result read(FcioEncoder stream) {
        return read(stream.bytes(), "");
    }
}
