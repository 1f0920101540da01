package cevns.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cevns.analysis.monitor.Snapshot;
import cevns.daq.config.InvalidConfig;
import cevns.daq.config.RunConfig;
import cevns.daq.record.RunMark;
import cevns.daq.record.SkippedRecord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs that are not as they should be. */
class OddRunsTest {

    private final List<Snapshot> snapshots = new ArrayList<>();
    private final Pipeline pipeline = new Pipeline(snapshots::add);

    @Test
    void saysNothingOfARunWithoutItsBeginning() {
        Records records = new Records();
        Records.Source board = records.source(1).info("board", false, 0);
        board.mark(Records.START_NS).waveform(0, 0, 0, 1, 1, 0, new char[4]).status(0);
        board.reading(1, 1, 0).pulse(0, 1, 1, 1);
        records.subrun(1, 0).tick(0).end(1).play(pipeline);
        assertThat(snapshots).isEmpty();
        assertThat(pipeline.sources()).isEmpty();
        assertThat(pipeline.residual()).isZero();
        assertThat(pipeline.ended()).isFalse();
    }

    @Test
    void hearsNothingAfterTheEnd() {
        Records records = new Records().start(TestConfigs.csi()).end(Records.START_NS);
        records.source(1).mark(Records.START_NS).reading(1, 1, 0);
        records.tick(Records.START_NS).end(Records.START_NS).play(pipeline);
        assertThat(snapshots).hasSize(1);
        assertThat(pipeline.sources()).allMatch(s -> s.built() == 0);
    }

    @Test
    void namesWhatIsWrongWithTheConfiguration() {
        Records records = new Records().start(TestConfigs.csi("colour = blue"));
        assertThatThrownBy(() -> records.play(pipeline))
                .isInstanceOf(InvalidConfig.class)
                .hasMessageContaining("colour");
    }

    @Test
    void replaysWithAnotherConfiguration() {
        RunConfig other = RunConfig.ofText(TestConfigs.csi("detector.name = Other"));
        Records records = new Records().start(TestConfigs.csi()).end(Records.START_NS);
        records.play(new Pipeline(snapshots::add, other));
        assertThat(snapshots.get(0).detector()).isEqualTo("Other");
        assertThat(snapshots.get(0).configHash()).isEqualTo(other.hash());
    }

    @Test
    void keepsAnAccountOfSourcesThatNobodyConfigured() {
        Records records = new Records().start(TestConfigs.csi());
        records.source(9).waveform(0, 0, Records.START_NS, 1, 1, 0, new char[4]).status(0);
        records.end(Records.START_NS).play(pipeline);
        Snapshot.Source stranger = snapshots.get(0).sources().get(2);
        assertThat(stranger.name()).isEqualTo("source 9");
        assertThat(stranger.rejected()).containsEntry("channelOff", 1L);
        assertThat(snapshots.get(0).residual()).isZero();
    }

    @Test
    void aRecordWithoutAHeaderIsPutDownToRunControl() {
        new Records().start(TestConfigs.csi()).play(pipeline);
        pipeline.onSkipped(new SkippedRecord(5, SkippedRecord.Why.DAMAGED, -1, -1, -1));
        pipeline.onMark(new RunMark.SubrunStart(Records.START_NS, 0));
        assertThat(snapshots.get(0).residual()).isEqualTo(1);
        assertThat(snapshots.get(0).sources().get(0).name()).isEqualTo("run control");
    }

    @Test
    void survivesAnyTimeAndAnyNumberInItsRecords() {
        long[] times = {Long.MIN_VALUE, -1, 0, Records.START_NS, Long.MAX_VALUE};
        Records records = new Records().start(TestConfigs.csi());
        for (int source = 1; source <= 2; source++) {
            Records.Source s = records.source(source);
            for (long a : times) {
                for (long b : times) {
                    s.mark(a).mark(b).pulse(a, 70_000, -7, -1).pulse(b, 0, Integer.MAX_VALUE, 1);
                    s.waveform(0, a, b, 0xFFFF, 0, Integer.MAX_VALUE, new char[3]);
                    s.waveform(0, a, b, 0, 0xFFFF, Integer.MIN_VALUE, new char[3]);
                    s.reading(65_535, Double.NaN, a).status(b);
                    records.tick(a);
                }
            }
        }
        records.end(Long.MIN_VALUE).play(pipeline);
        assertThat(pipeline.ended()).isTrue();
        assertThat(snapshots.get(snapshots.size() - 1).residual()).isZero();
    }
}
