package cevns.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that others recorded, from inspect to replay, held to what independent parsers found. */
class RecordedFilesTest {

    private static final String LEGEND = "legend-testdata/";

    @TempDir Path data;

    /** Configuration, files of one run, units in them, units lost. */
    static Stream<Arguments> recordings() {
        return Stream.of(
                Arguments.of("th228-fcio", List.of(LEGEND + "fcio/th228.fcio"), 1000, 0),
                Arguments.of(
                        "spms-fcio",
                        List.of(LEGEND + "fcio/L200-comm-20211130-phy-spms.fcio"),
                        300,
                        0),
                Arguments.of(
                        "geds-orca",
                        List.of(LEGEND + "orca/L200-comm-20220519-phy-geds.orca"),
                        67,
                        0),
                Arguments.of(
                        "cal-orca",
                        List.of(LEGEND + "orca/l200-p14-r004-cal-20250606T010224Z.orca"),
                        7,
                        0),
                Arguments.of(
                        "pulser-sis3316",
                        List.of(LEGEND + "llamaDAQ/20241218-150158-pulser.bin"),
                        74,
                        0),
                Arguments.of(
                        "bench-compass", List.of(LEGEND + "compass/compass_test_data.BIN"), 102, 0),
                Arguments.of(
                        "pmt-wavedump",
                        List.of("wavedump-pmt/wave_1.dat", "wavedump-pmt/wave_3.dat"),
                        20004,
                        0),
                Arguments.of(
                        "sipm-wavedump",
                        List.of("wavedump-toward/SiPM_2006272158/wave0.dat"),
                        294,
                        1),
                Arguments.of(
                        "sipm-pair-wavedump",
                        List.of(
                                "wavedump-toward/SiPM_coincidence/wave0.dat",
                                "wavedump-toward/SiPM_coincidence/wave1.dat"),
                        82,
                        0),
                Arguments.of("sns-adara", List.of("sns-adara/sns-adara-2013-v0.adara"), 1, 0));
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void comeThroughImportVerifyAndReplayWithEverySample(
            String config, List<String> names, long read, long lost) {
        List<String> files = names.stream().map(n -> PublicData.file(n).toString()).toList();
        List<String> inFiles = new ArrayList<>();
        for (String file : files) {
            inFiles.addAll(checksums(Program.run("inspect", "--json", file).json()));
        }

        List<String> command = new ArrayList<>(List.of("import", "--json"));
        command.addAll(files);
        command.addAll(List.of("--config", "runs/" + config, "--data", data.toString()));
        Program imported = Program.run(command.toArray(String[]::new));
        assertThat(imported.code()).as(imported.err()).isZero();
        assertThat(sum(imported.json(), "read")).isEqualTo(read);
        assertThat(lost(imported.json())).isEqualTo(lost);
        assertThat(imported.json().getInteger("run")).isEqualTo(1);

        Program verified = Program.run("verify", "--json", "1", "--data", data.toString());
        assertThat(verified.code()).as(verified.err() + verified.out()).isZero();
        assertThat(verified.json().getBoolean("ok")).isTrue();
        assertThat(verified.json().getLong("residual")).isZero();
        assertThat(verified.json().getString("replay")).isEqualTo("identical");
        assertThat(sum(verified.json(), "read")).isEqualTo(read);
        assertThat(sum(verified.json(), "pending")).isZero();

        JsonObject run = Program.run("inspect", "--json", "1", "--data", data.toString()).json();
        assertThat(checksums(run)).containsExactlyInAnyOrderElementsOf(inFiles);

        Program replayed = Program.run("replay", "--json", "1", "--data", data.toString());
        assertThat(replayed.code()).as(replayed.err()).isZero();
        assertThat(replayed.err()).contains("byte for byte");
        assertThat(replayed.json().getLong("residual")).isZero();
    }

    @ParameterizedTest
    @MethodSource("digitizerFiles")
    void areInspectedAsIndependentParsersFoundThem(String name) {
        JsonObject expected = PublicData.expected().getJsonObject(name);
        Program inspected = Program.run("inspect", "--json", PublicData.file(name).toString());
        JsonObject found = inspected.json();
        long trailing =
                expected.getLong(
                        "trailing_bytes_of_a_cut_record", expected.getLong("trailing_bytes", 0L));
        assertThat(found.getLong("trailingBytes")).isEqualTo(trailing);
        assertThat(inspected.code()).isEqualTo(trailing == 0 ? 0 : 1);
        assertThat(inspected.err().lines().count()).isEqualTo(trailing == 0 ? 0 : 1);
        Map<String, JsonObject> channels = new TreeMap<>();
        for (Object channel : found.getJsonArray("channels")) {
            channels.put(((JsonObject) channel).getString("channel"), (JsonObject) channel);
        }
        Map<String, JsonObject> wanted = wanted(expected);
        assertThat(channels.keySet()).isEqualTo(wanted.keySet());
        wanted.forEach((channel, want) -> compare(channel, want, channels.get(channel)));
    }

    static Stream<String> digitizerFiles() {
        return PublicData.expected().stream()
                .filter(e -> e.getValue() instanceof JsonObject o && o.containsKey("format"))
                .map(Map.Entry::getKey)
                .filter(name -> !name.startsWith("sns-adara"));
    }

    @Test
    void namesWhatCannotBeRead() throws Exception {
        Path text = Files.writeString(data.resolve("notes.txt"), "this is no recording\n");
        Program inspected = Program.run("inspect", text.toString());
        assertThat(inspected.code()).isEqualTo(1);
        assertThat(inspected.err()).contains("notes.txt is of no format that can be read here");
    }

    @Test
    void refusesAFileThatTheConfigurationHasNoSourceFor() {
        Program imported =
                Program.run(
                        "import",
                        PublicData.file(LEGEND + "fcio/th228.fcio").toString(),
                        "--config",
                        "runs/bench-compass",
                        "--data",
                        data.toString());
        assertThat(imported.code()).isEqualTo(2);
        assertThat(imported.err()).contains("no source of bench-compass has the family fcio");
        assertThat(data.resolve("run-000001")).doesNotExist();
    }

    private static void compare(String channel, JsonObject want, JsonObject found) {
        long waveforms = want.getLong("records", want.getLong("with_samples"));
        assertThat(found.getLong("waveforms")).as(channel).isEqualTo(waveforms);
        assertThat(found.getString("samplesMd5"))
                .as(channel)
                .isEqualTo(want.getString("samples_md5", want.getString("raw_md5")));
        if (want.containsKey("samples_sum")) {
            assertThat(found.getLong("samplesSum")).isEqualTo(want.getLong("samples_sum"));
        }
        if (want.containsKey("averaged_md5")) {
            assertThat(found.getString("averagedMd5")).isEqualTo(want.getString("averaged_md5"));
        }
        if (want.containsKey("samples_per_waveform")) {
            assertThat(found.getJsonArray("samplesPerWaveform"))
                    .isEqualTo(want.getJsonArray("samples_per_waveform"));
        }
    }

    /** The entries that say something of a channel with samples, by the name inspect gives it. */
    private static Map<String, JsonObject> wanted(JsonObject expected) {
        Map<String, JsonObject> wanted = new TreeMap<>();
        if (expected.containsKey("channel_in_header")) {
            JsonArray channel = expected.getJsonArray("channel_in_header");
            wanted.put(String.valueOf(channel.getValue(0)), expected);
        }
        add(wanted, "", expected.getJsonObject("channel"));
        add(wanted, "", expected.getJsonObject("trace"));
        add(wanted, "", expected.getJsonObject("flashcam_adc"));
        JsonObject streams = expected.getJsonObject("streams", new JsonObject());
        for (String stream : streams.fieldNames()) {
            add(wanted, stream + "/", streams.getJsonObject(stream).getJsonObject("trace"));
        }
        return wanted;
    }

    private static void add(Map<String, JsonObject> wanted, String prefix, JsonObject channels) {
        if (channels != null) {
            for (String name : channels.fieldNames()) {
                JsonObject channel = channels.getJsonObject(name);
                if (channel.getLong("with_samples", 1L) > 0) {
                    wanted.put(prefix + name, channel);
                }
            }
        }
    }

    private static List<String> checksums(JsonObject inspection) {
        List<String> all = new ArrayList<>();
        for (Object each : inspection.getJsonArray("channels")) {
            JsonObject channel = (JsonObject) each;
            all.add(
                    channel.getLong("waveforms")
                            + " "
                            + channel.getString("samplesMd5")
                            + " "
                            + channel.getString("averagedMd5"));
        }
        return all;
    }

    private static long sum(JsonObject document, String key) {
        return document.getJsonArray("sources").stream()
                .mapToLong(source -> ((JsonObject) source).getLong(key))
                .sum();
    }

    private static long lost(JsonObject document) {
        return document.getJsonArray("sources").stream()
                .flatMap(source -> ((JsonObject) source).getJsonObject("lost").stream())
                .mapToLong(cause -> ((Number) cause.getValue()).longValue())
                .sum();
    }
}
