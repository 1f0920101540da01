package cevns.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cevns.analysis.Pipeline;
import cevns.daq.config.InvalidConfig;
import cevns.daq.record.RunMark;
import cevns.daq.record.RunMode;
import cevns.daq.run.RunDirectory;
import cevns.daq.run.RunNotes;
import cevns.web.control.Campaigns;
import cevns.web.control.FirstRecord;
import cevns.web.control.Recovery;
import cevns.web.control.Version;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose result adds up: what one carries to the next, live and replayed. */
class CampaignTest {

    private static final int MARKS = 90;

    @TempDir Path data;

    private CampaignRuns runs;

    @BeforeEach
    void prepare() {
        runs = new CampaignRuns(data);
    }

    private List<RunDirectory> take(int n) throws IOException {
        List<RunDirectory> taken = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            taken.add(runs.take(i * MARKS, (i + 1) * MARKS));
        }
        return taken;
    }

    private Program replay(String... args) {
        List<String> all = new ArrayList<>(List.of("replay", "--data", data.toString()));
        all.addAll(List.of(args));
        return Program.run(all.toArray(new String[0]));
    }

    private static JsonObject summary(RunDirectory run) throws IOException {
        return new JsonObject(Files.readString(run.summary()));
    }

    private static JsonObject campaign(RunDirectory run) throws IOException {
        return summary(run).getJsonObject("campaign");
    }

    private static String unpacked(RunDirectory run) throws IOException {
        try (var in =
                new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(run.campaign())))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String carried(RunDirectory run) {
        return FirstRecord.of(run).carried();
    }

    private String next() throws IOException {
        return Campaigns.carried(runs.config(), 1, data, Integer.MAX_VALUE);
    }

    @Test
    void fiveRunsGiveTheBytesOfTheirReplayOneAfterTheOther() throws IOException {
        List<RunDirectory> five = take(5);
        assertThat(carried(five.get(0))).isEmpty();
        for (int i = 1; i < 5; i++) {
            assertThat(carried(five.get(i))).isEqualTo(unpacked(five.get(i - 1)));
        }
        Program fold = replay("1", "2", "3", "4", "5");
        assertThat(fold.code()).as(fold.err()).isZero();
        assertThat(fold.err().lines().filter(l -> l.contains("identical to those"))).hasSize(5);
        Program alone = replay("4", "--json");
        assertThat(alone.err()).contains("identical to those");
        assertThat(alone.json()).isEqualTo(summary(five.get(3)));
        assertThat(campaign(five.get(4)).getInteger("runs")).isEqualTo(5);
        assertThat(Program.run("verify", five.get(4).path().toString()).code()).isZero();
    }

    @Test
    void fiveRunsHaveTheNumbersOfOneLongRun(@TempDir Path elsewhere) throws IOException {
        RunDirectory last = take(5).get(4);
        JsonObject one = summary(new CampaignRuns(elsewhere).take(0, 5 * MARKS));
        JsonObject five = summary(last);

        JsonObject counts = one.getJsonObject("counts");
        assertThat(counts.getInteger("coincidence")).as("C").isGreaterThan(60);
        assertThat(counts.getInteger("anticoincidence")).as("AC").isGreaterThan(35);
        assertThat(five.getJsonObject("campaign").getJsonObject("counts")).isEqualTo(counts);
        assertThat(five.getJsonObject("comparison")).isEqualTo(one.getJsonObject("comparison"));
        assertThat(five.getJsonObject("comparison").getDouble("anytimeSigma")).isPositive();
        for (String account : List.of("delivered", "recorded", "good")) {
            JsonObject sum = campaign(last).getJsonObject("exposure").getJsonObject(account);
            JsonObject whole = one.getJsonObject("exposure").getJsonObject(account);
            double energyJ = whole.getDouble("energyJ");
            assertThat(sum.getDouble("energyJ")).isCloseTo(energyJ, within(1e-12 * energyJ));
            sum.remove("energyJ");
            whole.remove("energyJ");
            assertThat(sum).as(account).isEqualTo(whole);
        }
        assertThat(five.getJsonObject("counts").getInteger("coincidence"))
                .as("of this run alone")
                .isLessThan(counts.getInteger("coincidence") / 3);
    }

    @Test
    void finishesARunThatDiedBeforeTheNextGoesOnFromIt() throws IOException {
        take(2);
        RunDirectory dead = runs.die(2 * MARKS, 3 * MARKS);
        assertThat(dead.campaign()).doesNotExist();
        Recovery.run(data);
        RunDirectory after = runs.take(3 * MARKS, 4 * MARKS);
        assertThat(campaign(after).getInteger("runs")).isEqualTo(4);
        assertThat(dead.path().resolve("snapshots-live.jsonl")).doesNotExist();
        Program fold = replay("1", "2", "3", "4");
        assertThat(fold.code()).as(fold.err()).isZero();
        assertThat(fold.err().lines().filter(l -> l.contains("identical to those"))).hasSize(4);
    }

    @Test
    void analysesTheLastRunAgainWhereItsStateIsGoneOrDamaged() throws IOException {
        RunDirectory last = take(2).get(1);
        String state = next();
        Files.delete(last.campaign());
        assertThat(next()).isEqualTo(state);
        assertThat(last.campaign()).exists();
        byte[] bytes = Files.readAllBytes(last.campaign());
        bytes[bytes.length / 2] ^= 0x55;
        Files.write(last.campaign(), bytes);
        assertThat(next()).isEqualTo(state);
    }

    @Test
    void leavesAFlaggedRunOutWhenRunsAreAddedUpAgain() throws IOException {
        List<RunDirectory> three = take(3);
        Program flag = Program.run("runs", "--data", data.toString(), "--flag", "2", "no target");
        assertThat(flag.code()).as(flag.err()).isZero();
        assertThat(flag.out()).contains("bad: no target");
        assertThat(Files.readString(three.get(1).notes()))
                .contains("\"what\":\"quality\"")
                .contains("\"text\":\"bad: no target\"")
                .endsWith("}\n");

        Program fold = replay("1", "2", "3", "--keep-campaign", "--json");
        assertThat(fold.code()).as(fold.err()).isZero();
        assertThat(fold.err())
                .contains("run 2 is left out: bad: no target")
                .contains(
                        "snapshots not compared: run 3 was taken after runs 1-2 of its campaign,"
                                + " here it comes after runs 1, without 2 (bad: no target)");
        JsonObject without = fold.json().getJsonObject("campaign");
        assertThat(without.getInteger("runs")).isEqualTo(2);
        assertThat(without.getInteger("excluded")).isEqualTo(1);
        int all = campaign(three.get(2)).getJsonObject("counts").getInteger("coincidence");
        int second = summary(three.get(1)).getJsonObject("counts").getInteger("coincidence");
        assertThat(without.getJsonObject("counts").getInteger("coincidence"))
                .isEqualTo(all - second);

        RunDirectory fourth = runs.take(3 * MARKS, 4 * MARKS);
        assertThat(campaign(fourth).getJsonArray("ranges").encode())
                .isEqualTo("[{\"first\":1,\"last\":1},{\"first\":3,\"last\":4}]");
        assertThat(replay("1", "2", "3", "4").err())
                .endsWith("snapshots identical to those of the run, byte for byte\n");
    }

    @Test
    void goesOnFromTheLastRunThatIsNotFlagged() throws IOException {
        List<RunDirectory> two = take(2);
        Program.run("runs", "--data", data.toString(), "--flag", "2", "no target");
        RunDirectory third = runs.take(2 * MARKS, 3 * MARKS);
        assertThat(campaign(third).getInteger("runs")).isEqualTo(2);
        assertThat(campaign(third).getJsonArray("leftOut").encode())
                .isEqualTo("[{\"run\":2,\"reason\":\"bad: no target\"}]");
        assertThat(replay("1", "2", "3").err().lines().filter(l -> l.contains("identical")))
                .hasSize(2);

        Program.run("runs", "--data", data.toString(), "--lift", "2", "it was there");
        assertThat(RunNotes.qualityFlag(two.get(1))).isNull();
        assertThat(replay("1", "2", "3").err())
                .contains("run 3 was taken after runs 1, without 2 (bad: no target) of");
    }

    @Test
    void beginsAnewWhenTheAnalysisChangesAndGoesOnWhenItIsChangedBack() throws IOException {
        take(2);
        runs.with(
                "regions.coincidence.onset_max_ns = 6000, regions.anticoincidence.onset_max_ns ="
                        + " 6000");
        RunDirectory changed = runs.take(2 * MARKS, 3 * MARKS);
        assertThat(carried(changed)).isEmpty();
        assertThat(campaign(changed).getInteger("runs")).isEqualTo(1);
        runs.with("sources.board.device.host = b, limits.max_s = 7, beam.drain_s = 3");
        RunDirectory back = runs.take(3 * MARKS, 4 * MARKS);
        assertThat(campaign(back).getJsonArray("ranges").encode())
                .isEqualTo("[{\"first\":1,\"last\":2},{\"first\":4,\"last\":4}]");
    }

    @Test
    void takesOverOldRunsUnderAnotherAnalysis() throws IOException {
        take(2);
        runs.with("cuts = [{ name = charge, quantity = charge_pe, min = 9, max = 30 }]");
        Path other = Files.writeString(data.resolve("tighter.conf"), runs.config().text());
        Program fold = replay("1", "2", "--config", other.toString(), "--keep-campaign");
        assertThat(fold.code()).as(fold.err()).isZero();
        assertThat(fold.err()).contains("snapshots not compared: another configuration");
        RunDirectory tighter = runs.take(2 * MARKS, 3 * MARKS);
        assertThat(campaign(tighter).getInteger("runs")).isEqualTo(3);
        runs.with("");
        RunDirectory back = runs.take(3 * MARKS, 4 * MARKS);
        assertThat(campaign(back).getInteger("runs")).isEqualTo(3);
    }

    @Test
    void neverAddsWhatIsSimulatedToWhatIsReal() throws IOException {
        take(2);
        runs.simulated(false);
        RunDirectory real = runs.take(2 * MARKS, 3 * MARKS);
        assertThat(summary(real).getString("mode")).isEqualTo("live");
        assertThat(campaign(real).getInteger("runs")).isEqualTo(1);
        runs.simulated(true);
        RunDirectory simulated = runs.take(3 * MARKS, 4 * MARKS);
        assertThat(campaign(simulated).getInteger("runs")).isEqualTo(3);
        runs.simulated(false);
        assertThat(campaign(runs.take(4 * MARKS, 5 * MARKS)).getJsonArray("ranges").encode())
                .isEqualTo("[{\"first\":3,\"last\":3},{\"first\":5,\"last\":5}]");
        assertThat(replay("1", "2", "3", "4", "5").err().lines().filter(l -> l.contains("identic")))
                .hasSize(5);
    }

    @Test
    void addsUpWithNoneWhatTurnsOutToBeSimulatedAfterCountingHasBegun() throws IOException {
        RunDirectory real = runs.simulated(false).take(0, MARKS);
        RunDirectory mixed = runs.simulatedFrom(60).take(MARKS, 2 * MARKS);
        assertThat(summary(mixed).getString("noComparison")).isEqualTo("mixed");
        assertThat(summary(mixed).getJsonObject("comparison")).isNull();
        assertThat(campaign(mixed)).isNull();
        assertThat(unpacked(mixed))
                .contains("\"run\":2,\"reason\":\"a simulated source came after counting");
        RunDirectory next = runs.simulatedFrom(Integer.MAX_VALUE).take(2 * MARKS, 3 * MARKS);
        assertThat(campaign(next).getInteger("runs")).isEqualTo(2);
        assertThat(replay("1", "2", "3").err().lines().filter(l -> l.contains("identical")))
                .hasSize(3);
        assertThat(campaign(real).getInteger("runs")).isEqualTo(1);
    }

    @Test
    void countsNoMarkBetweenANoteThatTheDataAreBadAndOneThatLiftsIt() throws IOException {
        RunDirectory flagged = runs.flagged(30, 75).take(0, MARKS);
        JsonObject exposure = summary(flagged).getJsonObject("exposure");
        assertThat(exposure.getJsonObject("recorded").getInteger("marks")).isEqualTo(MARKS);
        // mark 0 is the empty cycle
        assertThat(exposure.getJsonObject("good").getInteger("marks")).isEqualTo(MARKS - 46);
        List<String> log = Files.readAllLines(flagged.snapshots());
        assertThat(log.get(1)).contains("\"qualityFlag\":\"bad: the high voltage is off\"");
        assertThat(log.get(log.size() - 1)).contains("\"qualityFlag\":null");
        assertThat(replay("1").err()).contains("identical");
    }

    @Test
    void standsAloneWithoutACampaign() throws IOException {
        runs.with("type = calibration");
        RunDirectory calibration = runs.take(0, MARKS);
        assertThat(campaign(calibration)).isNull();
        assertThat(calibration.campaign()).doesNotExist();
        assertThat(next()).isEmpty();
    }

    @Test
    void refusesToGoOnFromAStateThatLacksANumberAnywhere() throws IOException {
        String text = unpacked(runs.take(0, 400));
        Matcher array = Pattern.compile("\\[(-?[0-9][^\\[\\]{}]*)]").matcher(text);
        int arrays = 0;
        while (array.find()) {
            String rest = array.group(1).replaceFirst("^[^,]*,?", "");
            String lacking =
                    text.substring(0, array.start(1)) + rest + text.substring(array.end(1));
            RunMark.RunStart start =
                    Version.runStart(2, runs.config(), RunMode.SIMULATED, 1, 0, lacking);
            assertThatThrownBy(() -> new Pipeline(snapshot -> {}).onMark(start))
                    .as("%d numbers at %d", array.group(1).split(",").length, array.start())
                    .isInstanceOf(InvalidConfig.class);
            arrays++;
        }
        assertThat(arrays).isGreaterThan(10);
    }

    @Test
    void refusesToGoOnFromCountsThatAreNotThoseOfThePrediction() throws IOException {
        RunDirectory last = take(1).get(0);
        String text = unpacked(last).replaceFirst("\"coincidence\":\\[\\d+,", "\"coincidence\":[");
        try (var out = new java.util.zip.GZIPOutputStream(Files.newOutputStream(last.campaign()))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        assertThatThrownBy(this::next)
                .isInstanceOf(InvalidConfig.class)
                .hasMessage(
                        "the campaign test-2026 before the run: comparison: 143 and 144 cells, the"
                                + " prediction has 144");
    }
}
