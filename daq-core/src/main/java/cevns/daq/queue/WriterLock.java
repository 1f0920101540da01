package cevns.daq.queue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * The right to write a run: a lock of the operating system on a file in the run's directory, so
 * that it ends with its process, however that ends. The file tells people whose it is.
 */
public final class WriterLock implements AutoCloseable {

    private static final String FILE = "writer.lock";

    /**
     * The locks of this process. POSIX drops a lock when its process closes the file, whichever of
     * its openings that is: a file in here must not be opened a second time.
     */
    private static final Set<Path> OURS = new HashSet<>();

    private final Path file;
    private final FileChannel channel;

    private WriterLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @throws QueueInUse if somebody has it
     */
    public static synchronized WriterLock take(Path runDirectory) {
        try {
            Path file = runDirectory.toRealPath().resolve(FILE);
            String pid = Long.toString(ProcessHandle.current().pid());
            if (!OURS.add(file)) {
                throw new QueueInUse(runDirectory + " is being written by process " + pid);
            }
            try {
                return new WriterLock(file, locked(runDirectory, file, pid));
            } catch (IOException | RuntimeException e) {
                OURS.remove(file);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + runDirectory, e);
        }
    }

    private static FileChannel locked(Path runDirectory, Path file, String pid) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw new QueueInUse(runDirectory + " is being written by process " + owner(file));
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((pid + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** True when some process, this one included, is writing the run. */
    public static synchronized boolean isHeld(Path runDirectory) {
        if (!Files.exists(runDirectory.resolve(FILE))) {
            return false;
        }
        try {
            Path file = runDirectory.toRealPath().resolve(FILE);
            if (OURS.contains(file)) {
                return true;
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                return channel.tryLock(0, Long.MAX_VALUE, true) == null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at the lock of " + runDirectory, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            synchronized (WriterLock.class) {
                OURS.remove(file);
            }
        }
    }

    private static String owner(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.US_ASCII).strip();
    }
}
