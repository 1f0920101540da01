package cevns.drivers.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cevns.daq.config.ConfigTree;
import cevns.daq.config.Configs;
import cevns.daq.record.LossCause;
import cevns.daq.record.LossView;
import cevns.daq.record.SourceInfo;
import cevns.daq.record.SourceState;
import cevns.daq.time.WallClock;
import cevns.drivers.CapturedRecords;
import cevns.drivers.CapturedRecords.Waveform;
import cevns.drivers.emulation.EmulatedTraces;
import cevns.drivers.emulation.LongSilence;
import cevns.drivers.link.StreamDriver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every counter of a board behind a bridge goes round while it is read over a real socket: the
 * board has run for so long, and counted so much, that they are near their end, or the clock of
 * both sides is turned on.
 */
class CountersGoRoundTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final long START_NS = 1_795_168_800_000_000_000L;
    private static final long PERIOD_NS = 4_000_000;
    private static final long HOUR_NS = 3_600_000_000_000L;

    private final CapturedRecords records = new CapturedRecords();
    private final AtomicLong nowNs = new AtomicLong(START_NS);
    private BridgeEmulator board;
    private StreamDriver driver;

    private void start(Supplier<EmulatedTraces> inputs, String device, String emulated) {
        WallClock clock = nowNs::get;
        String all = "host = 127.0.0.1, channels = [0, 1], reconnect_s = [0.01]\n" + device;
        board =
                new BridgeEmulator(
                        BridgeOptions.read(Configs.parse(all, "board")),
                        BridgeEmulatorOptions.read(
                                Configs.parse(
                                        "record_samples = 32, block_ms = 2\n" + emulated,
                                        "emulated")),
                        inputs.get(),
                        clock,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        board.start();
        ConfigTree tree = Configs.parse(all + "\nport = " + board.address().getPort(), "test");
        BridgeOptions options = BridgeOptions.read(tree);
        tree.rejectUnknown();
        tree.problems().throwIfAny();
        driver =
                new StreamDriver(
                        "board",
                        options.stream(),
                        clock,
                        sink -> new BridgeReader("board", options, sink, clock));
        driver.start(records);
        // The bridge has said what it is, and so knows its client.
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> records.counters().bytes > 0);
    }

    @AfterEach
    void end() {
        driver.close();
        board.close();
        assertThat(records.counters().unitsRead)
                .isEqualTo(records.counters().recordsWritten + records.counters().lost());
    }

    private void turnTo(long timeNs, int waveforms) {
        nowNs.set(timeNs);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> records.waveforms.size() >= waveforms);
    }

    /** 120 ms in blocks of 20 ms. */
    private void turnOn() {
        for (int blocks = 1; blocks <= 6; blocks++) {
            turnTo(START_NS + blocks * 5 * PERIOD_NS, blocks * 10);
        }
    }

    /** Ticks go on evenly, by the period of the triggers, and through a power of two. */
    private void assertGoesOn(long tickFs, int bits) {
        List<Waveform> all = records.waveforms;
        // Of what it lost before anybody read it a board may tell with the first hit.
        assertThat(records.losses).allMatch(loss -> loss.lastNs() == all.get(0).timeNs());
        assertThat(records.counters().refused()).isZero();
        for (int i = 2; i < all.size(); i++) {
            long step = all.get(i).ticks() - all.get(i - 2).ticks();
            assertThat(step).isEqualTo(PERIOD_NS * 1_000_000 / tickFs);
        }
        assertThat(all.get(0).ticks()).isLessThan(1L << bits);
        assertThat(all.get(all.size() - 1).ticks()).isGreaterThan(1L << bits);
        SourceInfo info = records.infos.get(records.infos.size() - 1);
        assertThat(info.counterBits()).isEqualTo(bits);
        assertThat(info.tickFs()).isEqualTo(tickFs);
        // Its origin is the time of the first block, which comes a little later than its events.
        long now = nowNs.get();
        assertThat(all.get(all.size() - 1).timeNs()).isBetween(now, now + 5 * PERIOD_NS);
    }

    /** 24 bits of events, and 31 of 8 ns, which are 17.18 s. */
    @ParameterizedTest
    @CsvSource({"x720, 8000000, 17.12", "x725, 16000000, 34.3"})
    void timesAndNumbersOfEventsGoOnWhereTheirCountersGoRound(
            String model, long tickFs, double ranForS) {
        start(
                () -> new CountedTraces(2, START_NS, PERIOD_NS),
                "marks = true, model = " + model,
                "counted = 16777200, ran_for_s = " + ranForS);
        turnOn();
        driver.stop();
        assertGoesOn(tickFs, 31);
        long first = records.waveforms.get(0).triggerId();
        assertThat(first).isBetween(16_777_200L, 16_777_215L);
        for (int i = 0; i < records.waveforms.size(); i++) {
            assertThat(records.waveforms.get(i).triggerId()).isEqualTo(first + i / 2);
        }
    }

    /** 47 bits of the sampling period, 78 or 156 hours; 31 bits of it; 23 bits of aggregates. */
    @ParameterizedTest
    @CsvSource({
        "x730, 2000000, true, 47, 281474.916",
        "x725, 4000000, true, 47, 562949.893",
        "x730, 2000000, false, 31, 4.234"
    })
    void timesOfHitsAndAggregatesGoOnWhereTheirCountersGoRound(
            String model, long tickFs, boolean extended, int bits, double ranForS) {
        start(
                () -> new CountedTraces(2, START_NS, PERIOD_NS),
                "content = psd, model = " + model,
                "counted = 8388600, ran_for_s = %s, extended_time = %s"
                        .formatted(ranForS, extended));
        turnOn();
        driver.stop();
        assertGoesOn(tickFs, bits);
        assertThat(records.waveforms.get(1).samples()).hasSize(32);
        assertThat(records.waveforms.get(1).samples()[2])
                .isEqualTo((char) CountedTraces.sample(1, 2));
    }

    /** 31 bits of 2 ns are 4.3 s: by its sign alone a step of 3 s would be one of 1.3 s back. */
    @Test
    void timesOfHitsGoOnAfterASilenceOfMoreThanHalfARound() {
        LongSilence inputs = new LongSilence(START_NS, 3_000_000_000L, 8192, -1000);
        start(
                () -> inputs,
                "content = psd, model = x730",
                "extended_time = false, record_samples = 32");
        int all = 2 * LongSilence.BEFORE;
        turnTo(inputs.timeNs(LongSilence.BEFORE - 1), 2 * LongSilence.BEFORE);
        turnTo(inputs.timeNs(all - 1), 2 * all);
        driver.stop();
        for (int i = 0; i < records.waveforms.size(); i++) {
            assertThat(records.waveforms.get(i).timeNs()).isEqualTo(inputs.timeNs(i / 2));
        }
        assertThat(records.infos).extracting(SourceInfo::counterBits).containsExactly(47, 31);
    }

    /** 40 hours at 250 Hz: two rounds of the event counter and more, 8,382 of that of times. */
    @Test
    void saysThatALossIsOfUnknownSizeInWhichTheEventCounterMayHaveGoneRound() {
        start(
                () -> new CountedTraces(2, START_NS, PERIOD_NS),
                "model = x720",
                "counted = 16777200");
        turnTo(START_NS + 1_000_000_000, 500);
        board.cut(true);
        await().atMost(PATIENCE).until(() -> driver.state() != SourceState.RUNNING);
        long backNs = START_NS + 40 * HOUR_NS;
        nowNs.set(backNs);
        await().atMost(PATIENCE).until(() -> board.triggers() > 36_000_000);
        board.cut(false);
        await().atMost(PATIENCE).until(() -> records.infos.size() == 2);
        int before = records.waveforms.size();
        turnTo(backNs + 1_000_000_000, before + 480);
        driver.stop();
        assertThat(records.losses).hasSize(1);
        assertThat(records.losses.get(0).cause()).isEqualTo(LossCause.LINK);
        assertThat(records.losses.get(0).units()).isEqualTo(LossView.UNKNOWN_UNITS);
        Waveform last = records.waveforms.get(records.waveforms.size() - 1);
        assertThat(last.timeNs()).isEqualTo(backNs + 1_000_000_000);
        assertThat(last.triggerId()).isEqualTo(16_777_200 + 36_000_250L);
        assertThat(records.counters().refused()).isZero();
    }
}
