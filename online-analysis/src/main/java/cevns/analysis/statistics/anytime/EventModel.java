package cevns.analysis.statistics.anytime;

import java.util.ArrayList;
import java.util.List;

/**
 * Where selected events come from, by cell (anytime.md §2). Signal and neutrons come with protons,
 * steady-state background with live time, equally in both windows.
 *
 * @param beams what a proton brings; one for each energy and arrival of the protons
 * @param lowestNeutrons smallest factor on the neutrons that is considered possible
 * @param highestNeutrons largest
 * @param shapeOf which shape of steady-state background each cell belongs to; the rates of the
 *     shapes are free
 * @param shape share of each cell in its shape, each shape with sum 1
 * @param tilts factors on all shapes, by cell; their weights are free and add up to 1, and each
 *     must leave the sum of each shape at 1
 * @param steadyRates rates of the shapes before any data [1/live time]
 * @param tiltWeights weights of the tilts before any data
 * @param steadyLive what those are worth, as live time of an anticoincidence window; a poor guess
 *     only costs power
 * @param signalTrust how many signal events the first estimate of the signal is worth
 */
public record EventModel(
        List<Beam> beams,
        double lowestNeutrons,
        double highestNeutrons,
        int[] shapeOf,
        double[] shape,
        List<double[]> tilts,
        double[] steadyRates,
        double[] tiltWeights,
        double steadyLive,
        double signalTrust) {

    /**
     * What a proton brings.
     *
     * @param signal expected signal in each cell [1/proton]
     * @param neutrons expected beam-related background in each cell [1/proton]
     */
    public record Beam(double[] signal, double[] neutrons) {

        public Beam {
            signal = signal.clone();
            neutrons = neutrons.clone();
        }

        double signalAt(int cell) {
            return signal[cell];
        }

        double neutronsAt(int cell) {
            return neutrons[cell];
        }

        /** Expected signal of all cells [1/proton]. */
        public double signalInAll() {
            return sum(signal);
        }

        /** Expected neutrons of all cells [1/proton]. */
        public double neutronsInAll() {
            return sum(neutrons);
        }
    }

    public EventModel {
        beams = List.copyOf(beams);
        shapeOf = shapeOf.clone();
        shape = shape.clone();
        tilts = tilts.stream().map(double[]::clone).toList();
        steadyRates = steadyRates.clone();
        tiltWeights = tiltWeights.clone();
        int cells = shapeOf.length;
        boolean fits = shape.length == cells && tilts.size() == tiltWeights.length;
        fits &= !tilts.isEmpty();
        for (Beam beam : beams) {
            if (beam.signal.length != cells || beam.neutrons.length != cells) {
                throw new IllegalArgumentException(
                        cells
                                + " cells: signal "
                                + beam.signal.length
                                + ", neutrons "
                                + beam.neutrons.length);
            }
        }
        for (double[] tilt : tilts) {
            fits &= tilt.length == cells;
        }
        if (!fits) {
            throw new IllegalArgumentException(
                    cells
                            + " cells: shape "
                            + shape.length
                            + ", "
                            + tilts.size()
                            + " tilts, "
                            + tiltWeights.length
                            + " weights");
        }
        for (double[] tilt : tilts) {
            double[] sums = new double[steadyRates.length];
            for (int i = 0; i < cells; i++) {
                sums[shapeOf[i]] += shape[i] * tilt[i];
            }
            for (double sum : sums) {
                if (StrictMath.abs(sum - 1) > 1e-9) {
                    throw new IllegalArgumentException("a steady shape adds up to " + sum);
                }
            }
        }
        if (!(lowestNeutrons >= 0 && highestNeutrons >= lowestNeutrons && steadyLive > 0)
                || !(signalTrust >= 0)) {
            throw new IllegalArgumentException(
                    "neutrons ["
                            + lowestNeutrons
                            + ", "
                            + highestNeutrons
                            + "], live "
                            + steadyLive);
        }
    }

    /**
     * A model of one beam whose steady shapes are as they are given.
     *
     * @param steady the shapes, no two of them in the same cell
     */
    public EventModel(
            double[] signal,
            double[] neutrons,
            double lowestNeutrons,
            double highestNeutrons,
            List<double[]> steady,
            double[] steadyRates,
            double steadyLive,
            double signalTrust) {
        this(
                List.of(new Beam(signal, neutrons)),
                lowestNeutrons,
                highestNeutrons,
                shapeOf(steady, signal.length),
                sum(steady, signal.length),
                List.of(ones(signal.length)),
                steadyRates,
                new double[] {1},
                steadyLive,
                signalTrust);
    }

    private static int[] shapeOf(List<double[]> steady, int cells) {
        int[] shapeOf = new int[cells];
        for (int k = 0; k < steady.size(); k++) {
            for (int i = 0; i < cells; i++) {
                shapeOf[i] = steady.get(k)[i] > 0 ? k : shapeOf[i];
            }
        }
        return shapeOf;
    }

    private static double[] sum(List<double[]> steady, int cells) {
        double[] sum = new double[cells];
        for (double[] each : steady) {
            for (int i = 0; i < cells; i++) {
                sum[i] += each[i];
            }
        }
        return sum;
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        java.util.Arrays.fill(ones, 1);
        return ones;
    }

    /** The same with another beam, as the last of the list. */
    public EventModel with(Beam another) {
        List<Beam> more = new ArrayList<>(beams);
        more.add(another);
        return new EventModel(
                more,
                lowestNeutrons,
                highestNeutrons,
                shapeOf,
                shape,
                tilts,
                steadyRates,
                tiltWeights,
                steadyLive,
                signalTrust);
    }

    /** Number of cells of one window. */
    public int cells() {
        return shapeOf.length;
    }

    /** Number of steady shapes. */
    int shapes() {
        return steadyRates.length;
    }

    /** Signal strength, neutron scale, the steady rates, then the weights of the tilts. */
    int parameters() {
        return 2 + shapes() + tilts.size();
    }

    /** Expected steady-state background of a cell of one window [1/live time]. */
    double steadyAt(int cell, double[] values) {
        return rateAt(cell, values) * tiltAt(cell, values);
    }

    private double rateAt(int cell, double[] values) {
        return values[2 + shapeOf[cell]] * shape[cell];
    }

    private double tiltAt(int cell, double[] values) {
        double tilt = 0;
        for (int c = 0; c < tilts.size(); c++) {
            tilt += values[2 + shapes() + c] * tilts.get(c)[cell];
        }
        return tilt;
    }

    /**
     * Adds the expected number of events of the cell's shape and of each tilt.
     *
     * @param perRate counts over the whole rate of the cell
     */
    void addSteadyShares(int cell, double[] values, double perRate, double[] shares) {
        double rate = rateAt(cell, values);
        shares[2 + shapeOf[cell]] += perRate * rate * tiltAt(cell, values);
        for (int c = 0; c < tilts.size(); c++) {
            int at = 2 + shapes() + c;
            shares[at] += perRate * values[at] * tilts.get(c)[cell] * rate;
        }
    }

    /** Expected beam-related events of a cell [1/proton]. */
    double beamAt(int beam, int cell, double[] values) {
        Beam of = beams.get(beam);
        return values[0] * of.signal[cell] + values[1] * of.neutrons[cell];
    }

    /** The steady state of all cells together [1/live time]. */
    double steadyInAll(double[] values) {
        double rate = 0;
        for (int k = 0; k < shapes(); k++) {
            rate += values[2 + k];
        }
        return rate;
    }

    /** What a beam brings to all cells together [1/proton]. */
    double beamInAll(int beam, double[] values) {
        Beam of = beams.get(beam);
        return values[0] * of.signalInAll() + values[1] * of.neutronsInAll();
    }

    private static double sum(double[] cells) {
        double sum = 0;
        for (double cell : cells) {
            sum += cell;
        }
        return sum;
    }
}
