package cevns.drivers;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.config.ConfigTree;
import cevns.daq.config.Configs;
import cevns.drivers.compass.CompassFormat;
import cevns.drivers.device.RecordedFile;
import cevns.drivers.file.FileBytes;
import cevns.drivers.file.SequentialFormat;
import cevns.drivers.sis3316.Sis3316Format;
import cevns.drivers.wavedump.WaveDumpFormat;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Opening a file may allocate; its records may not. */
class FileAllocationTest {

    private static final long OPENING_BYTES = 64 * 1024;

    private final ConfigTree noOptions = Configs.parse("", "test");

    @Test
    void allocatesNothingForTheRecordsOfAFile() throws IOException {
        demandNone(new WaveDumpFormat(), "wavedump-pmt/wave_1.dat", 10002);
        demandNone(new CompassFormat(), "legend-testdata/compass/compass_test_data.BIN", 102);
        demandNone(new Sis3316Format(), "legend-testdata/llamaDAQ/20241218-150158-pulser.bin", 74);
    }

    private void demandNone(SequentialFormat format, String name, int records) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(SharedData.file(name)));
        read(format, file);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThat(read(format, file)).isEqualTo(records);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated).as(name).isLessThan(OPENING_BYTES);
    }

    private int read(SequentialFormat format, ByteBuffer bytes) throws IOException {
        try (RecordedFile file = format.open(FileBytes.of(bytes), noOptions, new DigestSinks())) {
            int records = 0;
            while (file.next()) {
                records++;
            }
            return records;
        }
    }
}
