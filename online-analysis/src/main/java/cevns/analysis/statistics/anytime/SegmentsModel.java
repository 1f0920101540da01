package cevns.analysis.statistics.anytime;

import cevns.analysis.statistics.ExpectedCounts;
import java.util.List;

/**
 * Expected counts of all segments: of each the coincidence cells, then the anticoincidence cells.
 */
final class SegmentsModel implements ExpectedCounts {

    private final EventModel model;
    private final List<Segment> segments;

    SegmentsModel(EventModel model, List<Segment> segments) {
        this.model = model;
        this.segments = segments;
    }

    @Override
    public int cells() {
        return 2 * model.cells() * segments.size();
    }

    @Override
    public int parameters() {
        return model.parameters();
    }

    /** The events of all segments in the same order. */
    double[] counts() {
        double[] counts = new double[cells()];
        int n = model.cells();
        for (int s = 0; s < segments.size(); s++) {
            System.arraycopy(segments.get(s).coincidence(), 0, counts, 2 * n * s, n);
            System.arraycopy(segments.get(s).anticoincidence(), 0, counts, 2 * n * s + n, n);
        }
        return counts;
    }

    @Override
    public void evaluate(double[] values, double[] mu, double[][] slopes) {
        int cells = model.cells();
        int at = 0;
        for (Segment segment : segments) {
            for (int i = 0; i < cells; i++) {
                int off = at + cells;
                double steady = model.steadyAt(i, values);
                mu[at] = segment.protons() * model.beamAt(i, values) + segment.live() * steady;
                mu[off] = segment.offLive() * steady;
                slopes[at][0] = segment.protons() * model.signal()[i];
                slopes[at][1] = segment.protons() * model.neutrons()[i];
                slopes[off][0] = 0;
                slopes[off][1] = 0;
                for (int k = 0; k < model.steady().size(); k++) {
                    double share = model.steady().get(k)[i];
                    slopes[at][2 + k] = segment.live() * share;
                    slopes[off][2 + k] = segment.offLive() * share;
                }
                at++;
            }
            at += cells;
        }
    }
}
