package cevns.drivers.sis3316;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cevns.daq.record.FrameFault;
import cevns.daq.record.SourceCounters;
import cevns.drivers.CapturedRecords;
import cevns.drivers.CapturedRecords.Waveform;
import cevns.drivers.device.FaultyDatagrams;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A network that loses, doubles and exchanges datagrams costs time but no hit: steps come at fixed
 * times, so each channel's time stamps tell whether one is missing or came twice.
 */
class Sis3316LossTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PERIOD_NS = 10_000_000;
    private static final long PERIOD_TICKS = PERIOD_NS / 8;

    /** Traces so long that a bank is several packets. */
    private static final String LONG =
            """
            groups { 0 { raw_samples = 600, pre_trigger_samples = 16 } }
            channels {
              "0..1" { fir { peaking_samples = 8, gap_samples = 4, threshold = 2000 } }
            }
            """;

    private final CapturedRecords records = new CapturedRecords();
    private Sis3316Emulator board;
    private FaultyDatagrams network;
    private Sis3316Driver driver;

    private void start(Sis3316EmulatorOptions options, String more) {
        board = Boards.start(options, 2, PERIOD_NS);
        network = new FaultyDatagrams(board.address());
        driver = Boards.driver(network.port(), LONG + "swap_ms = 150\ntries = 20\n" + more);
    }

    @AfterEach
    void close() {
        driver.stop();
        driver.close();
        network.close();
        board.close();
    }

    private void take(int hits) {
        driver.start(records);
        long enough = records.counters().recordsWritten + hits;
        await().atMost(PATIENCE).until(() -> records.counters().recordsWritten >= enough);
        network.calm(); // the last bank has but 0.6 s
        // What the network still carries is not its matter: with one bank more that has been read.
        long more = records.counters().recordsWritten + 1;
        await().atMost(PATIENCE).until(() -> records.counters().recordsWritten >= more);
        driver.stop();
        driver.close();
    }

    private void everyHitOnce() {
        SourceCounters counters = records.counters();
        assertThat(counters.lost()).isZero();
        assertThat(counters.unknownLosses).isZero();
        assertThat(counters.unitsRead).isEqualTo(counters.recordsWritten);
        for (int channel = 0; channel < 2; channel++) {
            List<Long> ticks = new ArrayList<>();
            for (Waveform waveform : records.waveforms) {
                if (waveform.channel() == channel) {
                    ticks.add(waveform.ticks());
                    assertThat(waveform.samples()[0]).isEqualTo((char) (1000 + channel));
                    assertThat(waveform.samples()[599]).isEqualTo((char) (1500 + channel));
                }
            }
            for (int i = 1; i < ticks.size(); i++) {
                assertThat(ticks.get(i) - ticks.get(i - 1))
                        .isBetween(PERIOD_TICKS - 1, PERIOD_TICKS + 1);
            }
        }
    }

    @Test
    void losesNothingWhenPacketsAreLost() {
        start(Boards.NEW, "");
        network.lose(0.03);
        take(150);
        everyHitOnce();
        assertThat(records.counters().refused[FrameFault.SEQUENCE.ordinal()]).isPositive();
    }

    @Test
    void losesNothingWhenRequestsAreLost() {
        start(Boards.NEW, "");
        network.loseRequests(0.03);
        take(150);
        everyHitOnce();
    }

    @Test
    void losesNothingWhenPacketsAreDoubledAndExchanged() {
        start(Boards.NEW, "");
        network.duplicate(0.1);
        network.exchange(0.1);
        take(150);
        everyHitOnce();
    }

    /** The board answers both, each from where the last one ended. */
    @Test
    void takesNoWordsFromAnotherPlaceWhenRequestsForDataAreDoubled() {
        start(Boards.NEW, "packets_per_request = 2");
        network.duplicateRequests(0.2, PacketFrame.READ_FIFO);
        take(150);
        everyHitOnce();
        assertThat(records.counters().refused[FrameFault.PROTOCOL.ordinal()]).isPositive();
    }

    @Test
    void takesNoWordsFromAnotherPlaceOfAnOldBoardWhosePacketsAreDoubledAndExchanged() {
        start(
                new Sis3316EmulatorOptions(false, false, true, 1 << 24, 32, 0),
                "packets_per_request = 1");
        network.duplicate(0.03);
        network.exchange(0.01);
        take(150);
        everyHitOnce();
    }

    @Test
    void losesNothingInAFloodOfDatagramsThatNobodyAskedFor() {
        start(Boards.NEW, "");
        network.flood(5);
        take(100);
        everyHitOnce();
        assertThat(records.counters().refused()).isGreaterThan(100);
    }

    @Test
    void losesNothingOfAnOldBoardThatHasNoIdentifiers() {
        start(new Sis3316EmulatorOptions(false, false, true, 1 << 24, 32, 0), "");
        network.lose(0.005);
        take(150);
        everyHitOnce();
        assertThat(records.infos.get(0).settings()).contains("without identifiers");
        assertThat(records.infos.get(0).firmware()).startsWith("2007/");
    }

    @Test
    void takesJumboFramesWhereTheyComeThrough() {
        start(Boards.NEW, "jumbo = true");
        take(150);
        everyHitOnce();
        assertThat(records.infos).hasSize(1);
        assertThat(records.infos.get(0).settings()).contains("\"link.jumbo\":\"true\"");
    }

    @Test
    void givesUpJumboFramesThatDoNotComeThrough() {
        start(Boards.NEW, "jumbo = true");
        network.longest(1500);
        take(150);
        everyHitOnce();
        assertThat(records.infos).hasSize(2);
        assertThat(records.infos.get(1).settings()).contains("given up");
        assertThat(records.infos.get(1).originNs()).isEqualTo(records.infos.get(0).originNs());
    }

    @Test
    void takesNormalFramesOfABoardThatDoesNotGrantJumboFrames() {
        start(new Sis3316EmulatorOptions(true, false, false, 1 << 24, 32, 0), "jumbo = true");
        take(100);
        everyHitOnce();
        assertThat(records.infos.get(0).settings()).contains("\"link.jumbo\":\"false\"");
    }

    @Test
    void waitsForATransferLogicThatIsBusyForAWhile() {
        start(new Sis3316EmulatorOptions(true, false, true, 1 << 24, 32, 3), "");
        take(50);
        everyHitOnce();
        assertThat(records.infos).hasSize(1);
    }

    @Test
    void showsTheReceiveBufferThatTheSystemHasGranted() {
        start(Boards.NEW, "receive_buffer_bytes = 100000000");
        take(10);
        String settings = records.infos.get(0).settings();
        assertThat(settings).contains("\"socket.receiveBufferAskedBytes\":\"100000000\"");
        assertThat(settings).containsPattern("\"socket.receiveBufferBytes\":\"[1-9]\\d+\"");
    }
}
