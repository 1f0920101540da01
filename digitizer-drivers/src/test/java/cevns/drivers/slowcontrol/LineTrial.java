package cevns.drivers.slowcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.record.LossCause;
import cevns.daq.record.SourceCounters;
import cevns.daq.record.SourceState;
import cevns.drivers.CapturedRecords;
import cevns.drivers.device.Digitizer;
import cevns.drivers.link.Socat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/**
 * What can happen on a serial line, one after the other: an instrument that answers garbage, half
 * an answer, or never, a plug that is pulled and put back, and the end of the run.
 */
final class LineTrial implements Runnable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long A_SECOND_ON_A_BUSY_HOST_NS = 5_000_000_000L;
    private static final int SOME = 6;

    private final Instruments instrument;
    private final Path line;
    private final CapturedRecords records = new CapturedRecords();
    private final SourceCounters counters = records.counters();

    LineTrial(Instruments instrument, Path line) {
        this.instrument = instrument;
        this.line = line;
    }

    /** What a line is used for. */
    private interface Use {
        void plugged();
    }

    private void onLine(int port, Use use) {
        Socat socat = Socat.toPort(line, port);
        try {
            use.plugged();
        } finally {
            socat.close();
        }
    }

    @Override
    public void run() {
        try (InstrumentEmulator device = instrument.startEmulator("");
                Digitizer driver = instrument.serialDriver(line.toString(), "timeout_s = 0.1")) {
            int port = device.address().getPort();
            driver.start(records);
            onLine(port, () -> misbehaves(device, driver));
            long lostBefore = lost(LossCause.LINK);
            await(() -> driver.state() == SourceState.CONNECTING);
            await(() -> driver.reason().contains("no such device"));
            onLine(port, () -> comesBack(driver, lostBefore));
        }
        checkLedger();
    }

    private void misbehaves(InstrumentEmulator device, Digitizer driver) {
        awaitReadings();
        for (Misbehaviour noise : List.of(Misbehaviour.GARBAGE, Misbehaviour.HALF)) {
            long refused = counters.refused();
            long lost = counters.lost();
            device.misbehave(noise);
            await(() -> counters.refused() > refused && counters.lost() > lost);
            device.misbehave(Misbehaviour.NONE);
            awaitReadings();
        }

        device.misbehave(Misbehaviour.SILENT);
        await(() -> driver.reason().contains("no answer"));
        await(() -> driver.state() != SourceState.RUNNING);
        device.misbehave(Misbehaviour.NONE);
        awaitReadings();
    }

    private void comesBack(Digitizer driver, long lostBefore) {
        awaitReadings();
        await(() -> lost(LossCause.LINK) > lostBefore);
        long from = System.nanoTime();
        driver.stop();
        driver.close();
        assertThat(System.nanoTime() - from).isLessThan(A_SECOND_ON_A_BUSY_HOST_NS);
    }

    private void checkLedger() {
        assertThat(counters.unitsRead).isEqualTo(counters.recordsWritten + counters.lost());
        assertThat(counters.recordsWritten).isEqualTo(records.readings.size());
        assertThat(counters.unknownLosses).isZero();
        assertThat(List.copyOf(records.losses))
                .allMatch(loss -> loss.units() > 0 && loss.lastNs() >= loss.firstNs());
        assertThat(records.states.get(records.states.size() - 1))
                .isEqualTo(SourceState.DISCONNECTED);
    }

    private void awaitReadings() {
        long enough = counters.recordsWritten + SOME;
        await(() -> counters.recordsWritten >= enough);
    }

    private long lost(LossCause cause) {
        return counters.lost[cause.ordinal()];
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(condition);
    }
}
