package cevns.analysis.monitor;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;

/** What a blind run tells of its comparison, as part of a snapshot's JSON. */
final class ExpectationJson {

    private ExpectationJson() {}

    static void write(JsonGenerator json, Expectation e) throws IOException {
        json.writeObjectFieldStart("expectation");
        json.writeNumberField("anticoincidence", e.anticoincidence());
        SnapshotJson.number(json, "alpha", e.alpha());
        SnapshotJson.number(json, "predicted", e.predicted());
        SnapshotJson.number(json, "uncertainty", e.uncertainty());
        json.writeObjectFieldStart("uncertainties");
        for (Map.Entry<String, Double> source : e.uncertainties().entrySet()) {
            SnapshotJson.number(json, source.getKey(), source.getValue());
        }
        json.writeEndObject();
        SnapshotJson.number(json, "expectedLiMaSigma", e.expectedLiMaSigma());
        json.writeObjectFieldStart("nullTest");
        SnapshotJson.number(json, "excess", e.nullTest().excess());
        SnapshotJson.number(json, "error", e.nullTest().error());
        json.writeEndObject();
        json.writeStringField("unit", e.unit());
        numbers(json, "sizes", e.sizes());
        numbers(json, "times", e.times());
        json.writeFieldName("anticoincidenceCells");
        json.writeArray(e.anticoincidenceCells(), 0, e.anticoincidenceCells().length);
        numbers(json, "spectrum", e.spectrum());
        numbers(json, "timeProfile", e.timeProfile());
        json.writeEndObject();
    }

    private static void numbers(JsonGenerator json, String name, double[] values)
            throws IOException {
        json.writeFieldName(name);
        json.writeArray(values, 0, values.length);
    }
}
