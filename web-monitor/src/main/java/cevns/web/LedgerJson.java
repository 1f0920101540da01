package cevns.web;

import cevns.analysis.monitor.Snapshot;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The ledger of each source as {@code verify} and {@code import} print it. */
final class LedgerJson {

    private LedgerJson() {}

    static JsonArray of(List<Snapshot.Source> sources) {
        JsonArray all = new JsonArray();
        for (Snapshot.Source source : sources) {
            all.add(
                    new JsonObject()
                            .put("source", source.id())
                            .put("name", source.name())
                            .put("read", source.read())
                            .put("built", source.built())
                            .put("rejected", causes(source.rejected()))
                            .put("lost", causes(source.lost()))
                            .put("pending", source.pending())
                            .put("unknownLosses", source.unknownLosses())
                            .put("unknownLossNs", source.unknownLossNs()));
        }
        return all;
    }

    /** One line a source, for people. */
    static String table(List<Snapshot.Source> sources) {
        StringBuilder text = new StringBuilder();
        text.append(
                String.format(
                        "%-20s %10s %10s %10s %10s %10s",
                        "source", "read", "built", "rejected", "lost", "pending"));
        for (Snapshot.Source source : sources) {
            text.append(
                    String.format(
                            "%n%-20s %10d %10d %10d %10s %10d",
                            source.id() + " " + source.name(),
                            source.read(),
                            source.built(),
                            sum(source.rejected()),
                            lost(source),
                            source.pending()));
            if (source.unknownLosses() > 0) {
                text.append(
                        String.format(
                                Locale.ROOT,
                                "  lost: unknown, %d hole%s, %.1f s",
                                source.unknownLosses(),
                                source.unknownLosses() == 1 ? "" : "s",
                                source.unknownLossNs() * 1e-9));
            }
        }
        return text.toString();
    }

    /** What is unknown is not 0. */
    private static String lost(Snapshot.Source source) {
        long known = sum(source.lost());
        if (source.unknownLosses() == 0) {
            return Long.toString(known);
        }
        return known == 0 ? "?" : known + " + ?";
    }

    private static JsonObject causes(Map<String, Long> causes) {
        JsonObject json = new JsonObject();
        causes.forEach(json::put);
        return json;
    }

    private static long sum(Map<String, Long> causes) {
        return causes.values().stream().mapToLong(Long::longValue).sum();
    }
}
