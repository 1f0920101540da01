package cevns.analysis;

import static cevns.analysis.PlayedRun.BEAM;
import static cevns.analysis.PlayedRun.CHARGE;
import static cevns.analysis.PlayedRun.PERIOD_NS;
import static cevns.analysis.PlayedRun.RING_PS;
import static cevns.analysis.PlayedRun.csiRun;
import static cevns.analysis.PlayedRun.markNs;
import static org.assertj.core.api.Assertions.assertThat;

import cevns.analysis.monitor.Snapshot;
import cevns.daq.record.LossCause;
import cevns.daq.record.TriggerKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records in, the ledger out: every unit is accounted for, and what is missing shows. */
class LedgerOfARunTest {

    private final PlayedRun played = new PlayedRun();

    @Test
    void balancesLedgerAndCutFlow() {
        Snapshot s = played.run(csiRun());
        assertThat(s.residual()).isZero();
        Snapshot.Source board = s.sources().get(0);
        assertThat(board.read()).isEqualTo(600);
        assertThat(board.built()).isEqualTo(600);
        assertThat(board.triggers()).containsEntry("beam", 300L);
        Snapshot.Source facility = s.sources().get(1);
        assertThat(facility.read()).isEqualTo(300);
        assertThat(facility.built()).isEqualTo(300);
        for (Snapshot.CutFlow flow : s.cutFlow()) {
            long rejected = flow.rejected().values().stream().mapToLong(n -> n).sum();
            assertThat(flow.events()).isEqualTo(flow.selected() + rejected);
        }
        // Light in the roi of AC lies in the pre-trace of C, whose own light is in no AC.
        assertThat(s.cutFlow().get(0).selected()).isEqualTo(30);
        assertThat(s.cutFlow().get(1).selected()).isEqualTo(20);
    }

    @Test
    void namesEveryReasonForRejection() {
        Records records = new Records().start(TestConfigs.csi());
        Records.Source board = records.source(1).info("board", false, 0);
        char[] trace = Traces.csi();
        for (int i = 0; i < 10; i++) {
            board.mark(markNs(i));
            board.waveform(0, i, markNs(i), BEAM, 2, 27_500, trace);
        }
        board.waveform(0, 9, markNs(9), BEAM, 2, 27_500, trace);
        board.waveform(7, 9, markNs(9), BEAM, 2, 27_500, trace);
        board.waveform(1, 2, markNs(2), BEAM, 2, 27_500, trace);
        board.waveform(0, 11, markNs(11), BEAM, 2, 27_500, Traces.flat(100, 200));
        board.waveform(0, 12, markNs(12), BEAM, 2, 27_500, new char[0]);
        board.waveform(0, 13, markNs(13) + 86_400_000_000_000L, BEAM, 2, 27_500, trace);
        board.status(markNs(12));
        Snapshot s = played.run(records.end(markNs(12)));
        assertThat(s.sources().get(0).rejected())
                .containsEntry("channelOff", 1L)
                .containsEntry("length", 2L)
                .containsEntry("duplicate", 1L)
                .containsEntry("clock", 1L)
                .containsEntry("late", 1L);
        assertThat(s.sources().get(0).built()).isEqualTo(10);
        assertThat(s.residual()).isZero();
    }

    @Test
    void takesTheTriggersOfABoardThatCountsAnewAfterAReconnect() {
        Records records = new Records().start(TestConfigs.bench());
        Records.Source board = records.source(1);
        int kinds = TriggerKind.SOFTWARE.bit();
        for (int session = 0; session < 3; session++) {
            long t = markNs(20 * session);
            board.info("board", false, t, 0);
            for (int i = 0; i < 5; i++) {
                board.waveform(0, i, t + i, kinds, 2, 100, Traces.flat(500, 3000));
                board.waveform(1, i, t + i, kinds, 2, 100, Traces.flat(500, 3000));
            }
            board.waveform(1, 4, t + 4, kinds, 2, 100, Traces.flat(500, 3000));
        }
        board.status(markNs(60));
        Snapshot.Source source = played.run(records.end(markNs(60))).sources().get(0);
        assertThat(source.built()).isEqualTo(30);
        assertThat(source.triggers()).containsEntry("software", 15L);
        assertThat(source.rejected()).containsEntry("duplicate", 3L);
        assertThat(played.last().residual()).isZero();
    }

    @Test
    void showsLossesAndHolesOfUnknownSize() {
        Records records = new Records().start(TestConfigs.csi());
        Records.Source board = records.source(1).info("board", false, 0);
        board.loss(LossCause.GAP, 6, markNs(1), markNs(4));
        board.loss(LossCause.LINK, -1, markNs(5), markNs(65));
        Snapshot s = played.run(records.end(markNs(66)));
        Snapshot.Source source = s.sources().get(0);
        assertThat(source.read()).isEqualTo(6);
        assertThat(source.lost()).containsEntry("gap", 6L).containsEntry("link", 0L);
        assertThat(source.unknownLosses()).isEqualTo(1);
        assertThat(source.unknownLossNs()).isEqualTo(60 * PERIOD_NS);
        assertThat(s.residual()).isZero();
        assertThat(s.gaps()).hasSize(2);
        assertThat(s.gaps().get(1))
                .isEqualTo(new Snapshot.Gap("board", "link", -1, markNs(5), markNs(65)));
    }

    @Test
    void aRecordThatIsNoLongerInTheQueueLeavesAResidual() {
        Records records = csiRun();
        List<byte[]> all = new ArrayList<>(records.all());
        all.remove(100);
        Records.play(all, new Pipeline(played.snapshots::add));
        assertThat(played.last().residual()).isEqualTo(1);
    }

    @Test
    void aDamagedRecordLeavesAResidual() {
        for (int which : new int[] {60, 100, csiRun().all().size() - 2}) {
            Records records = csiRun();
            byte[] damaged = records.all().get(which);
            damaged[damaged.length - 1] ^= 1;
            records.play(new Pipeline(played.snapshots::add));
            assertThat(played.last().residual()).as("record " + which).isEqualTo(1);
        }
    }

    @Test
    void aFinalStatusThatClaimsMoreThanIsThereLeavesAResidual() {
        Records records = new Records().start(TestConfigs.csi());
        Records.Source facility = records.source(2);
        facility.pulse(markNs(0), 1, CHARGE, RING_PS);
        facility.counters().unitsRead += 3;
        facility.status(markNs(1));
        facility.pulse(markNs(1), 2, CHARGE, RING_PS);
        Snapshot s = played.run(records.end(markNs(2)));
        assertThat(s.residual()).isEqualTo(3);
        assertThat(s.sources().get(1).read()).isEqualTo(5);
    }
}
