package cevns.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.analysis.monitor.Snapshot;
import cevns.daq.record.LossCause;
import cevns.daq.record.TriggerKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Self-triggered channels against the timing pulses of another board. */
class FreeRunningTest {

    private static final long PERIOD_NS = 16_666_667;
    private static final int SELF = TriggerKind.SELF.bit();

    private final List<Snapshot> snapshots = new ArrayList<>();
    private final Records records = new Records().start(TestConfigs.coincidence());
    private final Records.Source board = records.source(1);
    private final Records.Source timing = records.source(3);
    private long trigger;

    private static long markNs(int i) {
        return Records.START_NS + i * PERIOD_NS;
    }

    private void hit(int channel, long timeNs) {
        // The pulse begins 100 samples of 2 ns into the trace, where the trigger is.
        char[] trace = Traces.pulse(Traces.flat(200, 3000), 100, 10, 50);
        board.waveform(channel, trigger++, timeNs, SELF, 1, 100, trace);
    }

    private Snapshot end() {
        records.end(markNs(200)).play(new Pipeline(snapshots::add));
        return snapshots.get(snapshots.size() - 1);
    }

    @Test
    void sortsHitsIntoWindowsByTheirTimeSinceBeam() {
        for (int i = 0; i < 100; i++) {
            timing.mark(markNs(i));
            hit(0, markNs(i) + 1_000);
            hit(1, markNs(i) + 1_100);
            if (i % 2 == 0) {
                hit(0, markNs(i) + 5_000_000);
            }
            hit(1, markNs(i) + 2_000_000);
        }
        Snapshot s = end();
        assertThat(s.counts().coincidence()).isEqualTo(100);
        assertThat(s.counts().anticoincidence()).isEqualTo(50);
        // 12 µs against the 583 whole times that they fit into 7 ms
        assertThat(s.counts().alpha()).isEqualTo(1.0 / 583);
        assertThat(s.cutFlow().get(2).events()).isEqualTo(100);
        assertThat(s.spectra().get("multiplicity").counts()[2]).isEqualTo(100);
        assertThat(s.spectra().get("multiplicity").counts()[1]).isEqualTo(150);
        assertThat(s.exposure().good().marks()).isEqualTo(100);
        assertThat(s.exposure().good().liveNs()).isEqualTo(100 * 12_000L);
        assertThat(s.exposure().good().unknownMarks()).isEqualTo(100);
        assertThat(s.residual()).isZero();
    }

    @Test
    void marksTouchedByAHoleAreNotRecordedHoweverLateItIsNoticed() {
        for (int i = 0; i < 100; i++) {
            if (i == 46) {
                // Noticed with the first waveform after it. From the anticoincidence window of mark
                // 40 to just before that of mark 45.
                board.loss(LossCause.GAP, 7, markNs(40) + 10_000_000, markNs(44) + 3_999_999);
            }
            timing.mark(markNs(i));
            if (i < 39 || i > 45) {
                hit(0, markNs(i) + 1_000);
            }
        }
        Snapshot s = end();
        // Marks 40 to 43 by their anticoincidence window, 44 by its coincidence window.
        assertThat(s.exposure().recorded().marks()).isEqualTo(95);
        assertThat(s.counts().coincidence()).isEqualTo(93);
    }

    @Test
    void aStatusShowsThatASilentSourceWasLive() {
        for (int i = 0; i < 100; i++) {
            timing.mark(markNs(i));
            if (i % 60 == 0) {
                board.status(markNs(i));
            }
        }
        end();
        // At the last snapshot before the end the last status was that of mark 60.
        Snapshot before = snapshots.get(snapshots.size() - 2);
        assertThat(before.mark()).isEqualTo(89);
        assertThat(before.exposure().recorded().marks()).isEqualTo(60);
        assertThat(before.beam().pending()).isEqualTo(30);
    }

    @Test
    void withoutMarksEventsAreReleasedByTicksAndAreInNoWindow() {
        for (int i = 0; i < 10; i++) {
            records.tick(markNs(60 * i));
            hit(0, markNs(60 * i) + 1_000);
        }
        Snapshot s = end();
        assertThat(snapshots).hasSize(11);
        assertThat(snapshots.get(9).cutFlow().get(2).events()).isEqualTo(8);
        assertThat(s.cutFlow().get(2).events()).isEqualTo(10);
        assertThat(s.counts().coincidence()).isZero();
        assertThat(s.exposure().recorded().marks()).isZero();
    }

    @Test
    void ticksPaceTheRunWhileTimingIsLost() {
        for (int i = 0; i < 30; i++) {
            timing.mark(markNs(i));
            hit(0, markNs(i) + 1_000);
        }
        records.tick(markNs(30));
        for (int s = 0; s < 5; s++) {
            hit(0, markNs(60 + 60 * s));
            records.tick(markNs(90 + 60 * s));
        }
        Snapshot s = end();
        assertThat(s.counts().coincidence()).isEqualTo(30);
        assertThat(s.cutFlow().get(2).events()).isEqualTo(5);
        // At the thirtieth mark, at each tick without one, at the end.
        assertThat(snapshots).extracting(Snapshot::mark).hasSize(7).containsOnly(29L);
    }
}
