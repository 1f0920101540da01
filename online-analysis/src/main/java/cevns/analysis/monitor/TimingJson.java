package cevns.analysis.monitor;

import static cevns.analysis.monitor.SnapshotJson.number;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;

/** The timing of a snapshot as JSON; rules as in {@link SnapshotJson}. */
final class TimingJson {

    private TimingJson() {}

    static void write(JsonGenerator json, Timing t) throws IOException {
        json.writeObjectFieldStart("timing");
        json.writeStringField("signal", t.signal() == null ? null : Words.word(t.signal()));
        json.writeNumberField("segment", t.segment());
        json.writeNumberField("firstMarkNs", t.firstMarkNs());
        json.writeNumberField("lastMarkNs", t.lastMarkNs());
        number(json, "t0OffsetNs", t.t0OffsetNs());
        json.writeStringField("t0Validity", t.t0Validity());
        number(json, "periodNs", t.periodNs());
        number(json, "spreadNs", t.spreadNs());
        json.writeBooleanField("stale", t.stale());
        json.writeBooleanField("reducedRate", t.reducedRate());
        json.writeFieldName("matched");
        json.writeArray(t.matched(), 0, t.matched().length);
        json.writeArrayFieldStart("clocks");
        for (Timing.Clock clock : t.clocks()) {
            clock(json, clock);
        }
        json.writeEndArray();
        energy(json, t.energy());
        json.writeObjectFieldStart("problems");
        for (Map.Entry<String, Long> problem : t.problems().entrySet()) {
            json.writeNumberField(problem.getKey(), problem.getValue());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("intervals");
        for (Timing.Problem problem : t.intervals()) {
            problem(json, problem);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void clock(JsonGenerator json, Timing.Clock clock) throws IOException {
        json.writeStartObject();
        json.writeStringField("source", clock.source());
        json.writeNumberField("segment", clock.segment());
        json.writeBooleanField("aligned", clock.aligned());
        json.writeBooleanField("suspect", clock.suspect());
        number(json, "fasterPpm", clock.fasterPpm());
        number(json, "residualNs", clock.residualNs());
        number(json, "rmsNs", clock.rmsNs());
        json.writeEndObject();
    }

    private static void energy(JsonGenerator json, EnergyBalance energy) throws IOException {
        json.writeObjectFieldStart("energy");
        number(json, "meanRingPeriodPs", energy.meanRingPeriodPs());
        json.writeNumberField("counterBeginNs", energy.counterBeginNs());
        number(json, "counterBeginKwh", energy.counterBeginKwh());
        json.writeNumberField("counterEndNs", energy.counterEndNs());
        number(json, "counterEndKwh", energy.counterEndKwh());
        json.writeNumberField("stretches", energy.stretches());
        json.writeNumberField("leftOut", energy.leftOut());
        number(json, "pulsesKwh", energy.pulsesKwh());
        number(json, "countedKwh", energy.countedKwh());
        number(json, "ratio", energy.ratio());
        json.writeBooleanField("closes", energy.closes());
        json.writeEndObject();
    }

    private static void problem(JsonGenerator json, Timing.Problem problem) throws IOException {
        json.writeStartObject();
        json.writeStringField("problem", problem.problem());
        json.writeNumberField("row", problem.row());
        json.writeStringField("source", problem.source());
        json.writeNumberField("firstNs", problem.firstNs());
        json.writeNumberField("lastNs", problem.lastNs());
        json.writeNumberField("count", problem.count());
        json.writeEndObject();
    }
}
