package cevns.drivers;

import cevns.daq.config.Configs;
import cevns.drivers.device.FileReport;
import cevns.drivers.device.RecordedFile;
import cevns.drivers.file.FileBytes;
import cevns.drivers.file.SequentialFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/** A file made in memory, read to its end. */
public final class ReadBytes {

    /** What came out, by source key. */
    public final Map<String, CapturedRecords> sources = new TreeMap<>();

    public final FileReport report;

    /**
     * Reads what is in a buffer.
     *
     * @param file filled up to its position
     * @param options device options, as in a configuration
     */
    public ReadBytes(SequentialFormat format, ByteBuffer file, String options) {
        FileBytes bytes = FileBytes.of(file.duplicate().flip());
        try (RecordedFile read =
                format.open(
                        bytes,
                        Configs.parse(options, "test"),
                        key -> sources.computeIfAbsent(key, k -> new CapturedRecords()))) {
            while (read.next()) {
                // all that a record holds is in the sinks
            }
            report = read.report();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The only source. */
    public CapturedRecords source() {
        if (sources.size() != 1) {
            throw new AssertionError("sources " + sources.keySet());
        }
        return sources.values().iterator().next();
    }
}
