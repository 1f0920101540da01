package cevns.web;

import static cevns.web.TwoProcesses.lost;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code emulate} and {@code run} as two processes: either may be killed, stopped or suspended at
 * any time, and every loss is in the ledger.
 */
class TwoProcessesIT {

    private static final int SIGKILL = 128 + 9;
    private static final long SUSPENDED_MS = 11_000;

    @TempDir Path folder;

    @Test
    void survivesKillingAndRestartingEitherSide() throws Exception {
        survivesKills("csi", 30);
    }

    @ParameterizedTest
    @ValueSource(strings = {"csi", "lar", "ge", "nai"})
    @Tag("long")
    void survivesKillingAndRestartingEitherSideOfEachDetector(String detector) throws Exception {
        survivesKills(detector, 300);
    }

    private void survivesKills(String detector, long marks) throws Exception {
        try (TwoProcesses session = new TwoProcesses(detector, folder, folder.resolve("data"))) {
            session.startEmulators();
            session.startDaq();
            session.awaitRunning(marks);
            session.emulators().kill();
            assertThat(session.emulators().await()).isEqualTo(SIGKILL);

            JsonObject gone = session.awaitLost();
            session.startEmulators();
            JsonObject back = session.awaitRunning(gone.getLong("mark") + marks);
            assertThat(unknownLosses(back, 0)).as("the board's hole").isPositive();
            JsonObject last =
                    session.awaitSnapshot(s -> s.getLong("mark") > back.getLong("mark") + marks);
            session.daq().kill();
            assertThat(session.daq().await()).isEqualTo(SIGKILL);
            assertThat(session.run(1).getString("state")).isEqualTo("crashed");

            session.startDaq();
            session.awaitRunning(marks);
            assertThat(session.daq().err())
                    .contains("run 1 had died; it is closed now and analysed");
            session.daq().interrupt();
            session.emulators().interrupt();

            ended(session.run(1), "crash");
            ended(session.run(2), "operator");
            firstRunHasTheHoles(session.verified(1), last);
            session.verified(2);
        }
    }

    private static void ended(JsonObject run, String reason) {
        assertThat(run.getString("state")).isEqualTo("closed");
        assertThat(run.getString("endReason")).isEqualTo(reason);
        assertThat(run.getString("mode")).isEqualTo("simulated");
    }

    /** How much is missing the counters of some devices tell, and those of others do not. */
    private static void firstRunHasTheHoles(List<JsonObject> sources, JsonObject last) {
        for (int i = 0; i < sources.size(); i++) {
            JsonObject source = sources.get(i);
            JsonObject seen = last.getJsonArray("sources").getJsonObject(i);
            assertThat(source.getLong("read")).isGreaterThanOrEqualTo(seen.getLong("read"));
            long holes = source.getInteger("unknownLosses") + lost(source);
            assertThat(holes).as(source.encode()).isPositive();
        }
    }

    private static int unknownLosses(JsonObject snapshot, int source) {
        return snapshot.getJsonArray("sources").getJsonObject(source).getInteger("unknownLosses");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csi", "lar", "ge", "nai"})
    @Tag("long")
    void goesOnAfterEitherSideWasSuspendedLikeAClosedLaptop(String detector) throws Exception {
        try (TwoProcesses session = new TwoProcesses(detector, folder, folder.resolve("data"))) {
            session.startEmulators();
            session.startDaq();
            long marks = session.awaitRunning(120).getLong("mark");
            for (SevensProcess side : List.of(session.emulators(), session.daq())) {
                side.signal("STOP");
                Thread.sleep(SUSPENDED_MS);
                side.signal("CONT");
                marks = session.awaitRunning(marks + 300).getLong("mark");
            }
            session.emulators().interrupt();
            session.awaitLost();
            session.daq().interrupt();

            ended(session.run(1), "operator");
            assertThat(session.daq().err()).as("no clock jumps by a hole").doesNotContain("Jump");
            List<JsonObject> sources = session.verified(1);
            for (JsonObject slow : sources.subList(2, sources.size())) {
                // Two gaps of eleven seconds and more than five polls of two.
                assertThat(lost(slow)).as(slow.encode()).isGreaterThanOrEqualTo(5);
            }
        }
    }

    @Test
    @Tag("long")
    void endsTheRunWhenTheDiskIsFullAndGoesOnWhenItIsNot() throws Exception {
        Path mounted = folder.resolve("disk");
        try (SmallDisk disk = SmallDisk.mount(mounted, 700);
                TwoProcesses session = new TwoProcesses("csi", folder, mounted.resolve("data"))) {
            session.startEmulators();
            session.startDaq();
            session.awaitRunning(60);
            disk.fill(100);
            session.daq().awaitErr("run 1 ended \\(the disk is nearly full");
            session.daq().awaitErr("has \\d+ MiB free, a run needs 512 MiB to begin");
            disk.free();
            session.awaitSnapshot(s -> s.getInteger("run") == 2 && s.getLong("mark") > 60);
            session.daq().interrupt();

            ended(session.run(1), "disk");
            ended(session.run(2), "operator");
            assertThat(session.verified(1).get(0).getJsonObject("lost").getLong("append"))
                    .as("what came between the full disk and the end of the run")
                    .isPositive();
            session.verified(2);
        }
    }
}
