package cevns.web;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A file system of its own that is soon full; only root may mount one. */
public final class SmallDisk implements AutoCloseable {

    private static final int MIB = 1 << 20;
    private static final long PATIENCE_S = 10;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Mounts one at a folder; leaves the test out, and says so, where that is not allowed. */
    public static SmallDisk mount(Path folder, int mebibytes) throws IOException {
        Files.createDirectory(folder);
        boolean mounted =
                run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", folder + "");
        String absent = "a file system cannot be mounted here: the full disk is not tried";
        if (!mounted) {
            System.out.println(absent);
        }
        assumeTrue(mounted, absent);
        return new SmallDisk(folder);
    }

    /** Somebody else fills it but for so much. */
    public void fill(long mebibytesLeft) throws IOException {
        byte[] block = new byte[MIB];
        try (OutputStream out = Files.newOutputStream(junk())) {
            while (Files.getFileStore(folder).getUsableSpace() > mebibytesLeft * MIB) {
                out.write(block);
            }
        }
    }

    /** Somebody else tidies up. */
    public void free() throws IOException {
        Files.delete(junk());
    }

    private Path junk() {
        return folder.resolve("junk");
    }

    private static boolean run(String... command) throws IOException {
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            return process.waitFor(PATIENCE_S, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        run("umount", "--lazy", folder.toString());
    }
}
