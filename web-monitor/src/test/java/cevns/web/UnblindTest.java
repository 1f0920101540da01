package cevns.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cevns.analysis.monitor.BlindingState.State;
import cevns.analysis.monitor.Snapshot;
import cevns.daq.config.RunConfig;
import cevns.daq.queue.RunReader;
import cevns.daq.record.EndReason;
import cevns.daq.record.Note;
import cevns.daq.record.RecordHandler;
import cevns.daq.record.RunMark;
import cevns.drivers.Digitizers;
import cevns.web.control.Emulators;
import cevns.web.control.LiveRun;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two people open a blinded result, while it is taken and afterwards. */
class UnblindTest {

    private static final String REAL_BOARD = "sources.csi-digitizer.emulator.board.model";

    @TempDir Path data;

    private final List<Snapshot> snapshots = new CopyOnWriteArrayList<>();

    private Program unblind(String what, String who, String comment, String... more) {
        List<String> words =
                new ArrayList<>(
                        List.of("unblind", what, "--who", who, "--comment", comment, "--data"));
        words.add(data.toString());
        words.addAll(List.of(more));
        return Program.run(words.toArray(String[]::new));
    }

    private Program replay(String... more) {
        List<String> words = new ArrayList<>(List.of("replay", "--data", data.toString()));
        words.addAll(List.of(more));
        return Program.run(words.toArray(String[]::new));
    }

    @Test
    void needsTwoDifferentPeopleWithAComment() throws Exception {
        String config = "runs/csi-demo";
        assertThat(unblind(config, "mara", "  ").code()).isEqualTo(Main.WRONG);
        assertThat(unblind(config, " ", "the cuts are frozen").code()).isEqualTo(Main.WRONG);
        assertThat(data).isEmptyDirectory();

        Program first = unblind(config, "mara", "the cuts are frozen");
        assertThat(first.code()).isZero();
        assertThat(first.out()).contains("still blind, another person has to agree");

        for (String same : List.of("mara", "Mara", " MARA  ")) {
            Program again = unblind(config, same, "really");
            assertThat(again.code()).isEqualTo(Main.FAILED);
            assertThat(again.err()).contains("another person has to agree");
        }
        JsonObject refused = unblind(config, "mara", "please", "--json").json();
        assertThat(refused.getBoolean("open")).isFalse();
        assertThat(refused.getBoolean("recorded")).isFalse();

        JsonObject second = unblind(config, "jo", "agreed, \"note 14\"", "--json").json();
        assertThat(second.getBoolean("open")).isTrue();
        assertThat(second.getJsonArray("decisions")).hasSize(2);
        assertThat(second.getJsonArray("decisions").getJsonObject(1).getString("comment"))
                .isEqualTo("agreed, \"note 14\"");

        Program third = unblind(config, "pim", "me too");
        assertThat(third.code()).isZero();
        assertThat(third.out()).contains("open already");
        assertThat(Files.readAllLines(data.resolve("unblinding.jsonl"))).hasSize(2);
    }

    @Test
    void hasNothingToOpenWhereTheConfigurationIsOpen() throws Exception {
        String text = RunConfig.load("runs/csi-demo", Digitizers::check).text();
        Path config = data.resolve("open.conf");
        Files.writeString(config, text + "\nblinding.open = true\n");
        Program program = unblind(config.toString(), "mara", "let us see");
        assertThat(program.code()).isEqualTo(Main.WRONG);
        assertThat(program.err()).contains("blinding.open is true");
    }

    @Test
    void opensARunWhileItIsTakenAndThoseAfterIt() throws Exception {
        RunConfig shipped =
                RunConfig.load("runs/csi-demo", Map.of(REAL_BOARD, "VX2730"), Digitizers::check);
        try (Emulators likeReal = Emulators.anywhere(shipped)) {
            Map<String, Object> overrides = new HashMap<>(likeReal.addresses());
            overrides.put("beam.snapshot_every_marks", 10);
            overrides.put("beam.drain_s", 0);
            RunConfig config = RunConfig.load("runs/csi-demo", overrides, Digitizers::check);
            try (LiveRun live = LiveRun.start(config, data, snapshots::add)) {
                awaitState(State.BLINDED);
                live.stop(EndReason.OPERATOR, "blind all the time");
                live.awaitDone();
            }
            assertThat(snapshots).allMatch(s -> s.blinding().state() == State.BLINDED);
            refusesToShowABlindRun();

            try (LiveRun live = LiveRun.start(config, data, snapshots::add)) {
                awaitState(State.BLINDED);
                assertThat(unblind("2", "mara", "the cuts are frozen").code()).isZero();
                assertThat(unblind("2", "mara", "the cuts are frozen").code()).isEqualTo(1);
                int before = snapshots.size();
                awaitState(State.BLINDED);
                assertThat(unblind("2", "jo", "agreed").code()).isZero();
                awaitState(State.UNBLINDED);
                assertThat(snapshots.get(before).blinding().isBlind()).isTrue();
                assertThat(snapshots.get(snapshots.size() - 1).counts().coincidence())
                        .isNotNegative();
                live.stop(EndReason.OPERATOR, "seen");
                live.awaitDone();
            }
            overrides.put("limits.subrun_s", 300); // another text, the same analysis
            RunConfig later = RunConfig.load("runs/csi-demo", overrides, Digitizers::check);
            int before = snapshots.size();
            try (LiveRun live = LiveRun.start(later, data, snapshots::add)) {
                awaitState(State.UNBLINDED);
                live.stop(EndReason.OPERATOR, "seen");
                live.awaitDone();
                assertThat(secondRecord(live)).isEqualTo("unblinding");
            }
            assertThat(snapshots.subList(before, snapshots.size()))
                    .allMatch(s -> s.blinding().state() == State.UNBLINDED);
        }
        replaysToTheSameBytes();
        showsTheBlindRunOnlyWhenAsked();
    }

    private void refusesToShowABlindRun() {
        Program refused = replay("1", "--unblinded");
        assertThat(refused.code()).isEqualTo(Main.FAILED);
        assertThat(refused.err()).contains("run 1 is blind", "sevens unblind 1");
        Program open = replay("1", "--config", openConfig());
        assertThat(open.code()).isEqualTo(Main.WRONG);
        assertThat(open.err()).contains("run 1 is blind", "blinding.open");
    }

    private String openConfig() {
        try {
            String text = Files.readString(data.resolve("run-000001/run.conf"));
            return Files.writeString(data.resolve("open.conf"), text + "\nblinding.open = true\n")
                    .toString();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void replaysToTheSameBytes() {
        for (String run : List.of("1", "2", "3")) {
            Program plain = replay(run);
            assertThat(plain.code()).as(plain.err()).isZero();
            assertThat(plain.err()).contains("snapshots identical");
            boolean blind = run.equals("1");
            assertThat(plain.out().contains("C blinded")).as("run " + run).isEqualTo(blind);
        }
        assertThat(replay("2", "--unblinded").err())
                .as("blind at its begin, so this is another lineage")
                .contains("run 2 UNBLINDED");
    }

    private void showsTheBlindRunOnlyWhenAsked() {
        Program shown = replay("1", "--unblinded", "--json");
        assertThat(shown.code()).as(shown.err()).isZero();
        assertThat(shown.err())
                .contains("run 1 UNBLINDED, as mara and jo have decided")
                .contains("snapshots not compared")
                .doesNotContain("identical");
        JsonObject last = new JsonObject(shown.out());
        assertThat(last.getJsonObject("blinding").getString("state")).isEqualTo("unblindedReplay");
        assertThat(last.getJsonObject("counts").getLong("coincidence")).isNotNegative();
    }

    /** Waits for a new snapshot in this state whose sources have said who they are. */
    private void awaitState(State state) {
        int before = snapshots.size();
        await().atMost(Duration.ofSeconds(20))
                .until(
                        () ->
                                snapshots.stream()
                                        .skip(before)
                                        .anyMatch(
                                                s ->
                                                        s.blinding().state() == state
                                                                && s.beam().marks() > 0));
    }

    private static String secondRecord(LiveRun live) {
        List<String> seen = new ArrayList<>();
        try (RunReader reader = new RunReader(live.directory().path())) {
            reader.poll(
                    new RecordHandler() {
                        @Override
                        public void onMark(RunMark mark) {
                            seen.add(mark.getClass().getSimpleName());
                        }

                        @Override
                        public void onNote(Note note) {
                            seen.add(note.what());
                        }
                    },
                    2);
        }
        return seen.get(1);
    }
}
