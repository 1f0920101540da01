package cevns.analysis.offline;

import java.io.IOException;
import java.nio.file.Path;

/** A data file that is missing or not what it should be; the message says which and where. */
public final class DataFileException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Something wrong with a file as a whole. */
    DataFileException(Path file, String what) {
        super(file + ": " + what);
    }

    /** Something wrong with one line, counted from 1. */
    DataFileException(Path file, int line, String what) {
        super(file + ":" + line + ": " + what);
    }
}
