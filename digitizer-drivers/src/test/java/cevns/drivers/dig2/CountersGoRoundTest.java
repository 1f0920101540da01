package cevns.drivers.dig2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import cevns.daq.config.ConfigTree;
import cevns.daq.config.Configs;
import cevns.daq.record.LossCause;
import cevns.daq.record.SourceState;
import cevns.daq.record.TraceKind;
import cevns.daq.time.WallClock;
import cevns.drivers.CapturedRecords;
import cevns.drivers.CapturedRecords.Waveform;
import cevns.drivers.dig2.emulator.Dig2Emulator;
import cevns.drivers.dig2.emulator.Dig2EmulatorOptions;
import cevns.drivers.dig2.wire.Firmware;
import cevns.drivers.emulation.EmulatedSignals;
import cevns.drivers.emulation.EmulatedTraces;
import cevns.drivers.emulation.LongSilence;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every counter of a board goes round in a run, over real sockets: trigger ids, aggregates and the
 * statistics' hits, 24 bits, which the emulated board begins near their end; time stamps, 48 bits,
 * for which the clock of emulator and driver is turned on by days in which nothing happens.
 */
class CountersGoRoundTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final long START_NS = 1_795_168_800_000_000_000L;
    private static final String NEAR_THE_END = ", counted = " + ((1 << 24) - 7);

    private final CapturedRecords records = new CapturedRecords();
    private final AtomicLong nowNs = new AtomicLong(START_NS);
    private Dig2Emulator board;
    private Dig2Driver driver;

    private void start(Dig2Emulator emulated, WallClock clock, String options) {
        board = emulated;
        board.start();
        String dataPort = Integer.toString(board.dataAddress().getPort());
        ConfigTree tree =
                Configs.parse(
                        "host = 127.0.0.1, channels = [0], port = %d\n%s"
                                .formatted(
                                        board.address().getPort(),
                                        options.replace("DATA_PORT", dataPort)),
                        "test");
        driver = new Dig2Driver("board", Dig2Options.read(tree), clock);
        tree.rejectUnknown();
        tree.problems().throwIfAny();
        driver.start(records);
        await().atMost(PATIENCE).until(() -> driver.state() == SourceState.RUNNING);
    }

    private static Dig2EmulatorOptions board(String options) {
        return Dig2EmulatorOptions.read(Configs.parse("channels = 1, " + options, "board"));
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private List<Waveform> traces() {
        return new ArrayList<>(records.waveforms)
                .stream().filter(w -> w.trace() == TraceKind.RAW).toList();
    }

    private void turnTo(long timeNs, int waveforms) {
        nowNs.set(timeNs);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> traces().size() >= waveforms);
    }

    private void assertNothingIsLost(int waveforms) {
        driver.stop();
        driver.close();
        assertThat(traces()).hasSize(waveforms);
        assertThat(records.losses).isEmpty();
        assertThat(records.counters().refused()).isZero();
        assertThat(records.counters().unitsRead).isEqualTo(waveforms);
    }

    @AfterEach
    void end() {
        driver.close();
        board.close();
    }

    @ParameterizedTest
    @EnumSource(Firmware.class)
    void timesAndNumbersGoOnWhereTheCountersGoRound(Firmware firmware) {
        Dig2EmulatorOptions options = board("firmware = " + firmware + NEAR_THE_END);
        long tickNs = firmware.tickFs(2000) / 1_000_000;
        LongSilence inputs = new LongSilence(START_NS, tickNs << 48, 8192, -1000);
        boolean common = firmware == Firmware.SCOPE || firmware == Firmware.DPP_ZLE;
        start(
                common
                        ? new Dig2Emulator(options, (EmulatedTraces) inputs, nowNs::get, anyPort())
                        : new Dig2Emulator(
                                options, (EmulatedSignals) inputs, nowNs::get, anyPort()),
                nowNs::get,
                "firmware = %s, record_length_ns = 800, pre_trigger_ns = 64".formatted(firmware));
        int all = 2 * LongSilence.BEFORE;
        turnTo(inputs.timeNs(LongSilence.BEFORE - 1), LongSilence.BEFORE);
        turnTo(inputs.timeNs(all - 1), all);
        assertNothingIsLost(all);
        assertTimes(inputs, tickNs);
        assertThat(records.infos.get(0).counterBits()).isEqualTo(48);
    }

    private void assertTimes(LongSilence inputs, long tickNs) {
        List<Waveform> all = traces();
        Waveform first = all.get(0);
        assertThat(first.timeNs() - records.infos.get(0).originNs())
                .isCloseTo(LongSilence.PERIOD_NS, within(100L));
        for (int i = 0; i < all.size(); i++) {
            Waveform trace = all.get(i);
            long sinceNs = inputs.timeNs(i) - inputs.timeNs(0);
            assertThat(trace.timeNs() - first.timeNs()).as("trigger " + i).isEqualTo(sinceNs);
            assertThat(trace.ticks() - first.ticks()).isEqualTo(sinceNs / tickNs);
            assertThat(trace.triggerId() - first.triggerId()).isEqualTo(i);
        }
        assertThat(all.get(all.size() - 1).ticks()).isGreaterThan(1L << 48);
    }

    /** 24 bits of both counts, one of which goes round before the other. */
    @Test
    void whatABoardHasLostIsRightWhereItsStatisticsGoRound() {
        long periodNs = 1_000_000;
        start(
                new Dig2Emulator(
                        board("firmware = dpp_psd, memory_mib = 1" + NEAR_THE_END),
                        new BusySignals(new SteadySignals(periodNs, 0)),
                        WallClock.SYSTEM,
                        anyPort()),
                WallClock.SYSTEM,
                "firmware = dpp_psd, record_length_ns = 800, pre_trigger_ns = 64, probes = false");
        await().atMost(PATIENCE).until(() -> traces().size() >= 30);
        driver.stop();
        driver.close();
        assertThat(records.losses).allMatch(loss -> loss.cause() == LossCause.DEVICE);
        assertThat(board.lostTriggers()).isGreaterThan(50);
        assertThat(records.counters().lost()).isEqualTo(board.lostTriggers());
        assertThat(records.counters().unitsRead).isEqualTo(traces().size() + board.lostTriggers());
    }

    /** Hits of one word have 32 bits; at 10 GS/s these go round in 0.43 s. */
    @Test
    void hitsOfOneWordGoOnWhereTheirTimesGoRound() {
        start(
                new Dig2Emulator(
                        board("firmware = dpp_psd, sampling_mhz = 10000"),
                        new SteadySignals(1_000_000_000_000L, 0),
                        WallClock.SYSTEM,
                        anyPort()),
                WallClock.SYSTEM,
                """
                firmware = dpp_psd
                parameters {
                  "/par/endatareduction" = True
                  "/par/globaltriggersource" = TestPulse
                  "/par/testpulseperiod" = 1000000
                  "/ch/0/par/wavetriggersource" = Disabled
                  "/ch/0/par/eventtriggersource" = GlobalTriggerSource
                }
                """);
        await().atMost(PATIENCE).until(() -> traces().size() >= 1000);
        driver.stop();
        driver.close();
        assertThat(records.losses).isEmpty();
        List<Waveform> hits = traces();
        for (int i = 1; i < hits.size(); i++) {
            assertThat(hits.get(i).extra()).as("one word").hasSize(8);
            assertThat(hits.get(i).ticks() - hits.get(i - 1).ticks()).isEqualTo(10_000_000);
        }
        assertThat(hits.get(hits.size() - 1).ticks()).isGreaterThan(2L << 32);
    }

    /** 16 bits; a board begins them anew with each run, so all of them must be sent. */
    @Test
    @Tag("long")
    void datagramsGoOnWhereTheNumbersOfTheirBuffersGoRound() {
        int buffers = (1 << 16) + 500;
        int burst = 50;
        long periodNs = 20_000;
        start(
                new Dig2Emulator(
                        board("raw_udp = true, data_port = 0"),
                        new SteadyTraces(1, periodNs, START_NS + periodNs),
                        nowNs::get,
                        anyPort()),
                nowNs::get,
                "record_length_ns = 32, pre_trigger_ns = 8, data_port = DATA_PORT");
        for (int taken = burst; taken < buffers; taken += burst) {
            turnTo(START_NS + taken * periodNs, taken);
        }
        List<Waveform> all = traces();
        assertNothingIsLost(all.size());
        assertThat(all.size()).isGreaterThan(1 << 16);
        for (int i = 0; i < all.size(); i++) {
            assertThat(all.get(i).triggerId()).isEqualTo(i);
        }
    }

    /** A board that is busy at two triggers of three, but counts them. */
    private record BusySignals(SteadySignals signals) implements EmulatedSignals {

        @Override
        public boolean isBusy(long timeNs) {
            return timeNs / 1_000_000 % 3 != 0;
        }

        @Override
        public long nextNs() {
            return signals.nextNs();
        }

        @Override
        public int nextInput() {
            return signals.nextInput();
        }

        @Override
        public void fill(int channel, char[] samples, int n, double fromNs, double sampleNs) {
            signals.fill(channel, samples, n, fromNs, sampleNs);
        }

        @Override
        public void advance() {
            signals.advance();
        }
    }
}
