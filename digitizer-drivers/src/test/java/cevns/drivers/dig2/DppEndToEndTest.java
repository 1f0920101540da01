package cevns.drivers.dig2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cevns.daq.config.Configs;
import cevns.daq.record.LossCause;
import cevns.daq.record.Quality;
import cevns.daq.record.SourceInfo;
import cevns.daq.record.SourceState;
import cevns.daq.record.TraceKind;
import cevns.daq.record.TriggerKind;
import cevns.daq.time.WallClock;
import cevns.drivers.CapturedRecords;
import cevns.drivers.device.FaultyProxy;
import cevns.drivers.dig2.emulator.Dig2Emulator;
import cevns.drivers.dig2.emulator.Dig2EmulatorOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Driver and emulator of DPP-PSD over real sockets: what the inputs saw is what the run is told.
 */
class DppEndToEndTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final CapturedRecords records = new CapturedRecords();
    private Dig2Emulator board;
    private FaultyProxy data;
    private Dig2Driver driver;

    private void start(String emulated, long periodNs, String options) {
        board =
                new Dig2Emulator(
                        Dig2EmulatorOptions.read(
                                Configs.parse(
                                        "firmware = dpp_psd, channels = 8, " + emulated, "board")),
                        new SteadySignals(periodNs, 0, 2),
                        WallClock.SYSTEM,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        board.start();
        data = new FaultyProxy(board.dataAddress());
        driver =
                new Dig2Driver(
                        "board",
                        Dig2Options.read(
                                Configs.parse(
                                        """
                                        host = 127.0.0.1
                                        port = %d
                                        data_port = %d
                                        firmware = dpp_psd
                                        channels = [0, 2]
                                        trigger_kinds { 3 = beam, 4 = pulser, 6 = self }
                                        %s
                                        """
                                                .formatted(
                                                        board.address().getPort(),
                                                        data.port(),
                                                        options),
                                        "test")),
                        WallClock.SYSTEM);
        driver.start(records);
    }

    @AfterEach
    void end() {
        driver.close();
        data.close();
        board.close();
        assertThat(records.counters().unitsRead)
                .isEqualTo(records.counters().recordsWritten + records.counters().lost());
    }

    private void stop() {
        driver.stop();
        driver.close();
    }

    @Test
    void deliversPulsesWithTheirChargesTimesAndProbes() {
        start("cut_bytes = 1001", 2_000_000, "record_length_ns = 800, pre_trigger_ns = 64");
        await().atMost(PATIENCE).until(() -> records.waveforms.size() >= 120);
        stop();
        assertThat(records.counters().refused()).isZero();
        assertThat(records.losses).isEmpty();
        assertThat(records.waveforms.size() % 3).isZero();
        long ticks = -1;
        for (int i = 0; i < records.waveforms.size(); i += 3) {
            CapturedRecords.Waveform raw = records.waveforms.get(i);
            assertThat(raw.trace()).isEqualTo(TraceKind.RAW);
            assertThat(raw.triggerId()).isEqualTo(i / 3);
            assertThat(raw.kinds()).isEqualTo(TriggerKind.SELF.bit());
            assertThat(raw.channel()).isIn(0, 2);
            assertThat(raw.preTrigger()).isEqualTo(32);
            assertThat(raw.samples()).hasSize(400);
            // The time stamp is that of the last sample before the threshold is crossed.
            assertThat(raw.samples()[32]).isEqualTo((char) SteadySignals.BASELINE);
            assertThat(raw.samples()[33]).isEqualTo((char) 7192);
            assertThat(raw.samples()[132]).isEqualTo((char) 7192);
            assertThat(raw.samples()[133]).isEqualTo((char) SteadySignals.BASELINE);
            ByteBuffer header = ByteBuffer.wrap(raw.extra());
            long values = header.getLong(8);
            // 100 samples of 1000 counts, over 64; of the short gate of 40, 25 lie before the
            // trigger sample, then it and 14 of the pulse.
            assertThat(values & 0xFFFF).isEqualTo(1562);
            assertThat(values >>> 26 & 0xFFFF).isEqualTo(219);
            // 50 of 1000 counts are reached 5 % of the way to the next sample.
            assertThat(values >>> 16 & 0x3FF).isEqualTo(51);
            char[] logic = records.waveforms.get(i + 2).samples();
            assertThat(logic[31] & 1).as("trigger").isZero();
            assertThat(logic[32] & 1).isEqualTo(1);
            if (ticks >= 0) {
                assertThat(raw.ticks() - ticks).isEqualTo(1_000_000);
            }
            ticks = raw.ticks();
        }
    }

    @Test
    void recordsWhatTheBoardIsAndReadsWhatItIsAskedTo() {
        start(
                "",
                5_000_000,
                """
                record_length_ns = 801, readings_every_s = 0.1
                readings { "/par/tempsensairin" = degC, "/par/nothing" = V, "/par/modelname" = x }
                """);
        await().atMost(PATIENCE).until(() -> records.readings.size() >= 2);
        SourceInfo info = records.infos.get(0);
        assertThat(info.simulated()).isTrue();
        assertThat(info.tickFs()).isEqualTo(2_000_000);
        assertThat(info.channels())
                .extracting(SourceInfo.ChannelInfo::channel)
                .containsExactly(0, 2, 1000, 1001, 1002);
        assertThat(info.channels().get(4).unit()).isEqualTo("degC");
        assertThat(info.settings())
                .contains("\"/ch/0/par/chrecordlengtht\":\"800\"", "\"/par/fwtype\":\"DPP_PSD\"")
                .contains("\"/par/enstatevents\":\"True\"", "\"/ch/2/par/gatelonglengtht\":\"300\"")
                .contains("\"/endpoint/par/activeendpoint\":\"dpppsd\"");
        assertThat(records.readings)
                .anyMatch(r -> r.channel() == 1002 && r.value() == 28.8)
                .anyMatch(r -> r.channel() == 1000 && r.quality() == Quality.INVALID)
                .noneMatch(r -> r.channel() == 1001);
    }

    @Test
    void countsWhatTheBoardLostBecauseNobodyReadExactly() {
        start(
                "memory_mib = 1",
                1_000_000,
                "record_length_ns = 16000, silence_s = 0, probes = false");
        await().atMost(PATIENCE).until(() -> records.waveforms.size() > 10);
        data.silent(true);
        await().atMost(PATIENCE).until(() -> board.lostTriggers() > 200);
        data.silent(false);
        await().atMost(PATIENCE).until(() -> records.counters().lost() >= 100);
        stop();
        assertThat(records.losses).allMatch(loss -> loss.cause() == LossCause.DEVICE);
        assertThat(records.counters().lost()).isEqualTo(board.lostTriggers());
    }

    @Test
    void readsHitsOfOneWordAndTriggersOfThePulser() {
        start(
                "",
                1_000_000_000_000L,
                """
                parameters {
                  "/par/endatareduction" = True
                  "/par/globaltriggersource" = TestPulse
                  "/par/testpulseperiod" = 1000000
                  "/ch/0/par/wavetriggersource" = Disabled
                  "/ch/0..7/par/eventtriggersource" = GlobalTriggerSource
                }
                """);
        await().atMost(PATIENCE).until(() -> records.waveforms.size() >= 400);
        stop();
        long ticks = -1;
        for (CapturedRecords.Waveform hit : records.waveforms) {
            if (hit.channel() == 0) {
                assertThat(hit.extra()).hasSize(8);
                assertThat(hit.samples()).isEmpty();
                if (ticks >= 0) {
                    assertThat(hit.ticks() - ticks).isEqualTo(500_000);
                }
                ticks = hit.ticks();
            } else {
                assertThat(hit.kinds()).isEqualTo(TriggerKind.PULSER.bit());
            }
        }
    }

    @Test
    void waitsForTheSignalThatStartsTheBoard() {
        start(
                "sync_in_s = 0.3",
                2_000_000,
                "start = external, parameters { \"/par/startsource\" = SINlevel }");
        await().atMost(PATIENCE).until(() -> driver.state() == SourceState.READY);
        assertThat(records.waveforms).isEmpty();
        await().atMost(PATIENCE).until(() -> records.waveforms.size() >= 30);
        assertThat(driver.state()).isEqualTo(SourceState.RUNNING);
        assertThat(records.infos.get(0).originUncertaintyNs()).isGreaterThan(100_000_000L);
        stop();
        assertThat(records.losses).isEmpty();
    }

    @Test
    void saysWhichFirmwareItFoundWhereItIsAnother() {
        board =
                new Dig2Emulator(
                        Dig2EmulatorOptions.read(Configs.parse("channels = 2", "board")),
                        new SteadyTraces(1, 1_000_000_000),
                        WallClock.SYSTEM,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        board.start();
        data = new FaultyProxy(board.dataAddress());
        driver =
                new Dig2Driver(
                        "board",
                        Dig2Options.read(
                                Configs.parse(
                                        "host = 127.0.0.1, firmware = dpp_psd, port = "
                                                + board.address().getPort(),
                                        "test")),
                        WallClock.SYSTEM);
        driver.start(records);
        await().atMost(PATIENCE).until(() -> driver.state() == SourceState.ERROR);
        assertThat(driver.reason())
                .contains("not a board with DPP_PSD firmware: it offers [scope]");
    }
}
