package cevns.drivers;

import cevns.daq.config.ConfigTree;
import cevns.daq.record.SourceCounters;
import cevns.drivers.device.FileReport;
import cevns.drivers.device.RecordedFile;
import cevns.drivers.file.FileBytes;
import cevns.drivers.file.SequentialFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;

/**
 * Damages a recorded file as disks, networks and killed programs do, and demands what every reader
 * owes: it ends without an exception, what was whole before the damage comes out the same, what is
 * left over is counted, the ledger balances, and no memory is taken beyond the file's own scale.
 *
 * <p>A sound file is cut at every length of its first 64 KiB and at {@value #LATER_CUTS} random
 * lengths beyond, and read {@value #FLIPS} times with a few of its bytes changed.
 */
public final class CutFiles {

    private static final int EVERY_LENGTH_TO = 1 << 16;
    private static final int LATER_CUTS = 200;
    private static final int FLIPS = 300;
    private static final int FIRST_BUFFER = 1 << 16;

    /** Where the sound file stood after a record: what must come out of any cut behind it. */
    private record Boundary(long position, long records, long units, long digest) {}

    private final SequentialFormat format;
    private final ConfigTree device;
    private final byte[] file;
    private final IntPredicate partly;
    private final List<Boundary> boundaries;

    /** What must come out of a cut behind each boundary, where it is more than the boundary's. */
    private final List<Boundary> ends = new ArrayList<>();

    private CutFiles(SequentialFormat format, byte[] file, ConfigTree device, IntPredicate partly)
            throws IOException {
        this.format = format;
        this.device = device;
        this.file = file;
        this.partly = partly;
        this.boundaries = boundaries();
    }

    /**
     * Tries all cuts and flips, and prints one line that says how many.
     *
     * @param name of the file, for that line
     * @param file a sound file; what it leaves over behind its last record does not matter
     * @param device options of the format
     * @throws AssertionError at the first demand that is not met; it says how to see it again
     */
    public static void check(SequentialFormat format, String name, byte[] file, ConfigTree device)
            throws IOException {
        check(format, name, file, device, length -> false);
    }

    /**
     * The same for a format whose last record may be delivered with a part of its fields.
     *
     * @param partly true for lengths at which that is so: one record more than the whole ones
     */
    public static void check(
            SequentialFormat format,
            String name,
            byte[] file,
            ConfigTree device,
            IntPredicate partly)
            throws IOException {
        check(new CutFiles(format, file, device, partly), name);
    }

    /**
     * The same for a format whose reader holds a unit until a later record decides on it: at the
     * end of a file it comes out as well. So a cut file must give what a file that ends soundly at
     * the record before gives.
     */
    public static void checkHolding(
            SequentialFormat format, String name, byte[] file, ConfigTree device)
            throws IOException {
        CutFiles cut = new CutFiles(format, file, device, length -> false);
        for (Boundary boundary : cut.boundaries) {
            cut.ends.add(cut.end(boundary));
        }
        check(cut, name);
    }

    private static void check(CutFiles cut, String name) throws IOException {
        byte[] file = cut.file;
        long start = System.nanoTime();
        int every = Math.min(file.length, EVERY_LENGTH_TO);
        for (int length = 0; length <= every; length++) {
            cut.cutAt(length);
        }
        int later = file.length > every ? LATER_CUTS : 0;
        Random random = new Random(20170803);
        for (int i = 0; i < later; i++) {
            cut.cutAt(every + 1 + random.nextInt(file.length - every));
        }
        for (int seed = 0; seed < FLIPS; seed++) {
            cut.flip(seed);
        }
        System.out.printf(
                "%s, %s: %d cuts and %d damaged variants read, %.1f s%n",
                cut.format.name(),
                name,
                every + 1 + later,
                FLIPS,
                (System.nanoTime() - start) / 1e9);
    }

    private List<Boundary> boundaries() throws IOException {
        List<Boundary> all = new ArrayList<>();
        DigestSinks sinks = new DigestSinks();
        FileBytes bytes = FileBytes.of(ByteBuffer.wrap(file));
        try (RecordedFile whole = format.open(bytes, device, sinks)) {
            all.add(new Boundary(0, 0, 0, sinks.digest()));
            if (bytes.position() > 0) {
                all.add(new Boundary(bytes.position(), 0, 0, sinks.digest()));
            }
            while (whole.next()) {
                long records = whole.report().records();
                all.add(new Boundary(bytes.position(), records, sinks.units, sinks.digest()));
            }
            demand(!all.isEmpty() && whole.report().records() > 0, "no record in the sound file");
        }
        return all;
    }

    private Boundary end(Boundary boundary) throws IOException {
        DigestSinks sinks = new DigestSinks();
        FileBytes bytes = FileBytes.of(ByteBuffer.wrap(file, 0, (int) boundary.position));
        try (RecordedFile sound = format.open(bytes, device, sinks)) {
            readToEnd(sound, file.length);
            demandEqual(boundary.records, sound.report().records(), "records");
            demandEqual(0, sound.report().trailingBytes(), "trailing bytes of a sound file");
        }
        return new Boundary(boundary.position, boundary.records, sinks.units, sinks.digest());
    }

    private Boundary before(long length) {
        int low = 0;
        for (int high = boundaries.size(); high - low > 1; ) {
            int middle = (low + high) >>> 1;
            if (boundaries.get(middle).position <= length) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return ends.isEmpty() ? boundaries.get(low) : ends.get(low);
    }

    private void cutAt(int length) throws IOException {
        DigestSinks sinks = new DigestSinks();
        FileBytes bytes = FileBytes.of(ByteBuffer.wrap(file, 0, length));
        try (RecordedFile cut = format.open(bytes, device, sinks)) {
            readToEnd(cut, length);
            Boundary expected = before(length);
            FileReport report = cut.report();
            demandLedger(sinks, length);
            if (partly.test(length)) {
                demandEqual(expected.records + 1, report.records(), "records");
                demand(sinks.units >= expected.units, "units of whole records are missing");
                return;
            }
            demandEqual(expected.records, report.records(), "records");
            demandEqual(expected.units, sinks.units, "units");
            demandEqual(expected.digest, sinks.digest(), "checksum of the records");
            long left = length - expected.position;
            demand(
                    report.trailingBytes() <= left && (left == 0) == (report.trailingBytes() == 0),
                    "trailing bytes " + report.trailingBytes() + ", left over are " + left);
            demand(left == 0 || !report.problems().isEmpty(), "the cut is not in the problems");
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(format.name() + " cut at " + length + ": " + e, e);
        }
    }

    private void flip(int seed) throws IOException {
        Random random = new Random(seed);
        byte[] damaged = file.clone();
        int within = seed % 2 == 0 ? file.length : Math.min(file.length, 4096);
        int first = damaged.length;
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(within);
            first = Math.min(first, damage(damaged, at, random));
        }
        DigestSinks sinks = new DigestSinks();
        FileBytes bytes =
                FileBytes.of(
                        Channels.newChannel(new ByteArrayInputStream(damaged)), damaged.length);
        try (RecordedFile read = format.open(bytes, device, sinks)) {
            int index = 1;
            while (index < boundaries.size() && boundaries.get(index).records == 0) {
                index++;
            }
            int calls = 0;
            while (read.next()) {
                demand(++calls <= damaged.length + 16, "reads on without end");
                if (index < boundaries.size() && boundaries.get(index).position <= first) {
                    Boundary expected = boundaries.get(index++);
                    demandEqual(expected.digest, sinks.digest(), "record before the damage");
                }
            }
            demand(
                    index >= boundaries.size() || boundaries.get(index).position > first,
                    "a whole record before the damage at " + first + " is missing");
            long limit = Math.max(FIRST_BUFFER, 2L * damaged.length);
            demand(bytes.capacity() <= limit, "buffer of " + bytes.capacity());
            long trailing = read.report().trailingBytes();
            demand(trailing >= 0 && trailing <= damaged.length, "trailing " + trailing);
            demandLedger(sinks, damaged.length);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(format.name() + " damaged with seed " + seed + ": " + e, e);
        }
    }

    /** Changes one byte, or sets a length's worth of bytes to zeros or ones. */
    private static int damage(byte[] bytes, int at, Random random) {
        int kind = random.nextInt(4);
        if (kind < 2) {
            bytes[at] ^= (byte) (1 + random.nextInt(255));
            return at;
        }
        int aligned = at & ~3;
        int stop = Math.min(bytes.length, aligned + 4);
        Arrays.fill(bytes, aligned, stop, (byte) (kind == 2 ? 0 : 0xFF));
        return aligned;
    }

    private static void readToEnd(RecordedFile file, int length) throws IOException {
        int calls = 0;
        while (file.next()) {
            demand(++calls <= length + 16, "reads on without end");
        }
        demand(!file.next(), "a record after the end");
    }

    private static void demandLedger(DigestSinks sinks, long size) {
        long bytes = 0;
        for (DigestSinks.Sink sink : sinks.sinks.values()) {
            SourceCounters counters = sink.counters();
            demandEqual(
                    counters.unitsRead,
                    counters.recordsWritten + counters.lost(),
                    "units read against written and lost");
            demand(sink.lastState != null, "no last status");
            bytes += counters.bytes;
        }
        demand(bytes <= size, bytes + " bytes counted of " + size);
    }

    private static void demandEqual(long expected, long found, String what) {
        if (expected != found) {
            throw new AssertionError(what + ": " + found + " where " + expected + " must be");
        }
    }

    private static void demand(boolean met, String otherwise) {
        if (!met) {
            throw new AssertionError(otherwise);
        }
    }
}
