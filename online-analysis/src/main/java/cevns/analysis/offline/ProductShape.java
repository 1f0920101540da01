package cevns.analysis.offline;

import cevns.analysis.prediction.Efficiency;
import cevns.analysis.statistics.Template;
import cevns.daq.config.ConfigTree;
import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * A released shape in energy times a released shape in time.
 *
 * @param energy table of energy
 * @param acceptance what of it passes the selection
 * @param time table of time
 * @param scale factor from the tables' product to counts, where the tables are absolute
 * @param counts expected in all cells, where they are not
 * @param relativeSigma what the counts are known to, relative
 */
record ProductShape(
        String energy,
        Efficiency acceptance,
        String time,
        double scale,
        OptionalDouble counts,
        double relativeSigma)
        implements Shape {

    static ProductShape read(ConfigTree tree) {
        return new ProductShape(
                tree.string("energy"),
                tree.has("acceptance")
                        ? Efficiency.read(tree.child("acceptance"))
                        : new Efficiency.Flat(1, 0),
                tree.string("time"),
                tree.number("scale", 0, 1e12, 1),
                tree.has("counts")
                        ? OptionalDouble.of(tree.number("counts", 0, 1e12))
                        : OptionalDouble.empty(),
                tree.number("uncertainty_relative", 1e-6, 10));
    }

    @Override
    public Contribution read(String name, ReleasedData data) throws IOException {
        Cells cells = data.cells();
        double[] energies =
                ColumnTable.read(data.folder().resolve(energy), cells.energy(), acceptance::at);
        double[] times = ColumnTable.read(data.folder().resolve(time), cells.time(), t -> 1);
        double[] product = cells.product(energies, times);
        double expected = counts.orElse(scale * Arrays.stream(product).sum());
        return new Contribution(Template.of(name, product), expected, relativeSigma * expected);
    }
}
