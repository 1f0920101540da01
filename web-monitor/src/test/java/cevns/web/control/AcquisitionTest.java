package cevns.web.control;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.analysis.monitor.Snapshot;
import cevns.daq.config.RunConfig;
import cevns.daq.queue.RunReader;
import cevns.daq.record.EndReason;
import cevns.daq.record.Note;
import cevns.daq.record.RecordHandler;
import cevns.daq.record.RunMark;
import cevns.daq.record.SourceState;
import cevns.daq.run.RunDirectory;
import cevns.web.control.Command.Action;
import cevns.web.control.Outcome.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal against state, with emulated devices over real sockets. */
class AcquisitionTest {

    @TempDir Path data;

    private TwoDevices devices;
    private Acquisition acquisition;
    private Runnable before = () -> {};

    @BeforeEach
    void startDevices() throws IOException {
        devices = new TwoDevices();
    }

    @AfterEach
    void closeAll() {
        if (acquisition != null) {
            acquisition.close();
        }
        devices.close();
    }

    @Test
    void doesWhatItIsToldOnceAndKeepsARecordOfIt() throws Exception {
        begin(Map.of("beam.drain_s", 0.2));
        assertThat(result(Action.PAUSE)).isEqualTo(Result.REFUSED);
        assertThat(result(Action.RESUME)).isEqualTo(Result.REFUSED);
        assertThat(result(Action.SUBRUN)).isEqualTo(Result.REFUSED);
        assertThat(result(Action.STOP)).isEqualTo(Result.ALREADY);
        assertThat(result(Action.START)).isEqualTo(Result.DONE);
        assertThat(result(Action.START)).isEqualTo(Result.ALREADY);
        await(() -> board() == SourceState.RUNNING);
        await(() -> written() > 100);

        assertThat(result(Action.PAUSE)).isEqualTo(Result.DONE);
        assertThat(result(Action.PAUSE)).isEqualTo(Result.ALREADY);
        await(() -> acquisition.state() == RunState.PAUSED);
        long paused = fromTheBoard();
        long pulses = fromTheFacility();
        await(() -> fromTheFacility() > pulses + 30);
        assertThat(fromTheBoard()).as("a paused board delivers nothing").isEqualTo(paused);

        assertThat(result(Action.RESUME)).isEqualTo(Result.DONE);
        await(() -> fromTheBoard() > paused + 60);
        Command subrun = new Command(Action.SUBRUN, "mara", "HV is stable", "request-1");
        assertThat(acquisition.command(subrun).result()).isEqualTo(Result.DONE);
        assertThat(acquisition.command(subrun).result()).isEqualTo(Result.ALREADY);
        RunDirectory run = acquisition.run().directory();
        assertThat(result(Action.STOP)).isEqualTo(Result.DONE);
        assertThat(acquisition.state()).isEqualTo(RunState.IDLE);
        assertThat(acquisition.hasFailed()).isFalse();

        assertSound(run);
        Written written = Written.of(run);
        assertThat(written.notes)
                .extracting(Note::who, Note::what, Note::text)
                .containsExactly(
                        tuple("mara", "command", "pause"),
                        tuple("mara", "command", "resume"),
                        tuple("mara", "command", "subrun: HV is stable"));
        assertThat(written.subruns()).containsExactly(0, 1);
        List<String> audit = Files.readAllLines(data.resolve("control.jsonl"));
        assertThat(audit).hasSize(12);
        assertThat(audit.get(0)).contains("\"action\":\"pause\"", "\"result\":\"refused\"");
        assertThat(audit.get(10)).contains("request-1", "\"result\":\"already\"", "\"run\":1");
    }

    @Test
    void beginsTheNextRunWhenOneHasReachedItsTime() throws Exception {
        begin(Map.of("beam.drain_s", 0.2, "limits.max_s", 1.5));
        acquisition.command(command(Action.START));
        await(() -> acquisition.runsEnded() >= 2 && acquisition.run() != null);
        acquisition.end(EndReason.OPERATOR, "enough");
        List<RunDirectory> runs = RunDirectory.all(data);
        assertThat(runs).hasSizeGreaterThanOrEqualTo(3);
        assertThat(Written.of(runs.get(0)).end().reason()).isEqualTo(EndReason.TIME);
        for (RunDirectory run : runs) {
            assertSound(run);
        }
        assertThat(acquisition.hasFailed()).isFalse();
    }

    @Test
    void addsUpTheRunsOfACampaignButNothingThatIsFlagged() throws Exception {
        begin(Map.of("beam.drain_s", 0.2, "campaign", "rehearsal"));
        assertThat(result(Action.FLAG)).isEqualTo(Result.REFUSED);
        acquisition.command(command(Action.START));
        await(() -> goodMarks() > 30);
        assertThat(result(Action.FLAG)).as("without saying why").isEqualTo(Result.REFUSED);
        Command flag = new Command(Action.FLAG, "mara", "the target is out", "");
        assertThat(acquisition.command(flag).result()).isEqualTo(Result.DONE);
        await(() -> acquisition.run().analysis().latest().qualityFlag() != null);
        RunDirectory first = acquisition.run().directory();
        acquisition.command(command(Action.STOP));
        acquisition.command(command(Action.START));
        await(() -> goodMarks() > 30);
        RunDirectory second = acquisition.run().directory();
        acquisition.command(command(Action.STOP));

        assertSound(first);
        assertSound(second);
        assertThat(Written.of(first).notes)
                .extracting(Note::who, Note::what, Note::text)
                .containsExactly(tuple("mara", "quality", "bad: the target is out"));
        assertThat(Files.readString(first.summary()))
                .contains("\"qualityFlag\":\"bad: the target is out\"");
        assertThat(Files.readString(second.summary()))
                .contains("\"qualityFlag\":null")
                .contains("\"name\":\"rehearsal\"")
                .contains("\"ranges\":[{\"first\":1,\"last\":2}]");
    }

    private long goodMarks() {
        LiveRun run = acquisition.run();
        Snapshot latest = run == null ? null : run.analysis().latest();
        return latest == null ? 0 : latest.exposure().good().marks();
    }

    @Test
    void triesAgainWhenARunCannotBeBegun() {
        int[] attempts = {0};
        before =
                () -> {
                    if (++attempts[0] < 3) {
                        throw new IllegalStateException("the shelf is empty");
                    }
                };
        begin(Map.of());
        acquisition.command(command(Action.START));
        assertThat(acquisition.state()).isEqualTo(RunState.ERROR);
        assertThat(acquisition.reason()).contains("the shelf is empty", "tried again in 1 s");
        await(() -> acquisition.state() == RunState.RUNNING);
        assertThat(attempts[0]).isEqualTo(3);
    }

    @Test
    void startsADeadBoardAnewAndSaysSo() throws Exception {
        begin(
                Map.of(
                        "beam.drain_s",
                        0.2,
                        "sources.csi-digitizer.when_lost.after_s",
                        1,
                        "sources.sns-adara.when_lost.after_s",
                        1,
                        "sources.sns-adara.when_lost.act",
                        "continue"));
        acquisition.command(command(Action.START));
        await(() -> board() == SourceState.RUNNING && written() > 60);
        devices.kill(TwoDevices.BOARD);
        devices.kill(TwoDevices.FACILITY);
        RunDirectory run = acquisition.run().directory();
        await(() -> !Written.of(run).said("started anew").isEmpty());
        await(() -> !Written.of(run).said("goes on without it").isEmpty());
        devices.start(TwoDevices.BOARD);
        await(() -> board() == SourceState.RUNNING);
        long before = fromTheBoard();
        await(() -> fromTheBoard() > before + 60);
        acquisition.command(command(Action.STOP));
        assertSound(run);
        assertThat(Written.of(run).said("goes on without it"))
                .as("it is said once")
                .hasSize(1)
                .first()
                .asString()
                .contains("sns-adara");
    }

    @Test
    void endsARunThatMayNotGoOnWithoutItsBoardAndTriesTheNext() throws Exception {
        begin(
                Map.of(
                        "beam.drain_s",
                        0.2,
                        "sources.csi-digitizer.when_lost.after_s",
                        1,
                        "sources.csi-digitizer.when_lost.act",
                        "end"));
        acquisition.command(command(Action.START));
        await(() -> board() == SourceState.RUNNING && written() > 60);
        RunDirectory run = acquisition.run().directory();
        devices.kill(TwoDevices.BOARD);
        await(() -> acquisition.run() == null || acquisition.run().directory().run() > run.run());
        assertThat(acquisition.hasFailed()).isTrue();
        assertThat(acquisition.goal()).isEqualTo(Goal.RUNNING);
        assertThat(Written.of(run).end().reason()).isEqualTo(EndReason.ERROR);
        assertThat(Written.of(run).end().text()).contains("csi-digitizer delivers nothing");
        assertSound(run);
        devices.start(TwoDevices.BOARD);
        await(() -> board() == SourceState.RUNNING);
    }

    private void begin(Map<String, ?> overrides) {
        RunConfig config = devices.config(overrides);
        acquisition =
                new Acquisition(
                        new Acquisition.Supply(
                                config, 1, data, s -> {}, () -> before.run(), r -> {}, r -> {}));
    }

    private Result result(Action action) {
        return acquisition.command(command(action)).result();
    }

    private static Command command(Action action) {
        return new Command(action, "mara", "", "");
    }

    private SourceState board() {
        LiveRun run = acquisition.run(); // on a busy host this one may have ended for want of it
        return run == null ? SourceState.DISCONNECTED : run.control().sources().get(0).state();
    }

    private long fromTheBoard() {
        return acquisition.run().control().sources().get(0).counters().recordsWritten;
    }

    private long fromTheFacility() {
        return acquisition.run().control().sources().get(1).counters().recordsWritten;
    }

    private long written() {
        return acquisition.run().control().recordsWritten();
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(condition);
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    private static void assertSound(RunDirectory run) throws Exception {
        Verification verification = Verification.of(run);
        assertThat(verification.problems()).isEmpty();
        assertThat(verification.residual()).isZero();
        assertThat(verification.replay()).isEqualTo(Verification.Replay.IDENTICAL);
    }

    /** What run control wrote into a run. */
    private static final class Written implements RecordHandler {
        private final List<Note> notes = new ArrayList<>();
        private final List<RunMark> marks = new ArrayList<>();

        static Written of(RunDirectory run) {
            Written written = new Written();
            try (RunReader reader = new RunReader(run.path())) {
                int read = reader.poll(written, 1000);
                while (read > 0) {
                    read = reader.poll(written, 1000);
                }
            }
            return written;
        }

        List<String> said(String part) {
            return notes.stream().map(Note::text).filter(t -> t.contains(part)).toList();
        }

        List<Integer> subruns() {
            return marks.stream()
                    .filter(RunMark.SubrunStart.class::isInstance)
                    .map(mark -> ((RunMark.SubrunStart) mark).subrun())
                    .toList();
        }

        RunMark.RunEnd end() {
            return (RunMark.RunEnd) marks.get(marks.size() - 1);
        }

        @Override
        public void onMark(RunMark mark) {
            marks.add(mark);
        }

        @Override
        public void onNote(Note note) {
            notes.add(note);
        }
    }
}
