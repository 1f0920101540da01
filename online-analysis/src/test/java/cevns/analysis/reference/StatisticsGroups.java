package cevns.analysis.reference;

import java.util.Map;

/** The groups that {@code cevns.analysis.statistics} answers, each with its evaluator. */
final class StatisticsGroups {

    private StatisticsGroups() {}

    static Map<String, Evaluator> all() {
        return Map.of();
    }
}
