package cevns.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.analysis.monitor.Snapshot;
import cevns.analysis.monitor.SnapshotJson;
import cevns.daq.record.TriggerKind;
import java.util.ArrayList;
import java.util.List;

/** Runs whose answer is known by construction, and the snapshots that a pipeline makes of one. */
final class PlayedRun {

    static final long PERIOD_NS = 16_666_667;
    static final int BEAM = TriggerKind.BEAM.bit();
    static final int CHARGE = 1_000_000;
    static final int RING_PS = 955_005;

    final List<Snapshot> snapshots = new ArrayList<>();

    Snapshot last() {
        return snapshots.get(snapshots.size() - 1);
    }

    /** Plays the records of a whole run; its last snapshot. */
    Snapshot run(Records records) {
        Pipeline pipeline = new Pipeline(snapshots::add);
        records.play(pipeline);
        assertThat(pipeline.ended()).isTrue();
        assertThat(pipeline.sources()).isEqualTo(lastWithoutRates());
        return last();
    }

    private List<Snapshot.Source> lastWithoutRates() {
        return last().sources().stream().map(PlayedRun::withoutRate).toList();
    }

    private static Snapshot.Source withoutRate(Snapshot.Source s) {
        return new Snapshot.Source(
                s.id(),
                s.name(),
                s.family(),
                s.model(),
                s.simulated(),
                s.state(),
                Double.NaN,
                s.triggers(),
                s.read(),
                s.built(),
                s.rejected(),
                s.lost(),
                s.pending(),
                s.refused(),
                s.deadNs(),
                s.unknownLosses(),
                s.unknownLossNs(),
                s.bytes());
    }

    /** Time of a mark [ns since the Unix epoch]. */
    static long markNs(int i) {
        return Records.START_NS + i * PERIOD_NS;
    }

    /**
     * 300 beam cycles. Light of 10 PE 1 µs after the reference in each tenth trace, in each
     * fifteenth at 1 µs of the anticoincidence roi, never both; pulses two seconds late.
     */
    static Records csiRun() {
        return csiRun(new Records().start(TestConfigs.csi()), false);
    }

    static Records csiRun(Records records, boolean simulated) {
        records.subrun(0, Records.START_NS);
        Records.Source board = records.source(1).info("board", simulated, 1_000_000);
        Records.Source facility = records.source(2).info("facility", true, -1);
        for (int i = 0; i < 420; i++) {
            if (i < 300) {
                board.mark(markNs(i));
                char[] trace = Traces.csi();
                if (i % 10 == 1) {
                    Traces.light(trace, 28_000, 10);
                } else if (i % 15 == 2) {
                    Traces.light(trace, 20_500, 10);
                }
                board.waveform(0, i, markNs(i), BEAM, 2, 27_500, trace);
                board.waveform(1, i, markNs(i), BEAM, 2, 27_500, Traces.csi());
            }
            if (i >= 120) {
                facility.pulse(markNs(i - 120) + 3_000, (i - 120) % 600, CHARGE, RING_PS);
            }
            if (i % 60 == 0) {
                board.status(markNs(i));
                facility.status(markNs(i));
                records.tick(markNs(i));
            }
        }
        board.status(markNs(420));
        facility.status(markNs(420));
        return records.end(markNs(420));
    }

    /** The JSON of each snapshot. */
    static List<String> lines(Records records) {
        List<String> lines = new ArrayList<>();
        Pipeline pipeline = new Pipeline(s -> lines.add(new String(SnapshotJson.line(s))));
        records.play(pipeline);
        return lines;
    }
}
