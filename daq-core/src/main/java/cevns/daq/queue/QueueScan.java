package cevns.daq.queue;

import cevns.daq.record.RecordDispatcher;
import cevns.daq.record.RecordHandler;
import cevns.daq.record.RecordLayout;
import cevns.daq.record.SkippedRecord.Why;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * Walks the files of a queue byte by byte, without the library that wrote them, as the package page
 * of {@code cevns.daq.record} describes. Unlike {@link RunReader} it survives damage anywhere: it
 * names file, offset and record, looks for the next sound record and goes on there.
 */
public final class QueueScan implements AutoCloseable {

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

    /** So far beyond the places that a search from the end looks at its window reaches. */
    private static final int OVERLAP = 64;

    private static final int RECORDS_BETWEEN_PROGRESS = 1000;

    private static final List<String> HEADER_FIELDS =
            List.of(
                    "header",
                    "SCQStore",
                    "writePosition",
                    "indexing",
                    "SCQSIndexing",
                    "indexCount",
                    "indexSpacing",
                    "index2Index",
                    "lastIndex",
                    "dataFormat");

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

    private final List<Path> files = new ArrayList<>();
    private final RecordDispatcher dispatcher = new RecordDispatcher();
    private final List<Damage> damages = new ArrayList<>();
    private ByteBuffer record = allocate(256 * 1024);
    private final ByteBuffer window = allocate(WINDOW);
    private long windowAt;
    private int nextFile;
    private FileChannel channel;
    private String name;
    private long size;
    private long at;
    private long doneBytes;
    private long usedBytes = -1;
    private volatile long records;
    private volatile long bytes;
    private long damaged;

    /**
     * Begins at the first record of a run.
     *
     * @throws UncheckedIOException if the queue's folder cannot be read
     */
    QueueScan(Path runDirectory) {
        try (var all = Files.newDirectoryStream(runDirectory.resolve(RunQueue.FOLDER), "*.cq4")) {
            all.forEach(files::add);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the queue of " + runDirectory, e);
        }
        files.sort(null);
    }

    /**
     * Scans all files of a run's queue and tells the handler of every record that can be read.
     *
     * @throws IOException if the disk fails
     */
    public static QueueScan of(Path runDirectory, RecordHandler handler) throws IOException {
        try (QueueScan scan = new QueueScan(runDirectory)) {
            int told = scan.poll(handler, Integer.MAX_VALUE);
            while (told > 0) {
                told = scan.poll(handler, Integer.MAX_VALUE);
            }
            return scan;
        }
    }

    /** The same, telling how much is done, 0…1, from time to time. */
    public static QueueScan of(Path runDirectory, RecordHandler handler, DoubleConsumer progress)
            throws IOException {
        try (QueueScan scan = new QueueScan(runDirectory)) {
            while (scan.poll(handler, RECORDS_BETWEEN_PROGRESS) > 0) {
                progress.accept(scan.fraction());
            }
            return scan;
        }
    }

    /**
     * How much of a file of a queue is used [bytes]: it grows by whole blocks, sparse ones, of
     * which the last is mostly empty.
     *
     * @throws IOException if the disk fails
     */
    public static long usedBytes(Path file) throws IOException {
        try (QueueScan one = new QueueScan(file, FileChannel.open(file))) {
            return one.used();
        }
    }

    /** How much of the queue has been read, 0…1. */
    double fraction() throws IOException {
        if (usedBytes < 0) {
            usedBytes = 0;
            for (Path file : files) {
                usedBytes += usedBytes(file);
            }
        }
        return usedBytes == 0 ? 1 : Math.min(1.0, (double) (doneBytes + at) / usedBytes);
    }

    /**
     * Tells the handler of the next records.
     *
     * @param limit how many at the most
     * @return how many there were, damaged ones included; 0 at the end
     * @throws IOException if the disk fails
     */
    int poll(RecordHandler handler, int limit) throws IOException {
        long begin = records;
        while (records - begin < limit && (channel != null || open())) {
            if (!document(handler)) {
                doneBytes += Math.max(0, at);
                at = 0;
                channel.close();
                channel = null;
            }
        }
        return (int) (records - begin);
    }

    /**
     * Tells the handler of the newest sound record, looked for from the end; where the reading goes
     * on is not changed by it.
     *
     * @return false if there is none
     * @throws IOException if the disk fails
     */
    boolean last(RecordHandler handler) throws IOException {
        for (int i = files.size() - 1; i >= 0; i--) {
            try (QueueScan backwards =
                    new QueueScan(files.get(i), FileChannel.open(files.get(i)))) {
                if (backwards.lastInFile(handler)) {
                    return true;
                }
            }
        }
        return false;
    }

    private QueueScan(Path file, FileChannel channel) throws IOException {
        files.add(file);
        this.channel = channel;
        size = channel.size();
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }

    /** Bytes of the records found. */
    long bytes() {
        return bytes;
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

    private boolean open() throws IOException {
        if (nextFile == files.size()) {
            return false;
        }
        Path file = files.get(nextFile++);
        channel = FileChannel.open(file);
        name = file.getFileName().toString();
        size = channel.size();
        at = 0;
        windowAt = 0;
        window.limit(0);
        checkHeader();
        return true;
    }

    /** The library trusts its own header blindly; so what is wrong with it is said here. */
    private void checkHeader() throws IOException {
        int word = size < 4 ? 0 : word(0);
        int length = word & LENGTH_MASK;
        boolean sound = (word & (WORKING | META)) == META && length <= Math.min(size - 4, 1024);
        if (sound) {
            read(4, length);
            byte[] bytes = new byte[length];
            record.get(0, bytes);
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            int from = 0;
            for (String field : HEADER_FIELDS) {
                from = from < 0 ? from : text.indexOf(field, from);
            }
            sound = from >= 0;
        }
        if (!sound) {
            damage(0, records, "the header of the queue is not what the library writes");
        }
    }

    /** Reads the document at {@link #at} and goes behind it; false when the file has no more. */
    private boolean document(RecordHandler handler) throws IOException {
        if (at + 4 > size) {
            return false;
        }
        int word = word(at);
        if (word == END_OF_FILE) {
            return false;
        }
        int length = word & LENGTH_MASK;
        boolean meta = (word & META) != 0;
        long next = at + 4 + ((length + 3L) & ~3L);
        if (word == 0 || (word & WORKING) != 0) {
            next = search(at + 4, size);
            if (next >= 0) { // else nothing was written behind it
                String what = word == 0 ? "no length where a record begins" : "never completed";
                damage(at, records, what);
            }
        } else if (meta && isRecord(at, length)) {
            damage(at, records, "a record that is marked as none");
            tell(length, handler);
        } else if (meta) {
            // A damaged length would take the records behind it along.
            long covered = search(at + 4, Math.min(next, size));
            if (covered >= 0 || next > size) {
                damage(
                        at,
                        records,
                        "a length of " + length + " bytes that the library never wrote");
                next = covered;
            }
        } else if (at + 4 + length > size) {
            long there = size - at - 4;
            damage(at, records, "cut: " + length + " bytes announced, " + there + " there");
            next = search(at + 4, size);
        } else if (length < RecordLayout.HEADER) {
            damage(at, records, "a length of " + length + " bytes is too short for a record");
            next = search(at + 4, size);
        } else {
            read(at + 4, length);
            if (tell(length, handler) == Why.DAMAGED) {
                damage(at, records - 1, "checksum or length does not match");
                // The length word may be what is damaged: a sound record may begin before next.
                long resumed = search(at + 4, size);
                next = resumed < 0 ? next : Math.min(next, resumed);
            }
        }
        at = next;
        return next >= 0;
    }

    private Why tell(int length, RecordHandler handler) {
        Why why = dispatcher.dispatch(record, length, records, handler);
        records++;
        bytes += length;
        return why;
    }

    /** Where the file's last byte stands that is not zero: sparse files are longer than that. */
    private long used() throws IOException {
        for (long end = size; end > 0; end = Math.max(0, end - WINDOW)) {
            windowAt = Math.max(0, end - WINDOW);
            window.clear().limit((int) (end - windowAt));
            fill(window, windowAt);
            for (int i = window.position() - 1; i >= 0; i--) {
                if (window.get(i) != 0) {
                    return windowAt + i + 1;
                }
            }
        }
        return 0;
    }

    private boolean lastInFile(RecordHandler handler) throws IOException {
        long end = size;
        while (end > 0) {
            long begin = Math.max(0, end - WINDOW + OVERLAP) & ~3L;
            windowAt = begin;
            window.clear().limit((int) Math.min(WINDOW, size - begin));
            fill(window, begin);
            window.flip();
            for (long here = (end - 4) & ~3L; here >= begin; here -= 4) {
                int word = window.getInt((int) (here - begin));
                if (word >= RecordLayout.HEADER
                        && (word & (WORKING | META)) == 0
                        && isRecord(here, word & LENGTH_MASK)) {
                    dispatcher.dispatch(record, word & LENGTH_MASK, records, handler);
                    return true;
                }
            }
            end = begin;
        }
        return false;
    }

    /** True when a sound record of this length stands behind the length word at {@code at}. */
    private boolean isRecord(long at, int length) throws IOException {
        if (length < RecordLayout.HEADER
                || at + 4 + length > size
                || word(at + 4 + RecordLayout.LENGTH) != length) {
            return false;
        }
        read(at + 4, length);
        return dispatcher.check(record, length) != Why.DAMAGED;
    }

    /** Offset of the length word of the next sound record in {@code [from, to)}; −1 for none. */
    private long search(long from, long to) throws IOException {
        long last = Math.min(to - 1, size - 4 - RecordLayout.HEADER);
        for (long here = (from + 3) & ~3L; here <= last; here += 4) {
            int word = word(here);
            if (word >= RecordLayout.HEADER
                    && (word & (WORKING | META)) == 0
                    && isRecord(here, word & LENGTH_MASK)) {
                return here;
            }
        }
        return -1;
    }

    private void damage(long offset, long record, String what) {
        damaged++;
        if (damages.size() < MAX_DAMAGES) {
            damages.add(new Damage(name, offset, record, what));
        }
    }

    private int word(long at) throws IOException {
        if (at < windowAt || at + 4 > windowAt + window.limit()) {
            windowAt = at;
            window.clear();
            fill(window, at);
            window.flip();
        }
        return window.limit() < 4 ? 0 : window.getInt((int) (at - windowAt));
    }

    private void read(long at, int length) throws IOException {
        if (length > record.capacity()) {
            record = allocate(length);
        }
        record.clear().limit(length);
        if (at >= windowAt && at + length <= windowAt + window.limit()) {
            record.put(0, window, (int) (at - windowAt), length);
        } else {
            fill(record, at);
        }
        record.clear();
    }

    private void fill(ByteBuffer into, long at) throws IOException {
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
