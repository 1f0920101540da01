package cevns.daq.queue;

import cevns.daq.record.RecordDispatcher;
import cevns.daq.record.RecordHandler;
import cevns.daq.record.RecordLayout;
import cevns.daq.record.SkippedRecord.Why;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Walks the files of a queue byte by byte, without the library that wrote them, as the package page
 * of {@code cevns.daq.record} describes. Unlike {@link RunReader} it survives damage anywhere: it
 * names file, offset and record, looks for the next sound record and goes on there.
 */
public final class QueueScan {

    /** Top bit of a document's length word: being written. */
    static final int WORKING = 0x8000_0000;

    /** Second bit: the library's own data, not a record. */
    static final int META = 0x4000_0000;

    /** Low bits of the length word. */
    static final int LENGTH_MASK = 0x3FFF_FFFF;

    /** The length word behind the last document of a file that is not the queue's last. */
    static final int END_OF_FILE = 0xC000_0000;

    private static final int WINDOW = 4 << 20;
    private static final int MAX_DAMAGES = 100;

    /**
     * One damaged place.
     *
     * @param file file of the queue
     * @param offset where in it [bytes]
     * @param record number of the record that stands or stood there, counted from 0
     * @param what what is wrong
     */
    public record Damage(String file, long offset, long record, String what) {
        @Override
        public String toString() {
            return file + " offset " + offset + ", record " + record + ": " + what;
        }
    }

    private final RecordHandler handler;
    private final RecordDispatcher dispatcher = new RecordDispatcher();
    private final List<Damage> damages = new ArrayList<>();
    private ByteBuffer record = allocate(256 * 1024);
    private final ByteBuffer window = allocate(WINDOW);
    private long windowAt;
    private long records;
    private long damaged;

    private QueueScan(RecordHandler handler) {
        this.handler = handler;
    }

    /**
     * Scans all files of a run's queue and tells the handler of every record that can be read.
     *
     * @throws IOException if the disk fails
     */
    public static QueueScan of(Path runDirectory, RecordHandler handler) throws IOException {
        QueueScan scan = new QueueScan(handler);
        List<Path> files = new ArrayList<>();
        try (var all = Files.newDirectoryStream(runDirectory.resolve(RunQueue.FOLDER), "*.cq4")) {
            all.forEach(files::add);
        }
        files.sort(null);
        for (int i = 0; i < files.size(); i++) {
            try (FileChannel channel = FileChannel.open(files.get(i))) {
                scan.file(files.get(i).getFileName().toString(), channel);
            }
        }
        return scan;
    }

    /** Records found, sound or named. */
    public long records() {
        return records;
    }

    /** Damaged places. */
    public long damaged() {
        return damaged;
    }

    /** The first hundred damaged places. */
    public List<Damage> damages() {
        return List.copyOf(damages);
    }

    private void file(String name, FileChannel channel) throws IOException {
        long size = channel.size();
        windowAt = 0;
        window.limit(0);
        long at = 0;
        while (at + 4 <= size) {
            int word = word(channel, at);
            if (word == END_OF_FILE) {
                return;
            }
            int length = word & LENGTH_MASK;
            boolean meta = (word & META) != 0;
            long next = at + 4 + ((length + 3L) & ~3L);
            String wrong = null;
            if (word == 0 || (word & WORKING) != 0) {
                long resumed = search(channel, at + 4, size);
                if (resumed < 0) {
                    return; // nothing was written behind it
                }
                wrong = word == 0 ? "no length where a record begins" : "never completed";
                next = resumed;
            } else if (meta) {
                if (isRecord(channel, at, length, size)) {
                    dispatcher.dispatch(record, length, records, handler);
                    damage(name, at, records, "a record that is marked as none");
                    records++;
                } else if (next > size) {
                    wrong = "a length of " + length + " bytes reaches beyond the file";
                    next = search(channel, at + 4, size);
                }
            } else if (at + 4 + length > size) {
                wrong = "cut: " + length + " bytes announced, " + (size - at - 4) + " there";
                next = search(channel, at + 4, size);
            } else if (length < RecordLayout.HEADER) {
                wrong = "a length of " + length + " bytes is too short for a record";
                next = search(channel, at + 4, size);
            } else {
                read(channel, at + 4, length);
                Why why = dispatcher.dispatch(record, length, records, handler);
                if (why == Why.DAMAGED) {
                    wrong = "checksum or length does not match";
                    // The length word may be what is damaged: a sound record may begin before next.
                    long resumed = search(channel, at + 4, size);
                    next = resumed < 0 ? next : Math.min(next, resumed);
                }
                records++;
            }
            if (wrong != null) {
                long number = (length >= RecordLayout.HEADER && !meta) ? records - 1 : records;
                damage(name, at, Math.max(0, number), wrong);
            }
            if (next < 0) {
                return;
            }
            at = next;
        }
    }

    /** True when a sound record of this length stands behind the length word at {@code at}. */
    private boolean isRecord(FileChannel channel, long at, int length, long size)
            throws IOException {
        if (length < RecordLayout.HEADER
                || at + 4 + length > size
                || word(channel, at + 4 + RecordLayout.LENGTH) != length) {
            return false;
        }
        read(channel, at + 4, length);
        return dispatcher.check(record, length) != Why.DAMAGED;
    }

    /** Offset of the length word of the next sound record from {@code from} on; −1 for none. */
    private long search(FileChannel channel, long from, long size) throws IOException {
        for (long at = (from + 3) & ~3L; at + 4 + RecordLayout.HEADER <= size; at += 4) {
            int word = word(channel, at);
            if (word < RecordLayout.HEADER || (word & (WORKING | META)) != 0) {
                continue;
            }
            if (isRecord(channel, at, word & LENGTH_MASK, size)) {
                return at;
            }
        }
        return -1;
    }

    private void damage(String file, long offset, long record, String what) {
        damaged++;
        if (damages.size() < MAX_DAMAGES) {
            damages.add(new Damage(file, offset, record, what));
        }
    }

    private int word(FileChannel channel, long at) throws IOException {
        if (at < windowAt || at + 4 > windowAt + window.limit()) {
            windowAt = at;
            window.clear();
            fill(channel, window, at);
            window.flip();
        }
        return window.limit() < 4 ? 0 : window.getInt((int) (at - windowAt));
    }

    private void read(FileChannel channel, long at, int length) throws IOException {
        if (length > record.capacity()) {
            record = allocate(length);
        }
        record.clear().limit(length);
        if (at >= windowAt && at + length <= windowAt + window.limit()) {
            record.put(0, window, (int) (at - windowAt), length);
        } else {
            fill(channel, record, at);
        }
        record.clear();
    }

    private static void fill(FileChannel channel, ByteBuffer into, long at) throws IOException {
        long position = at;
        while (into.hasRemaining()) {
            int n = channel.read(into, position);
            if (n < 0) {
                return;
            }
            position += n;
        }
    }

    private static ByteBuffer allocate(int capacity) {
        return ByteBuffer.allocateDirect(capacity).order(ByteOrder.LITTLE_ENDIAN);
    }
}
