package cevns.drivers.device;

import java.io.Closeable;
import java.io.IOException;

/**
 * A recorded file being read, record by record, so that the files of one run can be merged by time.
 * Damage never throws: whole records come out, the rest is counted and named in the {@link
 * #report}; only a failing disk throws.
 */
public interface RecordedFile extends Closeable {

    /**
     * Reads the next record of the format and tells the sinks of what is in it.
     *
     * @return false at the end; then the last status of each source has been written
     */
    boolean next() throws IOException;

    /** Data time of the latest record [ns, as {@link FileReport#timeOrigin} says]; 0 before. */
    long timeNs();

    /** What has been read so far. */
    FileReport report();
}
