package cevns.analysis.statistics.anytime;

import java.util.List;

/**
 * Where selected events come from, by cell (anytime.md §2). Signal and neutrons come with protons,
 * steady-state background with live time, equally in both windows.
 *
 * @param signal expected signal in each cell [1/proton]
 * @param neutrons expected beam-related background in each cell [1/proton]
 * @param lowestNeutrons smallest factor on it that is considered possible
 * @param highestNeutrons largest
 * @param steady shapes that steady-state background is made of, each with sum 1; their rates are
 *     free
 * @param steadyRates rates of these shapes before any data [1/live time]
 * @param steadyLive what those rates are worth, as live time of an anticoincidence window; a poor
 *     guess only costs power
 * @param signalTrust how many signal events the first estimate of the signal is worth
 */
public record EventModel(
        double[] signal,
        double[] neutrons,
        double lowestNeutrons,
        double highestNeutrons,
        List<double[]> steady,
        double[] steadyRates,
        double steadyLive,
        double signalTrust) {

    public EventModel {
        signal = signal.clone();
        neutrons = neutrons.clone();
        steady = steady.stream().map(double[]::clone).toList();
        steadyRates = steadyRates.clone();
        boolean fits = neutrons.length == signal.length && steady.size() == steadyRates.length;
        for (double[] shape : steady) {
            fits &= shape.length == signal.length;
        }
        if (!fits) {
            throw new IllegalArgumentException(
                    "cells: signal "
                            + signal.length
                            + ", neutrons "
                            + neutrons.length
                            + "; "
                            + steady.size()
                            + " steady shapes, "
                            + steadyRates.length
                            + " rates");
        }
        for (double[] shape : steady) {
            if (StrictMath.abs(sum(shape) - 1) > 1e-9) {
                throw new IllegalArgumentException("a steady shape adds up to " + sum(shape));
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

    /** Number of cells of one window. */
    public int cells() {
        return signal.length;
    }

    /** Signal strength, neutron scale, then the steady rates. */
    int parameters() {
        return 2 + steady.size();
    }

    /** Expected steady-state background of a cell of one window [1/live time]. */
    double steadyAt(int cell, double[] values) {
        double rate = 0;
        for (int k = 0; k < steady.size(); k++) {
            rate += values[2 + k] * steady.get(k)[cell];
        }
        return rate;
    }

    /** Expected beam-related events of a cell [1/proton]. */
    double beamAt(int cell, double[] values) {
        return values[0] * signal[cell] + values[1] * neutrons[cell];
    }

    /** The same in all cells together. */
    double steadyInAll(double[] values) {
        double rate = 0;
        for (int k = 0; k < steady.size(); k++) {
            rate += values[2 + k];
        }
        return rate;
    }

    /** The same in all cells together. */
    double beamInAll(double[] values) {
        return values[0] * signalInAll() + values[1] * neutronsInAll();
    }

    /** Expected signal of all cells [1/proton]. */
    double signalInAll() {
        return sum(signal);
    }

    /** Expected neutrons of all cells [1/proton]. */
    double neutronsInAll() {
        return sum(neutrons);
    }

    private static double sum(double[] cells) {
        double sum = 0;
        for (double cell : cells) {
            sum += cell;
        }
        return sum;
    }
}
