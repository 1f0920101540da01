package cevns.analysis.monitor;

import cevns.analysis.statistics.anytime.RatioProcess;
import cevns.daq.config.ConfigTree;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The state of a comparison as part of the JSON of {@link CampaignJson}. */
final class ComparisonStateJson {

    private ComparisonStateJson() {}

    static void write(JsonGenerator json, Comparison.State s) throws IOException {
        json.writeObjectFieldStart("comparison");
        counts(json, "coincidence", s.coincidence());
        counts(json, "anticoincidence", s.anticoincidence());
        json.writeFieldName("logProduct");
        json.writeArray(s.process().logProduct(), 0, s.process().logProduct().length);
        json.writeNumberField("maxLogE", s.process().maxLogE());
        json.writeArrayFieldStart("segments");
        for (BeamSegments.State segment : s.segments()) {
            json.writeStartObject();
            json.writeNumberField("beamEnergyGev", segment.beamEnergyGev());
            json.writeNumberField("t0Us", segment.t0Us());
            json.writeNumberField("chargeCounts", segment.chargeCounts());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeFieldName("model");
        ModelTestJson.write(json, s.model());
        GrowthBlocks.State blocks = s.blocks();
        json.writeObjectFieldStart("blocks");
        json.writeNumberField("marksPerBlock", blocks.marksPerBlock());
        counts(json, "marks", blocks.marks());
        counts(json, "chargeCounts", blocks.chargeCounts());
        counts(json, "coincidence", blocks.coincidence());
        counts(json, "anticoincidence", blocks.anticoincidence());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void counts(JsonGenerator json, String name, long[] values) throws IOException {
        json.writeFieldName(name);
        json.writeArray(values, 0, values.length);
    }

    static Comparison.State read(ConfigTree tree) {
        long[] coincidence = counts(tree, "coincidence");
        return new Comparison.State(
                coincidence,
                counts(tree, "anticoincidence"),
                new RatioProcess.State(
                        numbers(tree, "logProduct"), tree.number("maxLogE", 0, Double.MAX_VALUE)),
                tree.list("segments").stream().map(ComparisonStateJson::segment).toList(),
                model(tree.child("model"), coincidence.length),
                blocks(tree.child("blocks")));
    }

    private static BeamSegments.State segment(ConfigTree tree) {
        return new BeamSegments.State(
                tree.number("beamEnergyGev", 0, Double.MAX_VALUE),
                tree.number("t0Us"),
                tree.integer("chargeCounts", 0, Long.MAX_VALUE));
    }

    private static ModelState model(ConfigTree tree, int cells) {
        return new ModelState(
                counts(tree, "taught"),
                tree.number("taughtOffLive", 0, Double.MAX_VALUE),
                stretches(tree, "stretches", cells),
                stretches(tree, "pending", cells),
                tree.number("logNumerator"),
                tree.number("maxLogE", 0, Double.MAX_VALUE),
                numbers(tree, "estimate"),
                numbers(tree, "atNull"),
                tree.integer("sinceRefresh", 0, Long.MAX_VALUE),
                new ModelState.Shown(
                        tree.integer("shownEvents", 0, Long.MAX_VALUE),
                        tree.number("shownLogE"),
                        numbers(tree, "shownConfidence")));
    }

    private static List<ModelState.Stretch> stretches(ConfigTree tree, String key, int cells) {
        List<ModelState.Stretch> all = new ArrayList<>();
        for (ConfigTree each : tree.list(key)) {
            all.add(
                    new ModelState.Stretch(
                            each.count("segment", 0, Integer.MAX_VALUE),
                            each.number("power", 0, Double.MAX_VALUE),
                            each.number("live", 0, Double.MAX_VALUE),
                            each.number("offLive", 0, Double.MAX_VALUE),
                            filled(each, "coincidence", cells),
                            filled(each, "anticoincidence", cells)));
        }
        return all;
    }

    /** Pairs of cell and count, as {@link ModelTestJson} writes them. */
    private static long[] filled(ConfigTree tree, String key, int cells) {
        long[] pairs = counts(tree, key);
        long[] all = new long[cells];
        for (int i = 0; i + 1 < pairs.length; i += 2) {
            if (pairs[i] >= cells) {
                tree.problem(key, "cell " + pairs[i] + " of " + cells);
                return all;
            }
            all[(int) pairs[i]] = pairs[i + 1];
        }
        if (pairs.length % 2 != 0) {
            tree.problem(key, pairs.length + " numbers, pairs of cell and count are expected");
        }
        return all;
    }

    private static GrowthBlocks.State blocks(ConfigTree tree) {
        return new GrowthBlocks.State(
                tree.integer("marksPerBlock", 1, Long.MAX_VALUE),
                counts(tree, "marks"),
                counts(tree, "chargeCounts"),
                counts(tree, "coincidence"),
                counts(tree, "anticoincidence"));
    }

    private static double[] numbers(ConfigTree tree, String key) {
        return tree.numbers(key).stream().mapToDouble(d -> d).toArray();
    }

    private static long[] counts(ConfigTree tree, String key) {
        return tree.integers(key, 0, Long.MAX_VALUE).stream().mapToLong(n -> n).toArray();
    }
}
