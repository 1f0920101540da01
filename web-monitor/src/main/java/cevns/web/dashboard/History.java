package cevns.web.dashboard;

import cevns.analysis.monitor.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How the excess of the run that is shown has grown with the good protons, so that a page opened
 * late has the whole curve. When it has too many points it forgets every second one and from then
 * on takes half as many. One thread adds, others read.
 */
public final class History {

    /** More points than a plot has columns are of no use. */
    static final int MOST = 600;

    private final List<Point> points = new ArrayList<>();
    private volatile List<Point> seen = List.of();
    private int run = -1;
    private long number;
    private long taken;
    private long every = 1;

    /**
     * The comparison after so many protons.
     *
     * @param protons good protons on target
     * @param excess C − α·AC
     * @param error its standard deviation
     * @param predicted expected signal events
     * @param uncertainty their standard deviation
     * @param liMaSigma significance, not corrected for looking often
     * @param anytimeSigma significance that may be looked at all the time
     */
    public record Point(
            double protons,
            double excess,
            double error,
            double predicted,
            double uncertainty,
            double liMaSigma,
            double anytimeSigma) {

        private static Point of(Snapshot snapshot) {
            Snapshot.Comparison c = snapshot.comparison();
            return new Point(
                    snapshot.exposure().good().protons(),
                    c.excess(),
                    c.excessError(),
                    c.predicted(),
                    c.uncertainty(),
                    c.liMaSigma(),
                    c.anytimeSigma());
        }

        private String json() {
            return String.format(
                    Locale.ROOT,
                    "[%.6e,%.4e,%.4e,%.4e,%.4e,%.4g,%.4g]",
                    protons,
                    excess,
                    error,
                    predicted,
                    uncertainty,
                    liMaSigma,
                    anytimeSigma);
        }
    }

    /** Takes a snapshot; one of another run, or an earlier one of the same, begins anew. */
    public void add(Snapshot snapshot) {
        boolean anew = snapshot.run() != run || snapshot.number() < number;
        number = snapshot.number();
        if (anew) {
            run = snapshot.run();
            points.clear();
            taken = 0;
            every = 1;
            seen = List.of();
        }
        if (snapshot.comparison() == null || taken++ % every != 0) {
            return;
        }
        if (points.size() == MOST) {
            List<Point> half = new ArrayList<>();
            for (int i = 0; i < MOST; i += 2) {
                half.add(points.get(i));
            }
            points.clear();
            points.addAll(half);
            every *= 2;
        }
        points.add(Point.of(snapshot));
        seen = List.copyOf(points);
    }

    /** The points so far, at most {@value #MOST}, by protons. */
    public List<Point> points() {
        return seen;
    }

    /** The same as JSON: arrays of the numbers of a point, in their order. */
    String json() {
        StringBuilder json = new StringBuilder("{\"points\":[");
        String between = "";
        for (Point point : seen) {
            json.append(between).append(point.json());
            between = ",";
        }
        return json.append("]}").toString();
    }
}
