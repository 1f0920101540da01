package cevns.drivers.device;

import cevns.daq.config.ConfigTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A file format of other programs that we can read. */
public interface RecordedFormat {

    /** Name for people, {@code CAEN WaveDump}. */
    String name();

    /** Driver family that it belongs to, as in a configuration. */
    String family();

    /**
     * True when a file is of this format, judged by its content.
     *
     * @param head the first bytes, up to 64 KiB, little-endian, position 0
     * @param size size of the file [bytes]
     */
    boolean recognises(ByteBuffer head, long size);

    /**
     * Opens a file.
     *
     * @param file of this format
     * @param device options of the family from a run configuration; an empty tree for none
     * @param sinks where its sources go
     */
    RecordedFile open(Path file, ConfigTree device, SourceSinks sinks) throws IOException;
}
