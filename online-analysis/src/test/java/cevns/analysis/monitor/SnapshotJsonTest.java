package cevns.analysis.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cevns.analysis.Pipeline;
import cevns.analysis.Records;
import cevns.analysis.TestConfigs;
import cevns.daq.record.RunMode;
import cevns.daq.record.TriggerKind;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotJsonTest {

    private static List<Snapshot> snapshots(String config) {
        List<Snapshot> snapshots = new ArrayList<>();
        Records records = new Records().start(config).subrun(0, Records.START_NS);
        records.source(2).pulse(Records.START_NS, 1, 1_019_286, 955_005);
        records.end(Records.START_NS + 1).play(new Pipeline(snapshots::add));
        return snapshots;
    }

    private static String json(Snapshot snapshot) {
        return new String(SnapshotJson.line(snapshot), StandardCharsets.UTF_8);
    }

    @Test
    void writesOneObjectWithEveryComponentInItsOrder() throws IOException {
        Snapshot snapshot = snapshots(TestConfigs.csi()).get(1);
        List<String> keys = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(SnapshotJson.line(snapshot))) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                keys.add(parser.currentName());
                parser.nextToken();
                parser.skipChildren();
            }
            assertThat(parser.nextToken()).isNull();
        }
        List<String> components =
                java.util.Arrays.stream(Snapshot.class.getRecordComponents())
                        .map(c -> c.getName())
                        .toList();
        assertThat(keys).isEqualTo(components);
    }

    @Test
    void writesWordsAndNullsAsThePageExpectsThem() {
        List<Snapshot> snapshots = snapshots(TestConfigs.csi());
        assertThat(json(snapshots.get(0)))
                .contains("\"type\":\"physics\"")
                .contains("\"mode\":\"live\"")
                .contains("\"end\":null")
                .contains("\"state\":\"disconnected\"")
                .contains("\"intervalNs\":null")
                .contains("\"alpha\":null")
                .contains("\"channelOff\":0")
                .contains("\"unknownType\":0")
                .doesNotContain("NaN")
                .doesNotContain("\n");
        assertThat(json(snapshots.get(1)))
                .contains("\"end\":\"operator\"")
                .contains("\"chargeCounts\":1019286")
                .contains("\"charge_coincidence_pe\":{\"unit\":\"PE\",\"low\":0.0,\"high\":50.0");
    }

    /** {@code Double.toString(2e23)} is one thing on Java 17 and another since 19. */
    @Test
    void writesTheSameDigitsOnEveryJava() {
        List<Snapshot> snapshots = new ArrayList<>();
        new Records()
                .start(TestConfigs.csi(), RunMode.SIMULATED, 2e23)
                .end(Records.START_NS)
                .play(new Pipeline(snapshots::add));
        assertThat(json(snapshots.get(0))).contains("\"timeLapse\":2.0E23,");
    }

    @Test
    void writesProtonsAndJoulesOfOnePulse() {
        // 10.19286 µC are 6.3619e13 protons, and 9.576 kJ at the energy of 955,005 ps.
        assertThat(json(snapshots(TestConfigs.csi()).get(1)))
                .containsPattern("\"protons\":6\\.3618\\d*E13,\"energyJ\":957[56]\\.\\d+,");
    }

    @Test
    void staysShortWithManyChannelsAndFullHistograms() {
        StringBuilder channels = new StringBuilder();
        for (int i = 2; i < 122; i++) {
            channels.append("detector.channels.pmt-" + i + " { source = board, channel = " + i)
                    .append(", adc_bits = 14, kind = pmt, polarity = negative\n")
                    .append("baseline_ns = [0, 100], threshold_adc = 3, spe_charge_adc = 60 }\n");
        }
        Records records = new Records().start(TestConfigs.csi(channels.toString()));
        Records.Source board = records.source(1);
        for (int i = 0; i < 120; i++) {
            board.waveform(i, 0, Records.START_NS, TriggerKind.SELF.bit(), 1, 0, new char[100]);
        }
        List<Snapshot> snapshots = new ArrayList<>();
        records.end(Records.START_NS).play(new Pipeline(snapshots::add));
        Snapshot s = snapshots.get(0);
        s.spectra().values().forEach(h -> java.util.Arrays.fill(h.counts(), 1_234_567));
        assertThat(s.channels()).hasSize(122);
        assertThat(SnapshotJson.line(s).length).isLessThan(64_000);
    }

    @Test
    void logsOneLineForEachSnapshot(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("snapshots.jsonl");
        List<Snapshot> snapshots = snapshots(TestConfigs.csi());
        try (SnapshotLog log = new SnapshotLog(file)) {
            snapshots.forEach(log);
        }
        assertThat(Files.readAllLines(file))
                .isEqualTo(snapshots.stream().map(SnapshotJsonTest::json).toList());
        assertThat(Files.readString(file)).endsWith("}\n");
    }

    @Test
    void neverWritesOverALog(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("snapshots.jsonl"), "{}\n");
        assertThatThrownBy(() -> new SnapshotLog(file))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(Files.readString(file)).isEqualTo("{}\n");
    }
}
