package cevns.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cevns.analysis.monitor.Snapshot;
import cevns.analysis.monitor.SnapshotJson;
import cevns.daq.record.EndReason;
import cevns.daq.record.LossCause;
import cevns.daq.record.RunMode;
import cevns.daq.record.TriggerKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records in, snapshots out: the whole chain on runs whose answer is known by construction. */
class PipelineTest {

    private static final long PERIOD_NS = 16_666_667;
    private static final int BEAM = TriggerKind.BEAM.bit();
    private static final int STROBE = TriggerKind.STROBE.bit();
    private static final int CHARGE = 1_000_000;
    private static final int RING_PS = 955_005;

    private final List<Snapshot> snapshots = new ArrayList<>();

    private Snapshot last() {
        return snapshots.get(snapshots.size() - 1);
    }

    private Snapshot run(Records records) {
        Pipeline pipeline = new Pipeline(snapshots::add);
        records.play(pipeline);
        assertThat(pipeline.ended()).isTrue();
        assertThat(pipeline.sources()).isEqualTo(lastWithoutRates());
        return last();
    }

    private List<Snapshot.Source> lastWithoutRates() {
        return last().sources().stream().map(PipelineTest::withoutRate).toList();
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

    private static long markNs(int i) {
        return Records.START_NS + i * PERIOD_NS;
    }

    /**
     * 300 beam cycles. Light of 10 PE 1 µs after the reference in each tenth trace, in each
     * fifteenth at 1 µs of the anticoincidence roi, never both; pulses two seconds late.
     */
    private static Records csiRun() {
        return csiRun(new Records().start(TestConfigs.csi()), false);
    }

    private static Records csiRun(Records records, boolean simulated) {
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

    @Test
    void countsCoincidenceAndAnticoincidenceOfGoodMarks() {
        Snapshot s = run(csiRun());
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
        Snapshot s = run(csiRun());
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
    void comparesItsCountsWithThePrediction() {
        String open = TestConfigs.csiWithPrediction("blinding { open = true }");
        Snapshot s = run(csiRun(new Records().start(open), false));
        assertThat(s.noComparison()).isNull();
        Snapshot.Comparison c = s.comparison();
        assertThat(c.coincidence()).isEqualTo(30);
        assertThat(c.anticoincidence()).isEqualTo(20);
        assertThat(c.excess()).isEqualTo(10);
        assertThat(c.excessError()).isCloseTo(Math.sqrt(50), within(1e-9));
        // all of 10 PE at 1 us: bin 2 of size, bin 1 or 2 of time
        assertThat(c.cells().coincidence()[25] + c.cells().coincidence()[26]).isEqualTo(30);
        // 174.0 for 1.76e23 protons
        double perProton = 174.0 / 1.76e23;
        for (Snapshot each : snapshots) {
            assertThat(each.comparison().predicted())
                    .isCloseTo(
                            perProton * each.exposure().good().protons(),
                            org.assertj.core.data.Percentage.withPercentage(0.1));
        }
        assertThat(c.predicted()).isPositive();
    }

    @Test
    void predictsForThePulsesThatAPulseStandsFor() {
        String config = TestConfigs.csiWithPrediction("");
        Snapshot s = run(csiRun(new Records().start(config, RunMode.SIMULATED, 67_000), true));
        // 299 pulses of 6.2415e13 protons, times 67,000
        assertThat(s.comparison().predicted())
                .isCloseTo(299 * 6.241509e13 * 67_000 * 174.0 / 1.76e23, within(0.002));
    }

    /** The temperature channel of the board stands for a T0 channel. */
    @Test
    void beginsAnotherSegmentWhenAReadingMovesT0() {
        String config =
                TestConfigs.csiWithNeutrons("detector.prediction.t0_channel = \"board/t0\"");
        Records records = new Records().start(config, RunMode.SIMULATED, 1);
        Records.Source slow = records.source(1);
        slow.info("board", true, 1_000_000, 3, "t0", "ns");
        slow.reading(3, 690, markNs(0));
        slow.reading(3, 790, markNs(150));
        Snapshot s = run(csiRun(records, true));
        assertThat(s.comparison().segments()).extracting("t0Us").containsExactly(0.69, 0.79);
        assertThat(s.comparison().segments().get(1).protons() / 6.241509e13)
                .isCloseTo(150, within(0.001));
        // of the ring period of 955,005 ps, in steps of 5 MeV
        assertThat(s.comparison().segments().get(0).beamEnergyGev()).isCloseTo(0.94, within(1e-9));
    }

    @Test
    void isBlindInAPhysicsRunOfARealDetectorThatNothingOpens() {
        String config = TestConfigs.csiWithPrediction("");
        Snapshot s = run(csiRun(new Records().start(config), false));
        assertThat(snapshots).allMatch(each -> each.comparison() == null);
        assertThat(s.noComparison()).isEqualTo(Snapshot.NoComparison.BLINDED);
        assertThat(new String(SnapshotJson.line(s), java.nio.charset.StandardCharsets.UTF_8))
                .contains(
                        "\"comparison\":null,\"noComparison\":\"blinded\","
                                + "\"blinding\":{\"state\":\"blinded\"");
    }

    @Test
    void isOpenWhenTheDetectorIsAnEmulatorOrTheFileIsImported() {
        String config = TestConfigs.csiWithPrediction("");
        assertThat(run(csiRun(new Records().start(config), true)).comparison()).isNotNull();
        Records imported = new Records().start(config, RunMode.IMPORT, 1);
        assertThat(run(csiRun(imported, false)).comparison()).isNotNull();
    }

    @Test
    void saysWhyThereIsNoComparison() {
        String open = TestConfigs.csiWithPrediction("");
        assertThat(why(TestConfigs.csi())).isEqualTo(Snapshot.NoComparison.NO_PREDICTION);
        assertThat(why(TestConfigs.csiWithPrediction("detector.prediction.target = Unobtainium")))
                .isEqualTo(Snapshot.NoComparison.INVALID_PREDICTION);
        assertThat(why(open.replaceFirst("anticoincidence \\{[^}]*}", "")))
                .isEqualTo(Snapshot.NoComparison.NO_WINDOWS);
        assertThat(why(open.replace("charge = adara, charge_source = facility", "charge = none")))
                .isEqualTo(Snapshot.NoComparison.NO_CHARGE);
    }

    /** Argon's way: no region before the beam, but a strobe half a cycle later, one for each. */
    @Test
    void comparesWithTheStrobesWhereNothingElseIsAnticoincidence() {
        String config =
                TestConfigs.csiWithPrediction("").replaceFirst("anticoincidence \\{[^}]*}", "");
        Records records = new Records().start(config).subrun(0, Records.START_NS);
        Records.Source board = records.source(1).info("board", true, 1_000_000);
        Records.Source facility = records.source(2).info("facility", true, -1);
        char[] light = Traces.light(Traces.csi(), 28_000, 10);
        for (int i = 0; i < 300; i++) {
            board.mark(markNs(i));
            char[] beam = i % 10 == 1 ? light : Traces.csi();
            board.waveform(0, 2L * i, markNs(i), BEAM, 2, 27_500, beam);
            board.waveform(1, 2L * i, markNs(i), BEAM, 2, 27_500, Traces.csi());
            long strobe = markNs(i) + 8_333_000;
            char[] background = i % 15 == 2 ? light : Traces.csi();
            board.waveform(0, 2L * i + 1, strobe, STROBE, 2, 27_500, background);
            board.waveform(1, 2L * i + 1, strobe, STROBE, 2, 27_500, Traces.csi());
            facility.pulse(markNs(i) + 3_000, i % 600, CHARGE, RING_PS);
            if (i % 60 == 0) {
                board.status(markNs(i));
                facility.status(markNs(i));
                records.tick(markNs(i));
            }
        }
        board.status(markNs(420));
        facility.status(markNs(420));
        Snapshot s = run(records.end(markNs(420)));
        assertThat(s.noComparison()).isNull();
        assertThat(s.counts().coincidence()).isEqualTo(30);
        assertThat(s.counts().anticoincidence()).isEqualTo(20);
        assertThat(s.comparison().alpha()).isEqualTo(1);
        assertThat(s.comparison().anticoincidence()).isEqualTo(20);
        assertThat(s.comparison().excess()).isEqualTo(10);
    }

    private Snapshot.NoComparison why(String config) {
        return run(csiRun(new Records().start(config), true)).noComparison();
    }

    @Test
    void balancesLedgerAndCutFlow() {
        Snapshot s = run(csiRun());
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
    void fillsTheSpectraOfSelectedEvents() {
        Snapshot s = run(csiRun());
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
        assertThat(snapshots.get(5).channels().get(0).baselineAdc()).isEqualTo(200);
        assertThat(s.channels().get(0).baselineAdc()).as("no trace since").isEqualTo(200);
        assertThat(s.channels().get(0).hits()).isEqualTo(50);
    }

    @Test
    void makesASnapshotEachThirtyMarks() {
        run(csiRun());
        assertThat(snapshots.get(0).mark()).as("at the subrun").isEqualTo(-1);
        assertThat(snapshots.get(1).mark()).isEqualTo(29);
        assertThat(snapshots.get(2).mark()).isEqualTo(59);
        assertThat(snapshots.get(2).beam().rateHz()).isCloseTo(60, within(0.01));
        assertThat(snapshots.get(2).sources().get(0).ratePerS()).isCloseTo(120, within(0.02));
        assertThat(snapshots)
                .extracting(Snapshot::number)
                .containsExactlyElementsOf(
                        java.util.stream.LongStream.range(0, snapshots.size()).boxed().toList());
    }

    @Test
    void isSimulatedAsSoonAsOneSourceSaysSo() {
        run(csiRun());
        assertThat(snapshots.get(0).mode()).isEqualTo(RunMode.LIVE);
        assertThat(snapshots.get(1).mode()).isEqualTo(RunMode.SIMULATED);
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
    void givesTheSameBytesOfAComparison() {
        String open = TestConfigs.csiWithPrediction("blinding { open = true }");
        Records records = csiRun(new Records().start(open), false);
        List<String> first = lines(records);
        assertThat(lines(records)).isEqualTo(first);
        assertThat(first.get(first.size() - 1))
                .contains("\"comparison\":{\"coincidence\":30,\"anticoincidence\":20,\"alpha\":1.0")
                .contains("\"noComparison\":null,\"blinding\":{\"state\":\"open\"");
        assertThat(first).allMatch(line -> line.length() < 64_000);
    }

    private static List<String> lines(Records records) {
        List<String> lines = new ArrayList<>();
        Pipeline pipeline = new Pipeline(s -> lines.add(new String(SnapshotJson.line(s))));
        records.play(pipeline);
        return lines;
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
        Snapshot s = run(records.end(5_000_000_000L));
        assertThat(s.residual()).isZero();
        assertThat(s.sources().get(0).built()).isEqualTo(100);
        assertThat(s.cutFlow().get(2).events()).isEqualTo(50);
        assertThat(s.spectra().get("multiplicity").counts()[2]).isEqualTo(50);
        assertThat(s.spectra().get("charge_pe").counts()[2]).as("4 to 6 PE").isEqualTo(100);
        assertThat(snapshots).hasSize(6);
        assertThat(s.mark()).isEqualTo(-1);
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
        Snapshot s = run(records.end(markNs(12)));
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
        Snapshot.Source source = run(records.end(markNs(60))).sources().get(0);
        assertThat(source.built()).isEqualTo(30);
        assertThat(source.triggers()).containsEntry("software", 15L);
        assertThat(source.rejected()).containsEntry("duplicate", 3L);
        assertThat(last().residual()).isZero();
    }

    @Test
    void showsLossesAndHolesOfUnknownSize() {
        Records records = new Records().start(TestConfigs.csi());
        Records.Source board = records.source(1).info("board", false, 0);
        board.loss(LossCause.GAP, 6, markNs(1), markNs(4));
        board.loss(LossCause.LINK, -1, markNs(5), markNs(65));
        Snapshot s = run(records.end(markNs(66)));
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
        Records.play(all, new Pipeline(snapshots::add));
        assertThat(last().residual()).isEqualTo(1);
    }

    @Test
    void aDamagedRecordLeavesAResidual() {
        for (int which : new int[] {60, 100, csiRun().all().size() - 2}) {
            Records records = csiRun();
            byte[] damaged = records.all().get(which);
            damaged[damaged.length - 1] ^= 1;
            records.play(new Pipeline(snapshots::add));
            assertThat(last().residual()).as("record " + which).isEqualTo(1);
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
        Snapshot s = run(records.end(markNs(2)));
        assertThat(s.residual()).isEqualTo(3);
        assertThat(s.sources().get(1).read()).isEqualTo(5);
    }

    @Test
    void keepsTheNewestSlowControlValue() {
        Records records = new Records().start(TestConfigs.csi());
        Records.Source board = records.source(1).info("board", false, 0);
        board.reading(3, 21.5, markNs(0)).reading(3, 22.0, markNs(1));
        Snapshot s = run(records.end(markNs(2)));
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
        Snapshot s = run(records.end(markNs(1)));
        assertThat(s.exposure().delivered().protons()).isCloseTo(6.241509e16, within(1e11));
        assertThat(s.exposure().delivered().energyJ()).isCloseTo(9.3949e6, within(1e3));
        assertThat(s.exposure().delivered().chargeCounts()).isEqualTo(CHARGE);
    }
}
