package cevns.analysis.monitor;

import cevns.analysis.statistics.GoodnessOfFit;
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
        expected(c.expected());
        json.writeArrayFieldStart("components");
        for (BeamComponent component : c.components()) {
            component(component);
        }
        json.writeEndArray();
        ModelTestJson.write(json, c.model());
        json.writeArrayFieldStart("segments");
        for (BeamSegment segment : c.segments()) {
            segment(segment);
        }
        json.writeEndArray();
        stability(c.stability());
        trajectory(c.trajectory());
        json.writeArrayFieldStart("sideBands");
        for (SideBand band : c.sideBands()) {
            sideBand(band);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void trajectory(Trajectory t) throws IOException {
        json.writeObjectFieldStart("trajectory");
        number("liMaSpread", t.liMaSpread());
        json.writeObjectFieldStart("anytime");
        number("sigma", t.anytime().sigma());
        number("low", t.anytime().low());
        number("high", t.anytime().high());
        json.writeEndObject();
        json.writeEndObject();
    }

    private void sideBand(SideBand b) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", b.name());
        json.writeStringField("unit", b.unit());
        number("low", b.low());
        number("high", b.high());
        json.writeNumberField("coincidence", b.coincidence());
        json.writeNumberField("anticoincidence", b.anticoincidence());
        number("excess", b.excess());
        number("error", b.error());
        json.writeEndObject();
    }

    /** What a blind run tells of it. */
    static void write(JsonGenerator json, Expectation expectation) throws IOException {
        new ComparisonJson(json).write(expectation);
    }

    private void write(Expectation e) throws IOException {
        json.writeObjectFieldStart("expectation");
        json.writeNumberField("anticoincidence", e.anticoincidence());
        number("alpha", e.alpha());
        number("predicted", e.predicted());
        number("uncertainty", e.uncertainty());
        json.writeObjectFieldStart("uncertainties");
        for (Map.Entry<String, Double> source : e.uncertainties().entrySet()) {
            number(source.getKey(), source.getValue());
        }
        json.writeEndObject();
        number("expectedLiMaSigma", e.expectedLiMaSigma());
        json.writeObjectFieldStart("nullTest");
        number("excess", e.nullTest().excess());
        number("error", e.nullTest().error());
        json.writeEndObject();
        json.writeStringField("unit", e.unit());
        numbers("sizes", e.sizes());
        numbers("times", e.times());
        counts("anticoincidenceCells", e.anticoincidenceCells());
        number("excess", e.excess());
        number("excessError", e.excessError());
        number("neutrons", e.neutrons());
        number("neutronsError", e.neutronsError());
        json.writeArrayFieldStart("components");
        for (BeamComponent component : e.components()) {
            component(component);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("segments");
        for (BeamSegment segment : e.segments()) {
            segment(segment);
        }
        json.writeEndArray();
        number("anticoincidencePerMark", e.anticoincidencePerMark());
        test("anticoincidenceChi2", e.anticoincidenceChi2());
        json.writeEndObject();
    }

    private void expected(ExpectedExcess e) throws IOException {
        json.writeObjectFieldStart("expected");
        number("excess", e.excess());
        number("error", e.error());
        number("neutrons", e.neutrons());
        number("neutronsError", e.neutronsError());
        number("signal", e.signal());
        number("signalError", e.signalError());
        json.writeEndObject();
    }

    private void component(BeamComponent c) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", c.name());
        number("events", c.events());
        number("error", c.error());
        numbers("spectrum", c.spectrum());
        numbers("timeProfile", c.timeProfile());
        json.writeEndObject();
    }

    private void segment(BeamSegment s) throws IOException {
        json.writeStartObject();
        number("beamEnergyGev", s.beamEnergyGev());
        number("t0Us", s.t0Us());
        number("protons", s.protons());
        number("signal", s.signal());
        number("neutrons", s.neutrons());
        json.writeEndObject();
    }

    private void stability(Stability s) throws IOException {
        json.writeObjectFieldStart("stability");
        json.writeNumberField("marksPerBlock", s.marksPerBlock());
        counts("marks", s.marks());
        numbers("protons", s.protons());
        counts("coincidence", s.coincidence());
        counts("anticoincidence", s.anticoincidence());
        number("anticoincidencePerMark", s.anticoincidencePerMark());
        test("anticoincidenceChi2", s.anticoincidenceChi2());
        test("anticoincidenceGrowth", s.anticoincidenceGrowth());
        test("excessChi2", s.excessChi2());
        test("excessGrowth", s.excessGrowth());
        json.writeEndObject();
    }

    private void test(String name, GoodnessOfFit.Result result) throws IOException {
        json.writeObjectFieldStart(name);
        number("statistic", result.statistic());
        json.writeNumberField("ndf", result.ndf());
        number("probability", result.probability());
        json.writeEndObject();
    }

    private void strength(SignalStrength s) throws IOException {
        json.writeObjectFieldStart("strength");
        number("events", s.events());
        number("value", s.value());
        number("low", s.low());
        number("high", s.high());
        number("systematic", s.systematic());
        number("sigma", s.sigma());
        number("expectedSigma", s.expectedSigma());
        number("steady", s.steady());
        json.writeObjectFieldStart("neutrons");
        for (Map.Entry<String, Double> background : s.neutrons().entrySet()) {
            number(background.getKey(), background.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void cells(CountedCells c) throws IOException {
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
