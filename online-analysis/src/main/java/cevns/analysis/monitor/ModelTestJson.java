package cevns.analysis.monitor;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/**
 * The anytime-valid test of the full model as part of a snapshot's JSON. Its counts are written as
 * pairs of cell and count, because most cells of a stretch are empty.
 */
final class ModelTestJson {

    private ModelTestJson() {}

    static void write(JsonGenerator json, ModelTest test) throws IOException {
        json.writeObjectFieldStart("model");
        SnapshotJson.number(json, "sigma", test.sigma());
        SnapshotJson.number(json, "logE", test.logE());
        SnapshotJson.number(json, "low", test.low());
        SnapshotJson.number(json, "high", test.high());
        SnapshotJson.number(json, "level", test.level());
        SnapshotJson.number(json, "lowestNeutrons", test.lowestNeutrons());
        SnapshotJson.number(json, "highestNeutrons", test.highestNeutrons());
        json.writeNumberField("teaching", test.teaching());
        json.writeNumberField("events", test.events());
        json.writeBooleanField("learning", test.learning());
        json.writeFieldName("state");
        write(json, test.state());
        json.writeEndObject();
    }

    /** The state as one object. */
    static void write(JsonGenerator json, ModelState state) throws IOException {
        json.writeStartObject();
        json.writeFieldName("taught");
        json.writeArray(state.taught(), 0, state.taught().length);
        json.writeNumberField("taughtOffLive", state.taughtOffLive());
        stretches(json, "stretches", state.stretches());
        stretches(json, "pending", state.pending());
        json.writeNumberField("logNumerator", state.logNumerator());
        json.writeNumberField("maxLogE", state.maxLogE());
        json.writeFieldName("estimate");
        json.writeArray(state.estimate(), 0, state.estimate().length);
        json.writeFieldName("atNull");
        json.writeArray(state.atNull(), 0, state.atNull().length);
        json.writeNumberField("sinceRefresh", state.sinceRefresh());
        json.writeNumberField("shownEvents", state.shown().events());
        json.writeNumberField("shownLogE", state.shown().logE());
        json.writeFieldName("shownConfidence");
        json.writeArray(state.shown().confidence(), 0, state.shown().confidence().length);
        json.writeEndObject();
    }

    private static void stretches(
            JsonGenerator json, String name, List<ModelState.Stretch> stretches)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (ModelState.Stretch stretch : stretches) {
            json.writeStartObject();
            json.writeNumberField("segment", stretch.segment());
            json.writeNumberField("power", stretch.power());
            json.writeNumberField("live", stretch.live());
            json.writeNumberField("offLive", stretch.offLive());
            counts(json, "coincidence", stretch.coincidence());
            counts(json, "anticoincidence", stretch.anticoincidence());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void counts(JsonGenerator json, String name, long[] cells) throws IOException {
        json.writeArrayFieldStart(name);
        for (int cell = 0; cell < cells.length; cell++) {
            if (cells[cell] != 0) {
                json.writeNumber(cell);
                json.writeNumber(cells[cell]);
            }
        }
        json.writeEndArray();
    }
}
