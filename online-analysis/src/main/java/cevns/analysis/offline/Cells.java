package cevns.analysis.offline;

import java.util.List;

/**
 * The cells that an analysis counts in: the product of its axes, the last one running fastest.
 *
 * @param axes one or more; the last one is time
 */
public record Cells(List<Axis> axes) {

    public Cells {
        axes = List.copyOf(axes);
    }

    /** Number of cells. */
    public int count() {
        int n = 1;
        for (Axis axis : axes) {
            n *= axis.bins();
        }
        return n;
    }

    /** The time axis. */
    public Axis time() {
        return axes.get(axes.size() - 1);
    }

    /** The axis of energy, or of charge. */
    public Axis energy() {
        return axes.get(0);
    }

    /**
     * The cell that holds a point.
     *
     * @param point one coordinate for each axis; what follows is not looked at
     * @return −1 where none does
     */
    public int cell(double[] point) {
        int cell = 0;
        for (int k = 0; k < axes.size(); k++) {
            int bin = axes.get(k).bin(point[k]);
            if (bin < 0) {
                return -1;
            }
            cell = cell * axes.get(k).bins() + bin;
        }
        return cell;
    }

    /**
     * Sums over all axes but one.
     *
     * @param values one for each cell
     * @param axis index of the axis that stays
     */
    public double[] projection(double[] values, int axis) {
        int stride = 1;
        for (int k = axis + 1; k < axes.size(); k++) {
            stride *= axes.get(k).bins();
        }
        double[] sums = new double[axes.get(axis).bins()];
        for (int i = 0; i < values.length; i++) {
            sums[i / stride % sums.length] += values[i];
        }
        return sums;
    }

    /**
     * Products of energy and time shares, for two axes.
     *
     * @param energy one value for each energy bin
     * @param time one value for each time bin
     */
    public double[] product(double[] energy, double[] time) {
        double[] values = new double[energy.length * time.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = energy[i / time.length] * time[i % time.length];
        }
        return values;
    }
}
