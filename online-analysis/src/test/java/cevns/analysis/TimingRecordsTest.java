package cevns.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.analysis.monitor.Snapshot;
import cevns.analysis.monitor.SnapshotJson;
import cevns.analysis.monitor.Timing;
import cevns.daq.record.LossCause;
import cevns.daq.record.RunMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the records of a run make its snapshots say of marks and clocks. */
class TimingRecordsTest {

    private static final long PERIOD_NS = 16_666_667;
    private static final int BEAM = 1;
    private static final int STROBE = 2;

    private static Snapshot last(Records records) {
        List<Snapshot> all = new ArrayList<>();
        records.play(new Pipeline(all::add));
        return all.get(all.size() - 1);
    }

    private static long markNs(int i) {
        return Records.START_NS + i * PERIOD_NS;
    }

    private static Records begin() {
        return new Records().start(TestConfigs.csi(), RunMode.LIVE, 1);
    }

    private static Timing timing(Records records) {
        return last(records).beam().timing();
    }

    @Test
    void aSoundRunTellsItsClockAndNoProblem() {
        Records records = begin();
        Records.Source board = records.source(1).info("board", false, 1_000_000);
        Records.Source facility = records.source(2).info("facility", false, -1);
        for (int i = 0; i < 300; i++) {
            board.mark(markNs(i));
            facility.pulse(markNs(i) + 3_000, i % 600, 1_000_000, 955_005);
        }
        Timing timing = timing(records.end(markNs(300)));
        assertThat(timing.problems()).isEmpty();
        assertThat(timing.firstMarkNs()).isEqualTo(markNs(0));
        assertThat(timing.lastMarkNs()).isEqualTo(markNs(299));
        assertThat(timing.periodNs()).isEqualTo(PERIOD_NS);
        assertThat(timing.matched()).containsExactly(0, 0, 300, 0);
        assertThat(timing.clocks()).hasSize(1);
        assertThat(timing.clocks().get(0).source()).isEqualTo("board");
        assertThat(timing.clocks().get(0).fasterPpm()).isBetween(-1e-3, 1e-3);
    }

    /** Rows 15 and 16. */
    @Test
    void holesOfABoardAndRecordsThatTheQueueRefusedAreTold() {
        Records records = begin();
        Records.Source board = records.source(1).info("board", false, 1_000_000);
        for (int i = 0; i < 30; i++) {
            board.mark(markNs(i));
        }
        board.loss(LossCause.DEVICE, 3, markNs(10), markNs(12));
        board.loss(LossCause.APPEND, 2, markNs(20), markNs(21));
        Timing timing = timing(records.end(markNs(30)));
        assertThat(timing.problems()).containsEntry("dataLost", 1L).containsEntry("slowDisk", 1L);
        assertThat(timing.intervals())
                .containsExactly(
                        new Timing.Problem("dataLost", 15, "board", markNs(10), markNs(12), 1),
                        new Timing.Problem("slowDisk", 16, "board", markNs(20), markNs(21), 1));
    }

    /** Row 25. */
    @Test
    void aStrobeNearTheBeamIsTold() {
        Records records = begin();
        Records.Source board = records.source(1).info("board", false, 1_000_000);
        for (int i = 0; i < 60; i++) {
            board.mark(markNs(i));
            long strobe = markNs(i) + (i < 30 ? 8_333_000 : 15_000_000);
            board.waveform(0, 2 * i, markNs(i), BEAM, 1, 27_500, Traces.csi());
            board.waveform(0, 2 * i + 1, strobe, STROBE, 1, 27_500, Traces.csi());
        }
        Timing timing = timing(records.end(markNs(60)));
        assertThat(timing.problems()).containsEntry("strobePhase", 30L);
    }

    /** Row 24: with the beam off light comes in C only. */
    @Test
    void windowsThatDifferWithoutBeamAreTold() {
        for (boolean equal : new boolean[] {true, false}) {
            Records records = begin();
            Records.Source board = records.source(1).info("board", false, 1_000_000);
            Records.Source facility = records.source(2).info("facility", false, -1);
            for (int i = 0; i < 4_000; i++) {
                board.mark(markNs(i));
                char[] trace = Traces.csi();
                if (i % 60 == 7) {
                    Traces.light(trace, equal && i % 120 == 7 ? 20_500 : 28_000, 10);
                }
                board.waveform(0, i, markNs(i), BEAM, 1, 27_500, trace);
                facility.pulse(markNs(i) + 3_000, i % 600, 0, 955_005);
            }
            Timing timing = timing(records.end(markNs(4_000)));
            assertThat(timing.problems().containsKey("windowsUnequal")).isEqualTo(!equal);
        }
    }

    @Test
    void theSnapshotsOfARunWithManyProblemsStayBelow64Kilobytes() {
        Records records = begin();
        Records.Source board = records.source(1).info("board", false, 1_000_000);
        for (int i = 0; i < 100; i++) {
            board.loss(LossCause.GAP, 1, markNs(i) * 2, markNs(i) * 2);
            board.loss(LossCause.DEVICE, 1, i * 300_000_000_000L, i * 300_000_000_000L + 1);
        }
        Snapshot s = last(records.end(markNs(100)));
        byte[] line = SnapshotJson.line(s);
        assertThat(s.beam().timing().intervals()).hasSize(50);
        assertThat(line.length).isLessThan(65_536);
        assertThat(new String(line, StandardCharsets.UTF_8))
                .contains("\"problem\":\"dataLost\",\"row\":15,\"source\":\"board\"");
    }
}
