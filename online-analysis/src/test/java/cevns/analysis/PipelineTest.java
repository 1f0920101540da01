package cevns.analysis;

import static cevns.analysis.PlayedRun.CHARGE;
import static cevns.analysis.PlayedRun.RING_PS;
import static cevns.analysis.PlayedRun.csiRun;
import static cevns.analysis.PlayedRun.lines;
import static cevns.analysis.PlayedRun.markNs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cevns.analysis.monitor.Snapshot;
import cevns.daq.record.EndReason;
import cevns.daq.record.RunMode;
import cevns.daq.record.TriggerKind;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records in, snapshots out: the whole chain on runs whose answer is known by construction. */
class PipelineTest {

    private final PlayedRun played = new PlayedRun();

    @Test
    void countsCoincidenceAndAnticoincidenceOfGoodMarks() {
        Snapshot s = played.run(csiRun());
        assertThat(s.end()).isEqualTo(EndReason.OPERATOR);
        assertThat(s.beam().marks()).isEqualTo(300);
        assertThat(s.beam().pulses())
                .containsEntry("beam", 299L)
                .containsEntry("empty", 1L)
                .containsEntry("unknown", 0L);
        assertThat(s.beam().confidence()).isEqualTo(2);
        assertThat(s.counts().coincidence()).isEqualTo(30);
        // i % 15 == 2 and i % 10 != 1: 2, 17, 32, …, 287
        assertThat(s.counts().anticoincidence()).isEqualTo(20);
        assertThat(s.counts().alpha()).isEqualTo(1);
        assertThat(s.counts().pendingEvents()).isZero();
        assertThat(s.beam().pending()).isZero();
    }

    @Test
    void keepsTheThreeAccountsOfExposure() {
        Snapshot s = played.run(csiRun());
        assertThat(s.exposure().delivered().marks()).isEqualTo(300);
        assertThat(s.exposure().delivered().chargeCounts()).isEqualTo(300L * CHARGE);
        assertThat(s.exposure().recorded().marks()).isEqualTo(300);
        assertThat(s.exposure().good().marks()).isEqualTo(299);
        assertThat(s.exposure().good().chargeCounts()).isEqualTo(299L * CHARGE);
        assertThat(s.exposure().good().liveNs()).isEqualTo(299 * 12_000L);
        // 10 µC are 6.241509e13 protons; at 939.49 MeV 10 µC are 9394.9 J.
        assertThat(s.exposure().good().protons()).isCloseTo(299 * 6.241509e13, within(1e11));
        assertThat(s.exposure().good().energyJ()).isCloseTo(299 * 9394.9, within(299 * 0.05));
        assertThat(s.exposure().good().unknownMarks()).isZero();
    }

    @Test
    void fillsTheSpectraOfSelectedEvents() {
        Snapshot s = played.run(csiRun());
        long[] charge = s.spectra().get("charge_coincidence_pe").counts();
        assertThat(charge).hasSize(25);
        assertThat(charge[5]).as("10 to 12 PE").isEqualTo(30);
        assertThat(Arrays.stream(charge).sum()).isEqualTo(30);
        long[] time = s.spectra().get("time_coincidence_us").counts();
        assertThat(time).hasSize(24);
        assertThat(time[1] + time[2]).as("at 1 µs").isEqualTo(30);
        assertThat(Arrays.stream(s.spectra().get("time_anticoincidence_us").counts()).sum())
                .isEqualTo(20);
        assertThat(Arrays.stream(s.spectra().get("baseline_adc").counts()).sum()).isEqualTo(600);
        assertThat(played.snapshots.get(5).channels().get(0).baselineAdc()).isEqualTo(200);
        assertThat(s.channels().get(0).baselineAdc()).as("no trace since").isEqualTo(200);
        assertThat(s.channels().get(0).hits()).isEqualTo(50);
    }

    @Test
    void makesASnapshotEachThirtyMarks() {
        played.run(csiRun());
        assertThat(played.snapshots.get(0).mark()).as("at the subrun").isEqualTo(-1);
        assertThat(played.snapshots.get(1).mark()).isEqualTo(29);
        assertThat(played.snapshots.get(2).mark()).isEqualTo(59);
        assertThat(played.snapshots.get(2).beam().rateHz()).isCloseTo(60, within(0.01));
        assertThat(played.snapshots.get(2).sources().get(0).ratePerS())
                .isCloseTo(120, within(0.02));
        assertThat(played.snapshots)
                .extracting(Snapshot::number)
                .containsExactlyElementsOf(
                        java.util.stream.LongStream.range(0, played.snapshots.size())
                                .boxed()
                                .toList());
    }

    @Test
    void isSimulatedAsSoonAsOneSourceSaysSo() {
        played.run(csiRun());
        assertThat(played.snapshots.get(0).mode()).isEqualTo(RunMode.LIVE);
        assertThat(played.snapshots.get(1).mode()).isEqualTo(RunMode.SIMULATED);
    }

    @Test
    void givesTheSameBytesForTheSameRecords() {
        Records records = csiRun();
        List<String> first = lines(records);
        List<String> second = lines(records);
        assertThat(second).isEqualTo(first);
        assertThat(first).allMatch(line -> line.length() < 64_000);
    }

    @Test
    void countsEventsOfABenchWithoutBeam() {
        Records records = new Records().start(TestConfigs.bench(), RunMode.IMPORT, 1);
        Records.Source board = records.source(1).info("board", false, -1);
        for (int i = 0; i < 50; i++) {
            long t = i * 100_000_000L;
            if (i % 10 == 0) {
                records.tick(t);
            }
            for (int channel = 0; channel < 2; channel++) {
                char[] trace = Traces.pulse(Traces.flat(500, 3000), 100 + channel, 10, 50);
                board.waveform(channel, i, t, TriggerKind.SOFTWARE.bit(), 2, 100, trace);
            }
        }
        board.status(5_000_000_000L);
        Snapshot s = played.run(records.end(5_000_000_000L));
        assertThat(s.residual()).isZero();
        assertThat(s.sources().get(0).built()).isEqualTo(100);
        assertThat(s.cutFlow().get(2).events()).isEqualTo(50);
        assertThat(s.spectra().get("multiplicity").counts()[2]).isEqualTo(50);
        assertThat(s.spectra().get("charge_pe").counts()[2]).as("4 to 6 PE").isEqualTo(100);
        assertThat(played.snapshots).hasSize(6);
        assertThat(s.mark()).isEqualTo(-1);
    }

    @Test
    void keepsTheNewestSlowControlValue() {
        Records records = new Records().start(TestConfigs.csi());
        Records.Source board = records.source(1).info("board", false, 0);
        board.reading(3, 21.5, markNs(0)).reading(3, 22.0, markNs(1));
        Snapshot s = played.run(records.end(markNs(2)));
        assertThat(s.readings())
                .containsExactly(
                        new Snapshot.Reading(
                                "board", "temperature", "°C", 22.0, "good", markNs(1)));
        assertThat(s.sources().get(0).built()).isEqualTo(2);
    }

    @Test
    void multipliesExposureByTheTimeLapse() {
        Records records = new Records().start(TestConfigs.csi(), RunMode.SIMULATED, 1000);
        records.source(2).pulse(markNs(0), 1, CHARGE, RING_PS);
        Snapshot s = played.run(records.end(markNs(1)));
        assertThat(s.exposure().delivered().protons()).isCloseTo(6.241509e16, within(1e11));
        assertThat(s.exposure().delivered().energyJ()).isCloseTo(9.3949e6, within(1e3));
        assertThat(s.exposure().delivered().chargeCounts()).isEqualTo(CHARGE);
    }
}
