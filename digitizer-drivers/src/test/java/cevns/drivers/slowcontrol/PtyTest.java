package cevns.drivers.slowcontrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import cevns.daq.record.LossCause;
import cevns.daq.record.Quality;
import cevns.daq.record.SourceCounters;
import cevns.daq.record.SourceState;
import cevns.drivers.CapturedRecords;
import cevns.drivers.device.Digitizer;
import cevns.drivers.link.Socat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Every instrument over a serial line: a pseudo-terminal made by socat, opened by jSerialComm. */
@DisabledIfSystemProperty(
        named = "skipSerial",
        matches = ".*",
        disabledReason = "serial lines left out: -DskipSerial")
class PtyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final int SOME = 6;

    @TempDir Path directory;

    private final CapturedRecords records = new CapturedRecords();
    private Socat socat;

    @AfterEach
    void pullThePlug() {
        if (socat != null) {
            socat.close();
        }
    }

    /** All at once: most of the time is waiting. */
    @Test
    void readsEachInstrumentAndSurvivesWhatALineCanBring() throws Exception {
        Instruments[] all = Instruments.values();
        ExecutorService trials = Executors.newFixedThreadPool(all.length);
        try {
            Map<Instruments, Future<?>> running = new EnumMap<>(Instruments.class);
            for (Instruments instrument : all) {
                Path line = directory.resolve(instrument.name());
                running.put(instrument, trials.submit(new LineTrial(instrument, line)));
            }
            for (Map.Entry<Instruments, Future<?>> trial : running.entrySet()) {
                assertThatCode(trial.getValue()::get)
                        .as(trial.getKey().name())
                        .doesNotThrowAnyException();
            }
        } finally {
            trials.shutdownNow();
        }
    }

    @Test
    void recordsWhenThePlugWasOutAndHowManyReadingsThatCost() {
        Path line = directory.resolve("line");
        try (InstrumentEmulator device = Instruments.LAKE_SHORE_218.startEmulator("");
                Digitizer driver = Instruments.LAKE_SHORE_218.serialDriver(line.toString(), "")) {
            socat = Socat.toPort(line, device.address().getPort());
            driver.start(records);
            awaitReadings();
            long out = System.nanoTime();
            socat.close();
            await(() -> driver.state() == SourceState.CONNECTING);
            await(() -> System.nanoTime() - out > 500_000_000L);
            double gapS = (System.nanoTime() - out) * 1e-9;
            socat = Socat.toPort(line, device.address().getPort());
            awaitReadings();
            stop(driver);
            // Eight readings every 20 ms, had it not been out.
            CapturedRecords.Loss hole =
                    records.losses.stream()
                            .max((a, b) -> Long.compare(a.units(), b.units()))
                            .orElseThrow();
            assertThat(hole.cause()).isEqualTo(LossCause.LINK);
            double lastedS = (hole.lastNs() - hole.firstNs()) * 1e-9;
            assertThat(lastedS).isGreaterThan(gapS - 0.2);
            // The poll that found the plug out may have put off some on a busy host.
            assertThat(hole.units() / 8.0).isBetween(lastedS / 0.02 - 8, lastedS / 0.02 + 2);
        }
    }

    @Test
    void servesAnEmulatorAtTheOtherEndOfALine() {
        Path near = directory.resolve("near");
        Path far = directory.resolve("far");
        socat = Socat.pair(near, far);
        try (InstrumentEmulator device = Instruments.N1470.startEmulator("pty = \"" + far + "\"");
                Digitizer driver = Instruments.N1470.serialDriver(near.toString(), "")) {
            driver.start(records);
            awaitReadings();
            assertThat(device.address().getPort()).isPositive();
            assertThat(records.infos.get(records.infos.size() - 1).simulated()).isTrue();
            assertThat(records.readings.get(0).value()).isEqualTo(1500.0);
            assertThat(records.readings.get(0).quality()).isEqualTo(Quality.GOOD);
        }
    }

    @Test
    void saysWhatIsWrongWithAPortThatIsNotThereOrNotALine() {
        for (String path : List.of("/dev/no-such-line", directory.toString())) {
            try (Digitizer driver = Instruments.TPG.serialDriver(path, "")) {
                driver.start(records);
                await(() -> !driver.reason().isEmpty());
                assertThat(driver.reason()).contains("cannot open " + path);
                assertThat(driver.state()).isEqualTo(SourceState.CONNECTING);
            }
        }
    }

    private static void stop(Digitizer driver) {
        driver.stop();
        driver.close();
    }

    private void awaitReadings() {
        long enough = counters().recordsWritten + SOME;
        await(() -> counters().recordsWritten >= enough);
    }

    private SourceCounters counters() {
        return records.counters();
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(condition);
    }
}
