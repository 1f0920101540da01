package cevns.analysis;

import static cevns.analysis.PlayedRun.BEAM;
import static cevns.analysis.PlayedRun.CHARGE;
import static cevns.analysis.PlayedRun.RING_PS;
import static cevns.analysis.PlayedRun.csiRun;
import static cevns.analysis.PlayedRun.lines;
import static cevns.analysis.PlayedRun.markNs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cevns.analysis.monitor.Snapshot;
import cevns.analysis.monitor.SnapshotJson;
import cevns.daq.record.RunMode;
import cevns.daq.record.TriggerKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records in, the comparison with the prediction out, or why there is none. */
class ComparedRunTest {

    private static final int STROBE = TriggerKind.STROBE.bit();

    private final PlayedRun played = new PlayedRun();

    @Test
    void comparesItsCountsWithThePrediction() {
        String open = TestConfigs.csiWithPrediction("blinding { open = true }");
        Snapshot s = played.run(csiRun(new Records().start(open), false));
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
        for (Snapshot each : played.snapshots) {
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
        Snapshot s =
                played.run(csiRun(new Records().start(config, RunMode.SIMULATED, 67_000), true));
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
        Snapshot s = played.run(csiRun(records, true));
        assertThat(s.comparison().segments()).extracting("t0Us").containsExactly(0.69, 0.79);
        assertThat(s.comparison().segments().get(1).protons() / 6.241509e13)
                .isCloseTo(150, within(0.001));
        // of the ring period of 955,005 ps, in steps of 5 MeV
        assertThat(s.comparison().segments().get(0).beamEnergyGev()).isCloseTo(0.94, within(1e-9));
    }

    @Test
    void isBlindInAPhysicsRunOfARealDetectorThatNothingOpens() {
        String config = TestConfigs.csiWithPrediction("");
        Snapshot s = played.run(csiRun(new Records().start(config), false));
        assertThat(played.snapshots).allMatch(each -> each.comparison() == null);
        assertThat(s.noComparison()).isEqualTo(Snapshot.NoComparison.BLINDED);
        assertThat(new String(SnapshotJson.line(s), java.nio.charset.StandardCharsets.UTF_8))
                .contains(
                        "\"comparison\":null,\"noComparison\":\"blinded\","
                                + "\"blinding\":{\"state\":\"blinded\"");
    }

    @Test
    void isOpenWhenTheDetectorIsAnEmulatorOrTheFileIsImported() {
        String config = TestConfigs.csiWithPrediction("");
        assertThat(played.run(csiRun(new Records().start(config), true)).comparison()).isNotNull();
        Records imported = new Records().start(config, RunMode.IMPORT, 1);
        assertThat(played.run(csiRun(imported, false)).comparison()).isNotNull();
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
        Snapshot s = played.run(records.end(markNs(420)));
        assertThat(s.noComparison()).isNull();
        assertThat(s.counts().coincidence()).isEqualTo(30);
        assertThat(s.counts().anticoincidence()).isEqualTo(20);
        assertThat(s.comparison().alpha()).isEqualTo(1);
        assertThat(s.comparison().anticoincidence()).isEqualTo(20);
        assertThat(s.comparison().excess()).isEqualTo(10);
    }

    private Snapshot.NoComparison why(String config) {
        return played.run(csiRun(new Records().start(config), true)).noComparison();
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
}
