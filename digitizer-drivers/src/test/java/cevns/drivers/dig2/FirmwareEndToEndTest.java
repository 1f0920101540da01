package cevns.drivers.dig2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import cevns.daq.config.ConfigTree;
import cevns.daq.config.Configs;
import cevns.daq.record.LossCause;
import cevns.daq.record.SourceState;
import cevns.daq.time.WallClock;
import cevns.drivers.CapturedRecords;
import cevns.drivers.device.FaultyDatagrams;
import cevns.drivers.dig2.emulator.Dig2Emulator;
import cevns.drivers.dig2.emulator.Dig2EmulatorOptions;
import cevns.drivers.emulation.EmulatedSignals;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Driver and emulator of DPP-PHA, open DPP, DPP-ZLE and of data over UDP over real sockets: what
 * the inputs saw is what the run is told.
 */
class FirmwareEndToEndTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final InetSocketAddress ANY_PORT =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final CapturedRecords records = new CapturedRecords();
    private Dig2Emulator board;
    private Dig2Driver driver;
    private FaultyDatagrams network;

    private static Dig2EmulatorOptions board(String options) {
        return Dig2EmulatorOptions.read(Configs.parse("channels = 4, " + options, "board"));
    }

    private void start(Dig2Emulator emulated, String options) {
        board = emulated;
        board.start();
        drive(options);
    }

    private void drive(String options) {
        ConfigTree tree =
                Configs.parse(
                        "host = 127.0.0.1, channels = [0, 1]\nport = "
                                + board.address().getPort()
                                + "\n"
                                + options,
                        "test");
        driver = new Dig2Driver("board", Dig2Options.read(tree), WallClock.SYSTEM);
        tree.rejectUnknown();
        tree.problems().throwIfAny();
        driver.start(records);
    }

    private void stopAfter(int waveforms) {
        await().atMost(PATIENCE).until(() -> records.waveforms.size() >= waveforms);
        driver.stop();
        driver.close();
        assertThat(records.states).doesNotContain(SourceState.ERROR);
    }

    @AfterEach
    void end() {
        driver.close();
        board.close();
        if (network != null) {
            network.close();
        }
        assertThat(records.counters().unitsRead)
                .isEqualTo(records.counters().recordsWritten + records.counters().lost());
    }

    private static long word(CapturedRecords.Waveform waveform, int index) {
        return ByteBuffer.wrap(waveform.extra()).getLong(8 * index);
    }

    private static List<CapturedRecords.Waveform> ofChannel(
            List<CapturedRecords.Waveform> all, int channel) {
        return all.stream().filter(waveform -> waveform.channel() == channel).toList();
    }

    @Test
    void rebuildsZeroSuppressedTraces() {
        start(
                new Dig2Emulator(
                        board("firmware = dpp_zle, cut_bytes = 101"),
                        new PulsedTraces(),
                        WallClock.SYSTEM,
                        ANY_PORT),
                """
                firmware = dpp_zle
                record_length_ns = 2000
                pre_trigger_ns = 400
                marks = true
                """);
        stopAfter(60);
        assertThat(records.losses).isEmpty();
        assertThat(records.counters().refused()).isZero();
        assertThat(records.marks).hasSize(records.waveforms.size() / 2);
        for (int i = 0; i < records.waveforms.size(); i++) {
            CapturedRecords.Waveform waveform = records.waveforms.get(i);
            assertThat(waveform.channel()).isEqualTo(i % 2);
            assertThat(waveform.triggerId()).isEqualTo(i / 2);
            assertThat(waveform.channelsInTrigger()).isEqualTo(2);
            assertThat(waveform.sampleWidthPs()).isEqualTo(2000);
            assertThat(waveform.preTrigger()).isEqualTo(200);
            assertThat(waveform.samples()).hasSize(1000);
            for (int s = 0; s < 1000; s++) {
                assertThat(waveform.samples()[s])
                        .isEqualTo(PulsedTraces.sample(waveform.channel(), s - 200));
            }
            // Bad, good, bad: of 1000 samples 32 before the pulse, its 100, and 64 after it.
            assertThat(word(waveform, 1) & 0xFFFF).isEqualTo(200 + 20 + 8 * (i % 2) - 32);
            assertThat(word(waveform, 2) & 0xFFFF).isEqualTo(32 + 100 + 64);
        }
    }

    @Test
    void measuresThePulseHeightWithATrapezoid() {
        start(
                new Dig2Emulator(
                        board("firmware = dpp_pha"), new Decays(), WallClock.SYSTEM, ANY_PORT),
                "firmware = dpp_pha, record_length_ns = 800, pre_trigger_ns = 64");
        stopAfter(60);
        assertThat(records.losses).isEmpty();
        for (int i = 0; i < records.waveforms.size(); i += 3) {
            CapturedRecords.Waveform raw = records.waveforms.get(i);
            // 14 bits to 16: four times the height in ADC counts.
            assertThat((int) (word(raw, 1) & 0xFFFF)).isCloseTo(4 * Decays.HEIGHT, within(20));
            assertThat(word(raw, 1) >>> 26 & 0xFFFF).as("reserved").isZero();
            assertThat(raw.samples()[32]).isEqualTo((char) Decays.REST);
            assertThat((int) raw.samples()[33]).isLessThan(Decays.REST - 900);
            // Energy filter minus baseline, signed, in units of four.
            assertThat(word(raw, 2) >>> 6 & 0x3F).isEqualTo(0b01_1_100);
        }
    }

    @Test
    void numbersTheHitsOfOpenFirmwareInAUserWord() {
        start(
                new Dig2Emulator(
                        board("firmware = dpp_open"),
                        new SteadySignals(2_000_000, 0, 1),
                        WallClock.SYSTEM,
                        ANY_PORT),
                "firmware = dpp_open, record_length_ns = 800, pre_trigger_ns = 64");
        stopAfter(60);
        assertThat(records.losses).isEmpty();
        List<CapturedRecords.Waveform> hits = ofChannel(records.waveforms, 1);
        for (int i = 0; i < hits.size(); i++) {
            CapturedRecords.Waveform hit = hits.get(i);
            assertThat(word(hit, 1) & 0xFFFF).isEqualTo(SteadySignals.DEPTH);
            assertThat(word(hit, 2) & Long.MAX_VALUE).isEqualTo(i + 1);
            assertThat(hit.samples()).hasSize(400);
            assertThat(hit.samples()[32]).isEqualTo((char) SteadySignals.BASELINE);
            assertThat(hit.samples()[33])
                    .isEqualTo((char) (SteadySignals.BASELINE - SteadySignals.DEPTH));
            if (i > 0) {
                assertThat(hit.ticks() - hits.get(i - 1).ticks()).as("8 ns").isEqualTo(500_000);
            }
        }
    }

    @Test
    void saysWhatIsMissingWhenDatagramsAreLost() {
        board =
                new Dig2Emulator(
                        board("raw_udp = true, data_port = 0, datagram_words = 50"),
                        new PulsedTraces(),
                        WallClock.SYSTEM,
                        ANY_PORT);
        board.start();
        network = new FaultyDatagrams(board.dataAddress());
        network.lose(0.01);
        drive(
                "record_length_ns = 2000, pre_trigger_ns = 400, reconnect_s = [0.1], data_port = "
                        + network.port());
        await().atMost(PATIENCE).until(() -> records.counters().lost() >= 6);
        network.lose(0);
        stopAfter(records.waveforms.size() + 20);
        assertThat(records.losses)
                .anyMatch(loss -> loss.cause() == LossCause.GAP)
                .allMatch(loss -> loss.cause() != LossCause.CORRUPT);
        CapturedRecords.Waveform last = records.waveforms.get(records.waveforms.size() - 1);
        assertThat(records.counters().unitsRead).isEqualTo(2 * (last.triggerId() + 1));
        for (CapturedRecords.Waveform waveform : records.waveforms) {
            for (int s = 0; s < 1000; s++) {
                assertThat(waveform.samples()[s])
                        .isEqualTo(PulsedTraces.sample(waveform.channel(), s - 200));
            }
        }
    }

    /** Steps that decay with 50 us, as a preamplifier makes them; no noise. */
    private static final class Decays implements EmulatedSignals {

        static final int REST = 15_000;
        static final int HEIGHT = 1000;
        private static final long PERIOD_NS = 2_000_000;

        private long next = WallClock.SYSTEM.nowNs() + PERIOD_NS;

        @Override
        public long nextNs() {
            return next;
        }

        @Override
        public int nextInput() {
            return 1;
        }

        @Override
        public void fill(int channel, char[] samples, int n, double fromNs, double sampleNs) {
            for (int i = 0; i < n; i++) {
                double at = fromNs + i * sampleNs;
                double height = at < 0 ? 0 : HEIGHT * Math.exp(-at / 50_000);
                samples[i] = (char) Math.rint(REST - height);
            }
        }

        @Override
        public void advance() {
            next += PERIOD_NS;
        }
    }
}
