package cevns.analysis.monitor;

import cevns.analysis.event.Exposure;
import cevns.daq.config.ConfigTree;
import cevns.daq.config.Configs;
import cevns.daq.record.RunMode;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The states of a campaign as JSON: what stands in {@code carried} of {@code RUN_START} and in
 * {@code campaign.json}. What is read is what was written, to the last bit: numbers have the digits
 * that bring the same double back. Reading is strict: a missing key, an unknown one, a wrong type
 * and another version are refused.
 */
public final class CampaignJson {

    private static final int VERSION = 1;

    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

    private CampaignJson() {}

    /** The text of the states; empty for none. */
    public static String text(List<CampaignState> states) {
        if (states.isEmpty()) {
            return "";
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("version", VERSION);
            json.writeArrayFieldStart("campaigns");
            for (CampaignState state : states) {
                write(json, state);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory is not a disk", e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, CampaignState s) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", s.name());
        json.writeStringField("hash", s.hash());
        json.writeStringField("mode", Words.word(s.mode()));
        json.writeNumberField("timeLapse", s.timeLapse());
        json.writeArrayFieldStart("runs");
        for (CampaignState.Range range : s.runs()) {
            json.writeStartObject();
            json.writeNumberField("first", range.first());
            json.writeNumberField("last", range.last());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("excluded");
        for (CampaignState.Excluded run : s.excluded()) {
            json.writeStartObject();
            json.writeNumberField("run", run.run());
            json.writeStringField("reason", run.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
        Totals t = s.totals();
        exposure(json, "delivered", t.delivered());
        exposure(json, "recorded", t.recorded());
        exposure(json, "good", t.good());
        json.writeNumberField("coincidence", t.coincidence());
        json.writeNumberField("anticoincidence", t.anticoincidence());
        json.writeNumberField("beamOffCoincidence", t.beamOffCoincidence());
        json.writeNumberField("beamOffAnticoincidence", t.beamOffAnticoincidence());
        if (s.comparison() != null) {
            ComparisonStateJson.write(json, s.comparison());
        }
        json.writeEndObject();
    }

    private static void exposure(JsonGenerator json, String name, Exposure e) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("marks", e.marks());
        json.writeNumberField("liveNs", e.liveNs());
        json.writeNumberField("anticoincidenceNs", e.anticoincidenceNs());
        json.writeNumberField("chargeCounts", e.chargeCounts());
        json.writeNumberField("countsWithEnergy", e.countsWithEnergy());
        json.writeNumberField("knownEnergyJ", e.knownEnergyJ());
        json.writeNumberField("unknownMarks", e.unknownMarks());
        json.writeEndObject();
    }

    /**
     * The states in a text.
     *
     * @param text as {@link #text} writes it; empty for none
     * @param origin what to call it in problems
     * @throws cevns.daq.config.InvalidConfig with one line for each problem: where, key path, what
     *     is expected
     */
    public static List<CampaignState> read(String text, String origin) {
        if (text.isEmpty()) {
            return List.of();
        }
        ConfigTree tree = Configs.json(text, origin);
        long version = tree.integer("version", 0, Integer.MAX_VALUE);
        if (version != VERSION) {
            tree.problem("version", version + " is not known, " + VERSION + " is expected");
            tree.problems().throwIfAny();
        }
        List<CampaignState> states = new ArrayList<>();
        for (ConfigTree each : tree.list("campaigns")) {
            states.add(state(each));
        }
        tree.rejectUnknown();
        tree.problems().throwIfAny();
        return List.copyOf(states);
    }

    private static CampaignState state(ConfigTree tree) {
        return new CampaignState(
                tree.string("name"),
                tree.string("hash"),
                tree.choice("mode", RunMode.class),
                tree.number("timeLapse", 1, Double.MAX_VALUE),
                tree.list("runs").stream().map(CampaignJson::range).toList(),
                tree.list("excluded").stream().map(CampaignJson::excluded).toList(),
                new Totals(
                        exposure(tree.child("delivered")),
                        exposure(tree.child("recorded")),
                        exposure(tree.child("good")),
                        count(tree, "coincidence"),
                        count(tree, "anticoincidence"),
                        count(tree, "beamOffCoincidence"),
                        count(tree, "beamOffAnticoincidence")),
                tree.has("comparison") ? ComparisonStateJson.read(tree.child("comparison")) : null);
    }

    private static CampaignState.Range range(ConfigTree tree) {
        int first = tree.count("first", 1, Integer.MAX_VALUE);
        return new CampaignState.Range(first, tree.count("last", first, Integer.MAX_VALUE));
    }

    private static CampaignState.Excluded excluded(ConfigTree tree) {
        return new CampaignState.Excluded(
                tree.count("run", 1, Integer.MAX_VALUE), tree.string("reason"));
    }

    private static Exposure exposure(ConfigTree tree) {
        return new Exposure(
                count(tree, "marks"),
                count(tree, "liveNs"),
                count(tree, "anticoincidenceNs"),
                count(tree, "chargeCounts"),
                count(tree, "countsWithEnergy"),
                tree.number("knownEnergyJ", 0, Double.MAX_VALUE),
                count(tree, "unknownMarks"));
    }

    private static long count(ConfigTree tree, String key) {
        return tree.integer(key, 0, Long.MAX_VALUE);
    }
}
