package cevns.drivers.emulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cevns.daq.config.Configs;
import cevns.daq.config.SourceConfig;
import cevns.drivers.CapturedRecords;
import cevns.drivers.CapturedRecords.Waveform;
import cevns.drivers.device.Digitizer;
import cevns.drivers.device.EmulatedDevice;
import cevns.drivers.device.Family;
import cevns.drivers.device.Simulation;
import cevns.drivers.fcio.FcioFamily;
import cevns.drivers.orca.OrcaFamily;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The counters of a FlashCam system go round in a live stream over a real socket, by itself and
 * inside ORCA: the number of the event, 32 bits, which the system begins near its end, and the Unix
 * seconds, whose sign changes on 2038-01-19 while the clock of both sides is turned on over it.
 */
class StreamCountersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long SIGN_CHANGES_NS = SECOND_NS << 31;
    private static final long LAST_NUMBER = (1L << 32) - 1;

    private final CapturedRecords records = new CapturedRecords();

    private static SourceConfig source(String family, int port) {
        String device = "host = 127.0.0.1, simulated = true, port = " + port;
        return new SourceConfig(
                "source",
                1,
                family,
                true,
                new SourceConfig.WhenLost(SourceConfig.WhenLost.Act.RESTART, 60),
                "",
                Configs.parse(device, "test"),
                Configs.parse("rate_hz = 100, samples = 16, counted = 4294967290", "test"));
    }

    @ParameterizedTest
    @CsvSource({"fcio, -0.3", "fcio, 0.001", "orca, -0.3", "orca, 0.001"})
    void numbersAndSecondsGoOnWhereTheyGoRound(String name, double zeroAfterS) {
        Family family = name.equals("fcio") ? new FcioFamily() : new OrcaFamily();
        long zeroNs = SIGN_CHANGES_NS + Math.round(zeroAfterS * SECOND_NS);
        AtomicLong nowNs = new AtomicLong(zeroNs);
        EmulatedDevice emulator =
                family.emulator(
                        source(name, 0),
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        Simulation.from(zeroNs),
                        nowNs::get);
        emulator.start();
        Digitizer driver = family.driver(source(name, emulator.address().getPort()), nowNs::get);
        try {
            driver.start(records);
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> records.counters().bytes > 0);
            // A record of FCIO is whole when the next one begins; after a second a status comes.
            nowNs.addAndGet(SECOND_NS + SECOND_NS / 5);
            await().atMost(PATIENCE).until(() -> records.waveforms.size() >= 240);
            driver.stop();
        } finally {
            driver.close();
            emulator.close();
        }
        assertThat(records.losses).isEmpty();
        assertThat(records.counters().refused()).isZero();
        List<Waveform> all = records.waveforms;
        for (int i = 0; i < all.size(); i++) {
            assertThat(all.get(i).timeNs()).isEqualTo(zeroNs + i / 2 * SECOND_NS / 100);
            assertThat(all.get(i).triggerId()).isEqualTo(LAST_NUMBER - 5 + i / 2);
        }
    }
}
