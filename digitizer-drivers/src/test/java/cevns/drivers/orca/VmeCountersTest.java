package cevns.drivers.orca;

import static cevns.drivers.orca.OrcaStreams.begun;
import static cevns.drivers.orca.OrcaStreams.hit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cevns.daq.config.Configs;
import cevns.daq.config.SourceConfig;
import cevns.daq.time.WallClock;
import cevns.drivers.CapturedRecords;
import cevns.drivers.CapturedRecords.Waveform;
import cevns.drivers.device.Digitizer;
import cevns.drivers.device.EmulatedDevice;
import cevns.drivers.device.Simulation;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The counters of VME digitizers, 48 bits, go round in a live stream of ORCA over a real socket,
 * which serves a recorded file.
 */
class VmeCountersTest {

    private static final int[] SIS3316_AT = {1, 5, 3};
    private static final int TRIGGERS = 40;
    private static final long STEP = 1_000_000;
    private static final long FIRST = (1L << 48) - TRIGGERS / 2 * STEP;
    private static final char[] RAMP = {1, 2, 3, 4};
    private static final char[] NONE = {};

    private final CapturedRecords records = new CapturedRecords();

    @Test
    void timesGoOnWhereTheCounterOfAnSis3316GoesRound(@TempDir Path folder) throws Exception {
        OrcaEncoder stream = begun();
        for (int i = 0; i < TRIGGERS; i++) {
            stream.sis3316(SIS3316_AT, 12, hit(FIRST + i * STEP & (1L << 48) - 1, -1, RAMP, NONE));
        }
        Path file = Files.write(folder.resolve("run.orca"), stream.bytes());
        OrcaFamily family = new OrcaFamily();
        EmulatedDevice emulator =
                family.emulator(
                        source(0, "rate_hz = 200, file = \"" + file + "\""),
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        Simulation.from(WallClock.SYSTEM.nowNs()),
                        WallClock.SYSTEM);
        emulator.start();
        Digitizer driver =
                family.driver(source(emulator.address().getPort(), ""), WallClock.SYSTEM);
        try {
            driver.start(records);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> records.waveforms.size() >= TRIGGERS);
            driver.stop();
        } finally {
            driver.close();
            emulator.close();
        }
        assertThat(records.waveforms).hasSize(TRIGGERS);
        assertThat(records.losses).isEmpty();
        for (int i = 0; i < TRIGGERS; i++) {
            Waveform trace = records.waveforms.get(i);
            assertThat(trace.ticks()).isEqualTo(FIRST + i * STEP);
            assertThat(trace.triggerId()).isEqualTo(i);
        }
    }

    private static SourceConfig source(int port, String emulator) {
        return new SourceConfig(
                "source",
                1,
                "orca",
                true,
                new SourceConfig.WhenLost(SourceConfig.WhenLost.Act.RESTART, 60),
                "",
                Configs.parse("host = 127.0.0.1, simulated = true, port = " + port, "test"),
                Configs.parse(emulator, "test"));
    }
}
