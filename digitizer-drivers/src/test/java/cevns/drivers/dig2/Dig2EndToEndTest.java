package cevns.drivers.dig2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cevns.daq.config.Configs;
import cevns.daq.record.LossCause;
import cevns.daq.record.SourceInfo;
import cevns.daq.record.SourceState;
import cevns.daq.time.WallClock;
import cevns.drivers.CapturedRecords;
import cevns.drivers.device.FaultyProxy;
import cevns.drivers.dig2.emulator.Dig2Emulator;
import cevns.drivers.dig2.emulator.Dig2EmulatorOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Driver and emulator over real sockets: what the inputs saw is what the run is told. */
class Dig2EndToEndTest {

    private final CapturedRecords records = new CapturedRecords();
    private Dig2Emulator board;
    private FaultyProxy data;
    private Dig2Driver driver;

    private void start(int memory, int group, int cut, long periodNs, String options) {
        board =
                new Dig2Emulator(
                        new Dig2EmulatorOptions(
                                0, "VX2730-EMU", "0", 8, 500, 14, memory, group, cut),
                        new SteadyTraces(3, periodNs),
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
                                        channels = [0, 2]
                                        marks = true
                                        %s
                                        """
                                                .formatted(
                                                        board.address().getPort(),
                                                        data.port(),
                                                        options),
                                        "test")),
                        WallClock.SYSTEM);
        driver.start(records);
        await().until(() -> driver.state() == SourceState.RUNNING);
    }

    @AfterEach
    void end() {
        driver.close();
        data.close();
        board.close();
        assertThat(records.counters().unitsRead)
                .isEqualTo(records.counters().recordsWritten + records.counters().lost());
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "4, 0", "3, 1001", "2, 7"})
    void deliversTheSamplesThatTheInputsSawHoweverTheBoardCutsItsMessages(int group, int cut) {
        start(1 << 24, group, cut, 4_000_000, "record_length_ns = 2000, pre_trigger_ns = 800");
        await().until(() -> records.waveforms.size() >= 60);
        driver.stop();
        driver.close();
        assertThat(records.losses).isEmpty();
        assertThat(records.counters().refused()).isZero();
        assertThat(records.marks).hasSize(records.waveforms.size() / 2);
        long ticks = -1;
        for (int i = 0; i < records.waveforms.size(); i++) {
            CapturedRecords.Waveform waveform = records.waveforms.get(i);
            assertThat(waveform.channel()).isEqualTo(i % 2 == 0 ? 0 : 2);
            assertThat(waveform.triggerId()).isEqualTo(i / 2);
            assertThat(waveform.preTrigger()).isEqualTo(400);
            assertThat(waveform.samples()).hasSize(1000);
            int first = records.waveforms.get(i - i % 2).samples()[0];
            for (int s = 0; s < 1000; s++) {
                assertThat(waveform.samples()[s])
                        .isEqualTo(SteadyTraces.sample(first, waveform.channel(), s));
            }
            if (i % 2 == 0 && ticks >= 0) {
                assertThat(waveform.ticks() - ticks).isEqualTo(500_000);
            }
            ticks = waveform.ticks();
        }
    }

    @Test
    void recordsWhatTheBoardIsAndHowItIsSetAsReadBack() {
        start(1 << 24, 1, 0, 10_000_000, "record_length_ns = 1001, pre_trigger_ns = 101");
        SourceInfo info = records.infos.get(0);
        assertThat(info.simulated()).isTrue();
        assertThat(info.model()).isEqualTo("VX2730-EMU");
        assertThat(info.tickFs()).isEqualTo(8_000_000);
        assertThat(info.counterBits()).isEqualTo(48);
        assertThat(info.channels())
                .extracting(SourceInfo.ChannelInfo::channel)
                .isEqualTo(List.of(0, 2));
        assertThat(info.settings())
                .contains("\"/par/recordlengths\":\"500\"", "\"/par/pretriggert\":\"104\"")
                .contains("\"/ch/1/par/chenable\":\"False\"", "\"/par/fwtype\":\"Scope\"");
        assertThat(WallClock.SYSTEM.nowNs() - info.originNs()).isBetween(0L, 20_000_000_000L);
        assertThat(info.originUncertaintyNs()).isBetween(0L, 1_000_000_000L);
    }

    @Test
    void recordsTheTriggersThatABoardLostBecauseNobodyReadAsAGap() {
        start(1 << 20, 1, 0, 500_000, "record_length_ns = 200000, silence_s = 0");
        await().until(() -> records.waveforms.size() > 10);
        data.silent(true);
        await().atMost(Duration.ofSeconds(20)).until(() -> board.lostTriggers() > 20);
        data.silent(false);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> records.losses.stream().mapToLong(l -> l.units()).sum() >= 40);
        assertThat(records.losses)
                .allMatch(loss -> loss.cause() == LossCause.GAP && loss.units() % 2 == 0);
    }
}
