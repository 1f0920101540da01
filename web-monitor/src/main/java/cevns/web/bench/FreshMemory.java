package cevns.web.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Uses memory of the machine once, as the cache of a file that is deleted again. A virtual machine
 * is given each page by its host when it is first touched, which costs ten times what the page
 * itself does; a run of an hour does not see that, a step of seconds sees nothing else.
 */
final class FreshMemory {

    private static final int BLOCK_BYTES = 4 << 20;

    /** Less is not worth the while [bytes]. */
    private static final long LEAST_BYTES = 100L << 20;

    private FreshMemory() {}

    /**
     * Touches so much, but no more than half of what is free.
     *
     * @param folder where the file is for as long
     * @throws IOException if the disk fails
     */
    static void touch(Path folder, long bytes) throws IOException {
        long free =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                        .getFreeMemorySize();
        long most = Math.min(bytes, free / 2);
        if (most < LEAST_BYTES) {
            return;
        }
        ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_BYTES);
        try (FileChannel file =
                FileChannel.open(
                        folder.resolve("fresh"),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE)) {
            for (long done = 0; done < most; done += BLOCK_BYTES) {
                file.write(block.clear());
            }
        }
    }
}
