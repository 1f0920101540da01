package cevns.analysis.monitor;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;

/** The comparison with the prediction as part of a snapshot's JSON. */
final class ComparisonJson {

    private final JsonGenerator json;

    private ComparisonJson(JsonGenerator json) {
        this.json = json;
    }

    static void write(JsonGenerator json, Snapshot.Comparison comparison) throws IOException {
        new ComparisonJson(json).write(comparison);
    }

    private void write(Snapshot.Comparison c) throws IOException {
        json.writeObjectFieldStart("comparison");
        json.writeNumberField("coincidence", c.coincidence());
        json.writeNumberField("anticoincidence", c.anticoincidence());
        number("alpha", c.alpha());
        number("excess", c.excess());
        number("excessError", c.excessError());
        number("predicted", c.predicted());
        number("uncertainty", c.uncertainty());
        json.writeObjectFieldStart("uncertainties");
        for (Map.Entry<String, Double> source : c.uncertainties().entrySet()) {
            number(source.getKey(), source.getValue());
        }
        json.writeEndObject();
        number("pull", c.pull());
        number("liMaSigma", c.liMaSigma());
        number("expectedLiMaSigma", c.expectedLiMaSigma());
        number("anytimeSigma", c.anytimeSigma());
        json.writeObjectFieldStart("anytime");
        numbers("logProduct", c.anytime().logProduct());
        number("maxLogE", c.anytime().maxLogE());
        json.writeEndObject();
        strength(c.strength());
        json.writeObjectFieldStart("nullTest");
        number("excess", c.nullTest().excess());
        number("error", c.nullTest().error());
        json.writeEndObject();
        cells(c.cells());
        numbers("spectrum", c.spectrum());
        numbers("timeProfile", c.timeProfile());
        json.writeEndObject();
    }

    private void strength(Snapshot.Strength s) throws IOException {
        json.writeObjectFieldStart("strength");
        number("events", s.events());
        number("value", s.value());
        number("low", s.low());
        number("high", s.high());
        number("systematic", s.systematic());
        number("sigma", s.sigma());
        json.writeEndObject();
    }

    private void cells(Snapshot.Cells c) throws IOException {
        json.writeObjectFieldStart("cells");
        json.writeStringField("unit", c.unit());
        numbers("sizes", c.sizes());
        numbers("times", c.times());
        counts("coincidence", c.coincidence());
        counts("anticoincidence", c.anticoincidence());
        json.writeEndObject();
    }

    private void numbers(String name, double[] values) throws IOException {
        json.writeFieldName(name);
        json.writeArray(values, 0, values.length);
    }

    private void counts(String name, long[] values) throws IOException {
        json.writeFieldName(name);
        json.writeArray(values, 0, values.length);
    }

    private void number(String name, double value) throws IOException {
        SnapshotJson.number(json, name, value);
    }
}
