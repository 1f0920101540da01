package cevns.drivers.compass;

import cevns.daq.config.ConfigTree;
import cevns.drivers.device.RecordedFile;
import cevns.drivers.device.SourceSinks;
import cevns.drivers.file.FileBytes;
import cevns.drivers.file.SequentialFormat;
import cevns.drivers.file.UnreadableFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/** CAEN CoMPASS binary lists, {@code .BIN}. */
public final class CompassFormat implements SequentialFormat {

    static final String NAME = "CAEN CoMPASS";

    /** Records that must follow one another before a file without header is believed. */
    private static final int ENOUGH = 3;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String family() {
        return CompassFamily.NAME;
    }

    @Override
    public boolean recognises(ByteBuffer head, long size) {
        try (FileBytes bytes = FileBytes.of(head)) {
            if (CompassProbe.hasFileHeader(bytes)) {
                return true;
            }
            CompassFrame frame = CompassProbe.detect(bytes, 0);
            return frame != null && CompassProbe.steps(bytes, frame) >= ENOUGH;
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot fail to be read", e);
        }
    }

    @Override
    public RecordedFile open(FileBytes bytes, ConfigTree device, SourceSinks sinks)
            throws IOException {
        CompassOptions options = CompassOptions.read(device);
        CompassFrame frame = CompassProbe.detect(bytes, options.header());
        return frame == null
                ? new UnreadableFile(
                        NAME,
                        bytes,
                        "no file header 0xCAE., and no form of record fits its first bytes")
                : new CompassFile(bytes, frame, options, sinks);
    }
}
