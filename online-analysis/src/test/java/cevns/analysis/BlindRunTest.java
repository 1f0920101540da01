package cevns.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cevns.analysis.monitor.BlindingState;
import cevns.analysis.monitor.Snapshot;
import cevns.analysis.monitor.SnapshotJson;
import cevns.analysis.monitor.Trace;
import cevns.daq.config.InvalidConfig;
import cevns.daq.config.RunConfig;
import cevns.daq.record.Decision;
import cevns.daq.record.Note;
import cevns.daq.record.RunMode;
import cevns.daq.record.TriggerKind;
import cevns.daq.record.Unblinding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A blind run tells nothing of its coincidence window: two runs that differ only in there give the
 * same bytes.
 */
class BlindRunTest {

    private static final long PERIOD_NS = 16_666_667;
    private static final int MARKS = 90;
    private static final int LATE = 30;
    private static final String BLIND = "campaign = winter";

    /** Where in a trace the light is: 1 µs into the coincidence region, the other, or neither. */
    private static final int IN_C = 28_000;

    private static final int IN_AC = 20_500;

    private final List<Snapshot> snapshots = new ArrayList<>();

    private static long markNs(int i) {
        return Records.START_NS + i * PERIOD_NS;
    }

    /** Light in AC of each fifteenth trace, and in C of each third where there is to be some. */
    private static Records csi(Records records, boolean inCoincidence, Note note, int noteAt) {
        records.subrun(0, Records.START_NS);
        Records.Source board = records.source(1).info("board", false, 1_000_000);
        Records.Source facility = records.source(2).info("facility", false, -1);
        for (int i = 0; i < MARKS + LATE; i++) {
            if (note != null && i == noteAt) {
                records.note(note);
            }
            if (i < MARKS) {
                board.mark(markNs(i));
                char[] trace = Traces.csi();
                if (i % 3 == 1 && inCoincidence) {
                    Traces.light(trace, IN_C, 10);
                } else if (i % 15 == 2) {
                    Traces.light(trace, IN_AC, 10);
                }
                int beam = TriggerKind.BEAM.bit();
                board.waveform(0, i, markNs(i), beam, 2, 27_500, trace);
                board.waveform(1, i, markNs(i), beam, 2, 27_500, Traces.csi());
            }
            if (i >= LATE) {
                facility.pulse(markNs(i - LATE) + 3_000, i - LATE, 1_000_000, 955_005);
            }
            if (i % 60 == 0) {
                board.status(markNs(i));
                facility.status(markNs(i));
                records.tick(markNs(i));
            }
        }
        return records.end(markNs(MARKS + LATE));
    }

    private static Records csi(String config, boolean inCoincidence) {
        return csi(new Records().start(config), inCoincidence, null, 0);
    }

    private static List<String> given(Records records) {
        List<String> lines = new ArrayList<>();
        Pipeline[] pipeline = {null};
        pipeline[0] =
                new Pipeline(
                        s -> {
                            lines.add(new String(SnapshotJson.line(s), StandardCharsets.UTF_8));
                            for (Trace t : pipeline[0].tap().latest()) {
                                lines.add(t.name() + t.timeNs() + new String(t.samples()));
                                lines.add(t.peaks() + " of " + t.baselineAdc());
                            }
                        });
        records.play(pipeline[0]);
        return lines;
    }

    @Test
    void givesTheSameBytesWhateverIsInTheCoincidenceRegion() {
        String config = TestConfigs.csiWithPrediction(BLIND);
        List<String> with = given(csi(config, true));
        assertThat(with).hasSizeGreaterThan(5);
        assertThat(with).isEqualTo(given(csi(config, false)));
        // the same two runs can be told apart when they are open
        String open = TestConfigs.csiWithPrediction("blinding.open = true");
        assertThat(given(csi(open, true))).isNotEqualTo(given(csi(open, false)));
    }

    @Test
    void givesTheSameBytesWithoutAPredictionToo() {
        assertThat(given(csi(TestConfigs.csi(""), true)))
                .isEqualTo(given(csi(TestConfigs.csi(""), false)));
    }

    @Test
    void tellsWhatIsNotBlinded() {
        csi(TestConfigs.csiWithPrediction(BLIND), true).play(new Pipeline(snapshots::add));
        Snapshot s = snapshots.get(snapshots.size() - 1);
        assertThat(s.blinding().state()).isEqualTo(BlindingState.State.BLINDED);
        assertThat(s.noComparison()).isEqualTo(Snapshot.NoComparison.BLINDED);
        assertThat(s.comparison()).isNull();
        assertThat(s.counts().coincidence()).isEqualTo(Snapshot.BLINDED);
        assertThat(s.counts().anticoincidence()).isEqualTo(6);
        assertThat(s.campaign().counts()).isEqualTo(s.counts());
        assertThat(s.exposure().good().marks()).isEqualTo(89);
        assertThat(s.expectation().anticoincidence()).isEqualTo(6);
        assertThat(s.expectation().predicted()).isPositive();
        assertThat(s.expectation().expectedLiMaSigma()).isPositive();
        assertThat(s.cutFlow().get(0).events()).isEqualTo(Snapshot.BLINDED);
        assertThat(s.cutFlow().get(0).selected()).isEqualTo(Snapshot.BLINDED);
        assertThat(s.cutFlow().get(0).rejected()).containsOnlyKeys("veto", "afterglow");
        assertThat(s.cutFlow().get(1).selected()).isEqualTo(6);
        assertThat(s.spectra())
                .containsKeys("charge_anticoincidence_pe", "charge_pe")
                .doesNotContainKeys("charge_coincidence_pe", "time_coincidence_us");
        assertThat(s.spectra().get("charge_pe").counts()[5]).isEqualTo(6);
        assertThat(s.channels().get(0).hits()).isEqualTo(6);
    }

    @Test
    void showsATraceOfTheBeamUpToTheCoincidenceRegion() {
        Pipeline pipeline = new Pipeline(s -> {});
        csi(TestConfigs.csi(""), true).play(pipeline);
        assertThat(pipeline.tap().latest()).hasSize(2);
        assertThat(pipeline.tap().latest()).allMatch(t -> t.samples().length == 27_500);
    }

    private static Decision decision(String who, String hash) {
        return new Decision(1_000, who, "login", "the cuts are frozen", hash, "whole", "v1");
    }

    private static Note unblinding(String config) {
        String hash = RunConfig.ofText(config).blinding().hash();
        return new Unblinding(decision("mara", hash), decision("jo", hash)).note(markNs(60));
    }

    @Test
    void isOpenFromTheNoteOnAndCompleteThen() {
        String config = TestConfigs.csiWithPrediction(BLIND);
        csi(new Records().start(config), true, unblinding(config), 60)
                .play(new Pipeline(snapshots::add));
        for (Snapshot s : snapshots) {
            boolean after = s.timeNs() > markNs(60);
            assertThat(s.blinding().isBlind()).as("at " + s.mark()).isEqualTo(!after);
        }
        Snapshot s = snapshots.get(snapshots.size() - 1);
        assertThat(s.blinding().state()).isEqualTo(BlindingState.State.UNBLINDED);
        assertThat(s.blinding().openedBy()).containsExactly("mara", "jo");
        assertThat(s.blinding().openedNs()).isEqualTo(1_000);
        assertThat(s.counts().coincidence()).isEqualTo(30);
        assertThat(s.comparison().coincidence()).isEqualTo(30);
        assertThat(s.expectation()).isNull();
        assertThat(s.cutFlow().get(0).selected()).isEqualTo(30);
        assertThat(s.spectra().get("charge_pe").counts()[5]).isEqualTo(36);
        assertThat(s.channels().get(0).hits()).isEqualTo(36);
    }

    @Test
    void givesTheSameBytesAgainWithANoteInIt() {
        String config = TestConfigs.csiWithPrediction(BLIND);
        Note note = unblinding(config);
        List<String> once = given(csi(new Records().start(config), true, note, 60));
        assertThat(given(csi(new Records().start(config), true, note, 60))).isEqualTo(once);
    }

    @Test
    void staysBlindWhenTheNoteIsNotOfTwoPeopleForThisAnalysis() {
        String config = TestConfigs.csiWithPrediction(BLIND);
        Note good = unblinding(config);
        List<String> texts =
                List.of(
                        "",
                        "{}",
                        "{\"decisions\":[]}",
                        good.text().replace("\"jo\"", "\" Mara \""),
                        good.text().replace("\"jo\"", "\"\""),
                        good.text().replaceFirst("\"analysisHash\":\"..", "\"analysisHash\":\"xx"),
                        good.text().substring(1));
        Records records = new Records().start(config);
        records.note(new Note(good.timeNs(), good.who(), "comment", good.text()));
        for (String text : texts) {
            records.note(new Note(good.timeNs(), good.who(), good.what(), text));
        }
        records.subrun(0, 0).note(good).end(1).play(new Pipeline(snapshots::add));
        assertThat(snapshots.stream().map(s -> s.blinding().isBlind()))
                .containsExactly(true, false);
    }

    @Test
    void labelsAReplayThatWasOpenedAfterwards() {
        String config = TestConfigs.csi("");
        String hash = RunConfig.ofText(config).blinding().hash();
        Unblinding decided = new Unblinding(decision("mara", hash), decision("jo", hash));
        csi(config, true).play(new Pipeline(snapshots::add, null, null, decided));
        Snapshot s = snapshots.get(snapshots.size() - 1);
        assertThat(s.blinding().state()).isEqualTo(BlindingState.State.UNBLINDED_REPLAY);
        assertThat(s.counts().coincidence()).isEqualTo(30);
    }

    @Test
    void staysBlindWhenItIsReplayedWithAConfigurationThatIsOpen() {
        RunConfig open = RunConfig.ofText(TestConfigs.csi("blinding.open = true"));
        csi(TestConfigs.csi(""), true).play(new Pipeline(snapshots::add, open));
        assertThat(snapshots).allMatch(s -> s.blinding().isBlind());
    }

    @Test
    void isOpenOnlyWhenEveryDeviceOfTheDetectorSaysThatItIsEmulated() {
        Records records = new Records().start(TestConfigs.csi("")).subrun(0, 0);
        Records.Source board = records.source(1);
        board.info("board", true, 1_000_000).mark(markNs(0));
        records.subrun(1, 0);
        board.info("board", false, 1_000_000);
        records.subrun(2, 0);
        board.info("board", true, 1_000_000);
        records.subrun(3, 0).end(1).play(new Pipeline(snapshots::add));
        assertThat(snapshots.stream().map(s -> s.blinding().isBlind()))
                .as("before it says so; emulated; a real one in its place; for good")
                .containsExactly(true, false, true, true, true);
    }

    @Test
    void doesNotSayWhatIsWrongWithACarriedState() {
        String carried = "{\"version\":1,\"campaigns\":[{\"coincidence\":4711}]}";
        Records records = new Records().start(TestConfigs.csi(BLIND), RunMode.LIVE, 1, carried);
        assertThatThrownBy(() -> records.play(new Pipeline(snapshots::add)))
                .isInstanceOf(InvalidConfig.class)
                .hasMessageContaining("carried of run 17")
                .message()
                .doesNotContain("4711", "coincidence");
    }

    /** A hundred self-triggered hits, each tenth at a place in the cycle [ns]. */
    private static Records free(String config, long placeNs) {
        Records records = new Records().start(config).subrun(0, Records.START_NS);
        Records.Source board = records.source(1).info("board", false, -1);
        Records.Source timing = records.source(3).info("timing", false, -1);
        for (int i = 0; i < 200; i++) {
            timing.mark(markNs(i));
            long ns = i % 10 == 0 ? placeNs : 5_000_000;
            char[] trace = Traces.pulse(Traces.flat(500, 3000), 100, 10, 50);
            board.waveform(0, i, markNs(i) + ns, TriggerKind.SELF.bit(), 1, 90, trace);
            if (i % 60 == 0) {
                board.status(markNs(i) + 12_000_000);
                timing.status(markNs(i) + 12_000_000);
            }
        }
        board.status(markNs(200));
        timing.status(markNs(200));
        return records.end(markNs(200));
    }

    @Test
    void ofAFreeRunningDetectorAnEventInCIsAsOneOutsideOfBothWindows() {
        String config = TestConfigs.coincidence("");
        List<String> inside = given(free(config, 2_000));
        assertThat(inside).isEqualTo(given(free(config, 2_000_000)));
        String open = TestConfigs.coincidence("blinding.open = true");
        assertThat(given(free(open, 2_000))).isNotEqualTo(given(free(open, 2_000_000)));
    }

    @Test
    void ofAFreeRunningDetectorShowsNoTraceWhichMayLieInTheWindow() {
        Pipeline pipeline = new Pipeline(snapshots::add);
        free(TestConfigs.coincidence(""), 2_000).play(pipeline);
        assertThat(pipeline.tap().latest()).isEmpty();
        Snapshot s = snapshots.get(snapshots.size() - 1);
        assertThat(s.counts().anticoincidence()).isEqualTo(180);
        assertThat(s.cutFlow().get(1).selected()).isEqualTo(180);
        assertThat(s.cutFlow().get(2).events()).isEqualTo(Snapshot.BLINDED);
        assertThat(s.channels().get(0).hits()).isEqualTo(200);
    }
}
