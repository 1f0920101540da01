package cevns.web.dashboard;

import cevns.analysis.monitor.Snapshot;
import cevns.analysis.monitor.Snapshot.Comparison;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How the comparison that is shown has grown with the good protons, of one run or of a campaign, so
 * that a page opened late has the whole curve. When it has too many points it forgets every second
 * one and from then on takes half as many. One thread adds, others read.
 */
public final class History {

    /** More points than a plot has columns are of no use. */
    static final int MOST = 600;

    /** Good protons on target, of the campaign where there is one. */
    static final String PROTONS = "protons";

    private static final double WHOLE = 1e15;

    /** What is kept of a comparison, by its place in the JSON of a snapshot. */
    private static final Map<String, ToDoubleFunction<Comparison>> COLUMNS = columns();

    private final List<double[]> points = new ArrayList<>();
    private volatile List<double[]> seen = List.of();
    private String of = "";
    private long number;
    private long taken;
    private long every = 1;

    private static Map<String, ToDoubleFunction<Comparison>> columns() {
        Map<String, ToDoubleFunction<Comparison>> all = new LinkedHashMap<>();
        all.put("comparison.coincidence", Comparison::coincidence);
        all.put("comparison.anticoincidence", Comparison::anticoincidence);
        all.put("comparison.alpha", Comparison::alpha);
        all.put("comparison.excess", Comparison::excess);
        all.put("comparison.excessError", Comparison::excessError);
        all.put("comparison.expected.excess", c -> c.expected().excess());
        all.put("comparison.expected.error", c -> c.expected().error());
        all.put("comparison.liMaSigma", Comparison::liMaSigma);
        all.put("comparison.expectedLiMaSigma", Comparison::expectedLiMaSigma);
        all.put("comparison.trajectory.liMaSpread", c -> c.trajectory().liMaSpread());
        all.put("comparison.anytimeSigma", Comparison::anytimeSigma);
        all.put("comparison.trajectory.anytime.sigma", c -> c.trajectory().anytime().sigma());
        all.put("comparison.trajectory.anytime.low", c -> c.trajectory().anytime().low());
        all.put("comparison.trajectory.anytime.high", c -> c.trajectory().anytime().high());
        all.put("comparison.model.sigma", c -> c.model().sigma());
        return all;
    }

    /**
     * Takes a snapshot; one of another run or campaign, or an earlier one of the same run, begins
     * anew.
     */
    public void add(Snapshot snapshot) {
        Snapshot.Campaign campaign = snapshot.campaign();
        String what = campaign == null ? "run " + snapshot.run() : campaign.hash();
        double protons = protons(snapshot);
        boolean back = !points.isEmpty() && protons < points.get(points.size() - 1)[0];
        if (!what.equals(of) || campaign == null && snapshot.number() < number || back) {
            of = what;
            points.clear();
            taken = 0;
            every = 1;
            seen = List.of();
        }
        number = snapshot.number();
        if (snapshot.comparison() == null || taken++ % every != 0) {
            return;
        }
        if (points.size() == MOST) {
            List<double[]> half = new ArrayList<>();
            for (int i = 0; i < MOST; i += 2) {
                half.add(points.get(i));
            }
            points.clear();
            points.addAll(half);
            every *= 2;
        }
        points.add(point(protons, snapshot.comparison()));
        seen = List.copyOf(points);
    }

    private static double protons(Snapshot snapshot) {
        Snapshot.Campaign campaign = snapshot.campaign();
        return (campaign == null ? snapshot.exposure() : campaign.exposure()).good().protons();
    }

    private static double[] point(double protons, Comparison comparison) {
        double[] values = new double[1 + COLUMNS.size()];
        values[0] = protons;
        int i = 1;
        for (ToDoubleFunction<Comparison> column : COLUMNS.values()) {
            values[i++] = column.applyAsDouble(comparison);
        }
        return values;
    }

    /** The points so far, at most {@value #MOST}: protons, then the columns. */
    List<double[]> points() {
        return seen;
    }

    /** The same as JSON, with the names of the columns and every digit; unknown is null. */
    String json() {
        StringBuilder json = new StringBuilder("{\"columns\":[\"" + PROTONS + '"');
        COLUMNS.keySet().forEach(name -> json.append(",\"").append(name).append('"'));
        json.append("],\"points\":[");
        String between = "";
        for (double[] point : seen) {
            json.append(between).append('[');
            for (int i = 0; i < point.length; i++) {
                json.append(i > 0 ? "," : "").append(number(point[i]));
            }
            json.append(']');
            between = ",";
        }
        return json.append("]}").toString();
    }

    private static String number(double value) {
        if (!Double.isFinite(value)) {
            return "null";
        }
        boolean whole = value == Math.rint(value) && Math.abs(value) < WHOLE;
        return whole ? Long.toString((long) value) : Double.toString(value);
    }
}
