package cevns.drivers.sis3316;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cevns.daq.record.SourceInfo;
import cevns.daq.record.SourceState;
import cevns.daq.record.TraceKind;
import cevns.daq.record.TriggerKind;
import cevns.drivers.CapturedRecords;
import cevns.drivers.CapturedRecords.Waveform;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Driver and emulated board over a socket, for what is special about an SIS3316. */
class Sis3316DriverTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PERIOD_NS = 10_000_000;

    private final CapturedRecords records = new CapturedRecords();
    private Sis3316Emulator board;
    private Sis3316Driver driver;

    private void take(Sis3316EmulatorOptions options, int channels, String more, int hits) {
        board = Boards.start(options, channels, PERIOD_NS);
        driver = Boards.driver(board.address().getPort(), more);
        driver.start(records);
        await().atMost(PATIENCE).until(() -> records.counters().recordsWritten >= hits);
        driver.stop();
        driver.close();
        assertThat(records.counters().unknownLosses).isZero();
        assertThat(records.counters().lost()).isZero();
        assertThat(records.counters().refused()).isZero();
    }

    @AfterEach
    void close() {
        if (driver != null) {
            driver.close();
            board.close();
        }
    }

    private static final String SIXTEEN =
            """
            user_byte = 165
            groups {
              "0..3" {
                raw_samples = 100, pre_trigger_samples = 40, gate_samples = 80
                maw_words = 6, accumulators = [
                  { start = 0, length = 30 }, { start = 60, length = 20 }
                ]
                averaging_mode = 1, averaged_samples = 8, averaged_pre_trigger_samples = 2
              }
            }
            channels {
            """;

    private static String everyFormat() {
        StringBuilder text = new StringBuilder(SIXTEEN);
        for (int channel = 0; channel < 16; channel++) {
            text.append(
                    "%d { format_bits = %d, maw_test = %s, fir { peaking_samples = 8, gap_samples = 4, threshold = 2000 } }%n"
                            .formatted(channel, channel, channel % 3 == 0 ? "trigger" : "none"));
        }
        return text.append("}").toString();
    }

    @Test
    void readsEveryFormatOfAllSixteenChannels() {
        take(Boards.NEW, 16, everyFormat(), 200);
        Set<Integer> channels = new TreeSet<>();
        for (Waveform waveform : records.waveforms) {
            int channel = waveform.channel();
            if (waveform.trace() == TraceKind.RAW) {
                channels.add(channel);
                raw(waveform, channel);
            } else if (waveform.trace() == TraceKind.AVERAGED) {
                assertThat(waveform.sampleWidthPs()).isEqualTo(4 * 8000);
                assertThat(waveform.preTrigger()).isEqualTo((40 + 2 * 4) / 4);
                assertThat(waveform.samples()).hasSize(8).contains((char) (1000 + channel));
            } else {
                assertThat(channel % 3).isZero();
                assertThat(waveform.extra()).hasSize(6 * 4);
            }
        }
        assertThat(channels).hasSize(16);
        Set<TraceKind> kinds =
                records.waveforms.stream().map(Waveform::trace).collect(Collectors.toSet());
        assertThat(kinds).containsOnly(TraceKind.RAW, TraceKind.AVERAGED, TraceKind.FILTER);
    }

    private static void raw(Waveform waveform, int channel) {
        assertThat(waveform.samples()).hasSize(100);
        assertThat(waveform.samples()[0]).isEqualTo((char) (1000 + channel));
        assertThat(waveform.samples()[99]).isEqualTo((char) (1500 + channel));
        assertThat(waveform.preTrigger()).isEqualTo(40);
        ByteBuffer header = ByteBuffer.wrap(waveform.extra()).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(header.getInt(0) & 0xFFFF).isEqualTo((0xA50 | channel) << 4 | channel);
        if ((channel & 1) != 0) {
            assertThat(header.getInt(8) & 0xFFFF).as("peak").isEqualTo(1500 + channel);
            assertThat(header.getInt(12)).as("sum 1").isEqualTo(30 * (1000 + channel));
            assertThat(header.getInt(16)).as("sum 2").isEqualTo(20 * (1500 + channel));
        }
        if ((channel & 4) != 0) {
            int at = 8 + ((channel & 1) != 0 ? 28 : 0) + ((channel & 2) != 0 ? 8 : 0);
            assertThat(header.getInt(at) - 0x800_0000).as("maximum").isEqualTo(8 * 500);
            assertThat(header.getInt(at + 4) - 0x800_0000).as("before").isLessThan(2000);
            assertThat(header.getInt(at + 8) - 0x800_0000).as("after").isGreaterThanOrEqualTo(2000);
        }
    }

    @Test
    void recordsWhatTheBoardSaysOfItself() {
        take(Boards.NEW, 2, Boards.TWO_CHANNELS + "temperature_s = 0.05", 20);
        SourceInfo info = records.infos.get(0);
        assertThat(info.model()).isEqualTo("SIS3316-125-16");
        assertThat(info.serial()).isEqualTo("0");
        assertThat(info.simulated()).isTrue();
        assertThat(info.firmware()).isEqualTo("200B/01250004");
        assertThat(info.tickFs()).isEqualTo(8_000_000);
        assertThat(info.counterBits()).isEqualTo(48);
        assertThat(info.channels()).extracting(SourceInfo.ChannelInfo::channel).contains(0, 1, 256);
        assertThat(info.settings())
                .contains("\"0x00001020\":\"0x00400000\"")
                .contains("\"group1.status\":\"0x00130018\"");
        assertThat(records.readings).isNotEmpty();
        assertThat(records.readings.get(0).value()).isEqualTo(32);
        long now = System.currentTimeMillis() * 1_000_000;
        assertThat(records.waveforms.get(0).timeNs()).isBetween(now - 60_000_000_000L, now);
    }

    @Test
    void runsA14BitBoardAtItsOwnFrequency() {
        take(
                new Sis3316EmulatorOptions(true, true, true, 1 << 24, -3.25, 0),
                2,
                Boards.TWO_CHANNELS.replace("groups { 0 {", "groups { 0 { input_range_v = 1.992,")
                        + "clock { mhz = 250 }",
                20);
        assertThat(records.infos.get(0).model()).isEqualTo("SIS3316-250-14");
        assertThat(records.infos.get(0).tickFs()).isEqualTo(4_000_000);
        assertThat(records.readings.get(0).value()).isEqualTo(-3.25);
        List<Waveform> first = records.waveforms.stream().filter(w -> w.channel() == 0).toList();
        assertThat(first.get(1).ticks() - first.get(0).ticks()).isBetween(2_499_999L, 2_500_001L);
        assertThat(first.get(0).sampleWidthPs()).isEqualTo(4000);
    }

    @Test
    void marksTheTimingSignalAtTheTriggerInput() {
        take(
                Boards.NEW,
                2,
                "marks = true, mark_signal = tb\ngroups { 0 { raw_samples = 64 } }\n"
                        + "channels { \"0..2\" { trigger = external } }",
                30);
        assertThat(records.marks).isNotEmpty();
        for (Waveform waveform : records.waveforms) {
            assertThat(waveform.kinds()).isEqualTo(TriggerKind.BEAM.bit());
            assertThat(waveform.channelsInTrigger()).isEqualTo(3);
            assertThat(waveform.triggerId()).isEqualTo(waveform.ticks());
            assertThat(records.marks).anyMatch(mark -> mark.ticks() == waveform.ticks());
        }
        assertThat(records.waveforms).hasSize(3 * records.marks.size());
    }

    @Test
    void followsABoardWhoseBanksAreSwappedAtAnInput() {
        board = Boards.start(Boards.NEW, 2, 100_000_000);
        driver =
                Boards.driver(
                        board.address().getPort(),
                        Boards.TWO_CHANNELS + "registers { \"0x60\" = 4096, \"0x5C\" = 0 }");
        driver.start(records);
        await().atMost(PATIENCE).until(() -> driver.state() == SourceState.RUNNING);
        try (RawBoardClient other = new RawBoardClient(board.address())) {
            other.write(0x428, 0);
        }
        await().atMost(PATIENCE).until(() -> records.counters().recordsWritten >= 10);
        driver.close();
        assertThat(records.counters().unitsRead)
                .isEqualTo(records.counters().recordsWritten + records.counters().lost());
    }

    @Test
    void saysWhatIsWrongWithABoardItCannotRun() {
        board = Boards.start(Boards.NEW, 2, PERIOD_NS);
        driver =
                Boards.driver(
                        board.address().getPort(), Boards.TWO_CHANNELS + "clock { mhz = 250 }");
        driver.start(records);
        await().atMost(PATIENCE).until(() -> driver.state() == SourceState.ERROR);
        assertThat(driver.reason()).contains("16-bit", "250");
    }

    @Test
    void startsAnewWhenSomebodyElseDisarmsTheBoard() {
        board = Boards.start(Boards.NEW, 2, PERIOD_NS);
        driver = Boards.driver(board.address().getPort(), Boards.TWO_CHANNELS);
        driver.start(records);
        await().atMost(PATIENCE).until(() -> records.counters().recordsWritten >= 10);
        try (RawBoardClient other = new RawBoardClient(board.address())) {
            // Between the driver's look and its swap of the banks nobody would notice.
            await().atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofSeconds(5))
                    .until(
                            () -> {
                                if (records.infos.size() < 2) {
                                    other.write(0x414, 0);
                                }
                                return records.infos.size() == 2;
                            });
        }
        long before = records.counters().recordsWritten;
        await().atMost(PATIENCE).until(() -> records.counters().recordsWritten > before + 10);
        assertThat(records.counters().unknownLosses).isEqualTo(1);
        assertThat(records.losses.get(0).firstNs()).isLessThan(records.losses.get(0).lastNs());
    }
}
