package cevns.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.analysis.monitor.Snapshot;
import cevns.analysis.monitor.SnapshotJson;
import cevns.daq.record.RunMode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private final History history = new History();

    private static Snapshot at(long second, double part) {
        return DemoResult.csi(DemoRun.csi(second, 1_000_000_000L, RunMode.SIMULATED, null), part);
    }

    @Test
    void keepsTheWholeCurveInAtMostSixHundredPoints() {
        for (int i = 0; i < 5000; i++) {
            history.add(at(i + 1, (i + 1) / 5000.0));
            assertThat(history.points()).hasSizeLessThanOrEqualTo(600);
        }
        assertThat(history.points()).hasSizeGreaterThan(300);
        double before = 0;
        // every 16th of 5000 points is left
        for (double[] point : history.points()) {
            assertThat(point[0] - before).isBetween(1e18, 17 * 1.76e23 / 5000);
            before = point[0];
        }
        assertThat(before).isGreaterThan(1.76e23 * 4980 / 5000);
    }

    @Test
    void writesEachNumberAsTheSnapshotHasItUnderItsPlaceThere() {
        Snapshot snapshot = at(60, 1);
        history.add(snapshot);
        JsonObject json = new JsonObject(history.json());
        JsonArray columns = json.getJsonArray("columns");
        JsonArray point = json.getJsonArray("points").getJsonArray(0);
        assertThat(point.size()).isEqualTo(columns.size());
        assertThat(columns.getString(0)).isEqualTo("protons");
        assertThat(point.getDouble(0)).isEqualTo(1.76e23);
        JsonObject line =
                new JsonObject(new String(SnapshotJson.line(snapshot), StandardCharsets.UTF_8));
        for (int i = 1; i < columns.size(); i++) {
            String[] place = columns.getString(i).split("\\.");
            JsonObject part = line;
            for (int k = 0; k < place.length - 1; k++) {
                part = part.getJsonObject(place[k]);
            }
            assertThat(point.getDouble(i))
                    .as(columns.getString(i))
                    .isEqualTo(part.getDouble(place[place.length - 1]));
        }
    }

    @Test
    void beginsAnewWithARunThatBeginsAnew() {
        history.add(at(60, 0.5));
        history.add(at(61, 0.6));
        history.add(at(1, 0.1));
        assertThat(history.points()).hasSize(1);
    }

    @Test
    void keepsNothingOfABlindRun() {
        Snapshot open = at(60, 0.5);
        history.add(DemoResult.without(open, Snapshot.NoComparison.BLINDED));
        assertThat(history.json()).endsWith("\"points\":[]}");
    }
}
