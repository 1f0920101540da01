package cevns.drivers.file;

import cevns.daq.config.ConfigTree;
import cevns.drivers.device.RecordedFile;
import cevns.drivers.device.RecordedFormat;
import cevns.drivers.device.SourceSinks;
import java.io.IOException;
import java.nio.file.Path;

/** A format that is read from its first byte to its last, from a file or from memory alike. */
public interface SequentialFormat extends RecordedFormat {

    /**
     * Opens what may be the whole of a file or a part of it; damage is no reason to throw.
     *
     * @param bytes of this format, at its first byte; closed with the file
     */
    RecordedFile open(FileBytes bytes, ConfigTree device, SourceSinks sinks) throws IOException;

    @Override
    default RecordedFile open(Path file, ConfigTree device, SourceSinks sinks) throws IOException {
        FileBytes bytes = FileBytes.open(file);
        try {
            return open(bytes, device, sinks);
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }
}
