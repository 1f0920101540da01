package cevns.web.bench;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.web.Program;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bench as a command. What a machine holds is no matter of a test, what adds up is. */
class BenchTest {

    @TempDir Path folder;

    @Test
    void takesDataFromAnotherProcessAndItsLedgerBalances() throws Exception {
        Program program =
                Program.run(
                        "bench",
                        "csi",
                        "--json",
                        "--duration",
                        "1s",
                        "--factor",
                        "1",
                        "--data",
                        folder.toString());
        assertThat(program.code()).as(program.err()).isZero();
        JsonObject json = program.json();
        assertThat(json.getString("bench")).isEqualTo("csi");
        assertThat(json.getString("ended")).isEmpty();
        assertThat(json.getJsonObject("pacing").getInteger("snapshotEveryMarks")).isEqualTo(30);
        assertThat(json.getJsonObject("machine").getDouble("memcpyBytesPerS")).isPositive();
        JsonArray steps = json.getJsonArray("steps");
        assertThat(steps).hasSize(1);
        JsonObject step = steps.getJsonObject(0);
        assertThat(step.getLong("residual")).isZero();
        assertThat(step.getLong("pending")).isZero();
        assertThat(step.getDouble("offeredRecordsPerS")).isEqualTo(120);
        assertThat(step.getDouble("writtenRecordsPerS")).isPositive();
        assertThat(step.getJsonObject("cpuCores").fieldNames())
                .contains("receiver", "drivers", "pipeline", "sender");
        JsonObject latency = step.getJsonObject("latency");
        assertThat(latency.getJsonObject("socketToHits").getLong("count")).isPositive();
        assertThat(latency.getJsonObject("appendToHits").fieldNames())
                .contains("p50Ns", "p99Ns", "p999Ns");
        try (var left = Files.list(folder)) {
            assertThat(left).as("the data are deleted").isEmpty();
        }
    }

    @Test
    void listsWhatThereIs() {
        Program program = Program.run("bench");
        assertThat(program.code()).isZero();
        assertThat(program.out().lines().map(line -> line.split(" ")[0]))
                .containsExactly("csi", "cenns10", "cenns750", "nai", "ge");
        assertThat(Program.run("bench", "--json").json().getJsonArray("benches")).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource({
        "csl, '', 'csl' is no bench; there is: csi",
        "csi, --factor=0, above 0",
        "csi, --duration=10ms, a second or more"
    })
    void refusesWhatItCannotDoInOneLine(String name, String option, String says) {
        List<String> args = new ArrayList<>(List.of("bench", name));
        if (!option.isEmpty()) {
            args.add(option);
        }
        Program program = Program.run(args.toArray(new String[0]));
        assertThat(program.code()).isEqualTo(2);
        assertThat(program.out()).isEmpty();
        assertThat(program.err()).contains(says);
    }

    @Test
    void saysWhenTheDiskIsTooSmall() {
        // 245 MB/s times 64 for a day.
        LoadPlan plan = new LoadPlan(64, false, Duration.ofDays(1), folder, limit -> false);
        assertThat(
                        org.assertj.core.api.Assertions.catchThrowable(
                                () -> new LoadSearch(Bench.CENNS750, plan, line -> {}).run()))
                .hasMessageContaining("GB free")
                .hasMessageContaining("cenns750");
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({
        "CSI, 1, 120",
        "CSI, 4, 480",
        "CENNS10, 1, 240",
        "CENNS10, 0.5, 120",
        "CENNS750, 1, 14640",
        "CENNS750, 1.5, 21960",
        "CENNS750, 0.1, 7320",
        "NAI, 1, 22020",
        "NAI, 0.5, 11010",
        "GE, 1, 620",
        "GE, 2, 1240"
    })
    void theRateGrowsByStrobesOrBySelfTriggers(Bench bench, double factor, double perS) {
        assertThat(Bench.offeredPerS(bench.load(factor, Map.of()))).isEqualTo(perS);
    }
}
