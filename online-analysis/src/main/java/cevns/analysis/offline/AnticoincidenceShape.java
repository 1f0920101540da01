package cevns.analysis.offline;

import cevns.analysis.statistics.ExponentialSlope;
import cevns.analysis.statistics.Template;
import cevns.daq.config.ConfigTree;
import java.io.IOException;

/**
 * Steady-state background as the anticoincidence window has it: its energy marginal times an
 * exponential in time fitted to its arrival times. As many counts as there, for C and AC are live
 * equally long.
 *
 * @param relativeSigma what the counts are known to, relative; NaN for the square root of the
 *     counts
 */
record AnticoincidenceShape(double relativeSigma) implements Shape {

    static AnticoincidenceShape read(ConfigTree tree) {
        return new AnticoincidenceShape(tree.number("uncertainty_relative", 1e-6, 10, Double.NaN));
    }

    @Override
    public Contribution read(String name, ReleasedData data) throws IOException {
        double[] counts =
                data.anticoincidence()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                name + ": data.anticoincidence is missing"));
        Cells cells = data.cells();
        double all = java.util.Arrays.stream(counts).sum();
        if (all == 0) {
            throw new DataFileException(data.folder(), "no anticoincidence counts in the cells");
        }
        double[] edges = cells.time().edges();
        double slope =
                data.anticoincidenceTimes().isPresent()
                        ? ExponentialSlope.ofTimes(
                                data.anticoincidenceTimes().get(),
                                edges[0],
                                edges[edges.length - 1])
                        : ExponentialSlope.ofBins(
                                cells.projection(counts, cells.axes().size() - 1), edges);
        double[] shape =
                cells.product(cells.projection(counts, 0), ExponentialSlope.shares(slope, edges));
        double sigma = Double.isNaN(relativeSigma) ? StrictMath.sqrt(all) : relativeSigma * all;
        return new Contribution(Template.of(name, shape), all, sigma);
    }
}
