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
 * @param steady shapes that steady-state background is made of, each with sum 1; their rates are
 *     free
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
        List<double[]> steady,
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
        steady = steady.stream().map(double[]::clone).toList();
        tilts = tilts.stream().map(double[]::clone).toList();
        steadyRates = steadyRates.clone();
        tiltWeights = tiltWeights.clone();
        int cells = beams.get(0).signal.length;
        boolean fits =
                steady.size() == steadyRates.length
                        && tilts.size() == tiltWeights.length
                        && !tilts.isEmpty();
        for (Beam beam : beams) {
            fits &= beam.signal.length == cells && beam.neutrons.length == cells;
        }
        for (double[] shape : steady) {
            fits &= shape.length == cells;
        }
        for (double[] tilt : tilts) {
            fits &= tilt.length == cells;
        }
        if (!fits) {
            throw new IllegalArgumentException(
                    "cells: signal "
                            + cells
                            + ", neutrons "
                            + beams.get(0).neutrons.length
                            + "; "
                            + steady.size()
                            + " steady shapes, "
                            + steadyRates.length
                            + " rates; "
                            + tilts.size()
                            + " tilts, "
                            + tiltWeights.length
                            + " weights");
        }
        for (double[] shape : steady) {
            for (double[] tilt : tilts) {
                double sum = 0;
                for (int i = 0; i < cells; i++) {
                    sum += shape[i] * tilt[i];
                }
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

    /** A model of one beam whose steady shapes are as they are given. */
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
                steady,
                List.of(ones(signal.length)),
                steadyRates,
                new double[] {1},
                steadyLive,
                signalTrust);
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
                steady,
                tilts,
                steadyRates,
                tiltWeights,
                steadyLive,
                signalTrust);
    }

    /** Number of cells of one window. */
    public int cells() {
        return beams.get(0).signal.length;
    }

    /** Number of steady shapes. */
    int shapes() {
        return steady.size();
    }

    /** Signal strength, neutron scale, the steady rates, then the weights of the tilts. */
    int parameters() {
        return 2 + steady.size() + tilts.size();
    }

    /** Expected steady-state background of a cell of one window [1/live time]. */
    double steadyAt(int cell, double[] values) {
        return rateAt(cell, values) * tiltAt(cell, values);
    }

    private double rateAt(int cell, double[] values) {
        double rate = 0;
        for (int k = 0; k < steady.size(); k++) {
            rate += values[2 + k] * steady.get(k)[cell];
        }
        return rate;
    }

    private double tiltAt(int cell, double[] values) {
        double tilt = 0;
        for (int c = 0; c < tilts.size(); c++) {
            tilt += values[2 + steady.size() + c] * tilts.get(c)[cell];
        }
        return tilt;
    }

    /**
     * Adds the expected number of events of each shape and of each tilt.
     *
     * @param perRate counts over the whole rate of the cell
     */
    void addSteadyShares(int cell, double[] values, double perRate, double[] shares) {
        double rate = rateAt(cell, values);
        double tilt = tiltAt(cell, values);
        for (int k = 0; k < steady.size(); k++) {
            shares[2 + k] += perRate * values[2 + k] * steady.get(k)[cell] * tilt;
        }
        for (int c = 0; c < tilts.size(); c++) {
            int at = 2 + steady.size() + c;
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
        for (int k = 0; k < steady.size(); k++) {
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
