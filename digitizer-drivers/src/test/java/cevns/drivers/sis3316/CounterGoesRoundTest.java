package cevns.drivers.sis3316;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import cevns.daq.record.SourceState;
import cevns.drivers.CapturedRecords;
import cevns.drivers.CapturedRecords.Waveform;
import cevns.drivers.emulation.LongSilence;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The counter of a board, 48 bits, goes round in a run over a real socket: the clock of emulator
 * and driver is turned on by days in which nothing happens. The 8 bits that number the requests go
 * round meanwhile by themselves.
 */
class CounterGoesRoundTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final long START_NS = 1_795_168_800_000_000_000L;

    private final CapturedRecords records = new CapturedRecords();
    private final AtomicLong nowNs = new AtomicLong(START_NS);

    /** 26 days at 125 MHz, 13 at 250 MHz. */
    @ParameterizedTest
    @CsvSource({"false, 8", "true, 4"})
    void timesGoOnWhereTheCounterGoesRound(boolean fourteenBits, int tickNs) {
        LongSilence inputs = new LongSilence(START_NS, (long) tickNs << 48, 1000, 500);
        Sis3316Emulator board =
                new Sis3316Emulator(
                        new Sis3316EmulatorOptions(true, fourteenBits, true, 1 << 16, 32, 0),
                        inputs,
                        nowNs::get,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        board.start();
        String clock = "clock { mhz = %d }".formatted(1000 / tickNs);
        Sis3316Driver driver =
                new Sis3316Driver(
                        "board",
                        Boards.options(board.address().getPort(), Boards.TWO_CHANNELS + clock),
                        nowNs::get);
        try {
            driver.start(records);
            await().atMost(PATIENCE).until(() -> driver.state() == SourceState.RUNNING);
            int all = 2 * LongSilence.BEFORE;
            turnTo(inputs.timeNs(LongSilence.BEFORE - 1) + 1_000_000, LongSilence.BEFORE);
            turnTo(inputs.timeNs(all - 1) + 1_000_000, all);
            driver.stop();
            assertThat(records.waveforms).hasSize(all);
        } finally {
            driver.close();
            board.close();
        }
        assertThat(records.losses).isEmpty();
        assertThat(records.counters().refused()).isZero();
        assertTimes(inputs, tickNs);
    }

    private void turnTo(long timeNs, int waveforms) {
        nowNs.set(timeNs);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> records.waveforms.size() >= waveforms);
    }

    private void assertTimes(LongSilence inputs, int tickNs) {
        List<Waveform> all = records.waveforms;
        Waveform first = all.get(0);
        assertThat(first.timeNs() - records.infos.get(0).originNs())
                .isCloseTo(LongSilence.PERIOD_NS, within(200L));
        for (int i = 0; i < all.size(); i++) {
            long sinceNs = inputs.timeNs(i) - inputs.timeNs(0);
            assertThat(all.get(i).timeNs() - first.timeNs()).as("hit " + i).isEqualTo(sinceNs);
            assertThat(all.get(i).ticks() - first.ticks()).isEqualTo(sinceNs / tickNs);
            assertThat(all.get(i).triggerId()).isEqualTo(i);
        }
        assertThat(all.get(all.size() - 1).ticks()).isGreaterThan(1L << 48);
    }
}
