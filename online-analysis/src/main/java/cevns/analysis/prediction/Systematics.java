package cevns.analysis.prediction;

import cevns.daq.config.ConfigTree;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Uncertainties of the predicted number of events by source, as parts of it. They are taken as
 * independent, so the total is their quadratic sum.
 *
 * @param bySource in alphabetical order: flux, form_factor, quenching, selection and others
 */
public record Systematics(Map<String, Double> bySource) {

    public Systematics {
        bySource = Collections.unmodifiableMap(new TreeMap<>(bySource));
    }

    /** The uncertainty from one source; 0 where none is given. */
    public double of(String source) {
        return bySource.getOrDefault(source, 0.0);
    }

    /** The quadratic sum. */
    public double total() {
        double sum = 0;
        for (double each : bySource.values()) {
            sum += each * each;
        }
        return Math.sqrt(sum);
    }

    static Systematics read(ConfigTree tree) {
        Map<String, Double> bySource = new TreeMap<>();
        for (String source : tree.keys()) {
            bySource.put(source, tree.number(source, 0, 10));
        }
        return new Systematics(bySource);
    }
}
