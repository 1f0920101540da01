package cevns.analysis.prediction;

import java.util.List;

/**
 * Expected events of a detector per unit of exposure: per proton on target, or per day at a
 * reactor. The exposure only multiplies.
 *
 * @param config what was asked for
 * @param parts signal, one for each species
 * @param backgrounds that the beam makes, in alphabetical order
 */
public record Prediction(
        PredictionConfig config, List<Part> parts, List<BackgroundPart> backgrounds) {

    /**
     * What one background gives.
     *
     * @param name of the background
     * @param uncertainty of its number of events, relative
     * @param sizes events in each bin of size, selected, at all times [per unit]
     * @param times part of them in each bin of time, with what the selection keeps
     */
    public record BackgroundPart(String name, double uncertainty, double[] sizes, double[] times) {

        public BackgroundPart {
            sizes = sizes.clone();
            times = times.clone();
        }

        @Override
        public double[] sizes() {
            return sizes.clone();
        }

        @Override
        public double[] times() {
            return times.clone();
        }

        /** Selected events in all bins [per unit]. */
        public double events() {
            return sum(sizes) * sum(times);
        }

        /** Selected events in each cell of size (first index) and time [per unit]. */
        public double[][] cells() {
            double[][] all = new double[sizes.length][times.length];
            for (int i = 0; i < sizes.length; i++) {
                for (int j = 0; j < times.length; j++) {
                    all[i][j] = sizes[i] * times[j];
                }
            }
            return all;
        }
    }

    /**
     * What one species gives. Size and time are independent, so a cell of the two is a product.
     *
     * @param recoils nuclei that recoil, seen or not, at all times [per unit]
     * @param sizes events in each bin of size, selected, at all times [per unit]
     * @param times part of them in each bin of time, with what the selection keeps
     */
    public record Part(Species species, double recoils, double[] sizes, double[] times) {

        public Part {
            sizes = sizes.clone();
            times = times.clone();
        }

        @Override
        public double[] sizes() {
            return sizes.clone();
        }

        @Override
        public double[] times() {
            return times.clone();
        }

        /** Part of the events that lie in the time window and are kept. */
        public double inTime() {
            return sum(times);
        }

        /** Selected events in all bins [per unit]. */
        public double events() {
            return sum(sizes) * inTime();
        }

        private double cell(int size, int time) {
            return sizes[size] * times[time];
        }
    }

    public Prediction {
        parts = List.copyOf(parts);
        backgrounds = List.copyOf(backgrounds);
    }

    /** Selected signal events [per unit]. */
    public double events() {
        return parts.stream().mapToDouble(Part::events).sum();
    }

    /** Selected signal by size [per unit], time window and acceptance in it. */
    public double[] spectrum() {
        double[][] cells = cells();
        double[] all = new double[cells.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = sum(cells[i]);
        }
        return all;
    }

    /** Selected signal by time [per unit]. */
    public double[] timeProfile() {
        double[][] cells = cells();
        double[] all = new double[config.response().times().size()];
        for (double[] row : cells) {
            for (int j = 0; j < all.length; j++) {
                all[j] += row[j];
            }
        }
        return all;
    }

    /** Selected signal in each cell of size (first index) and time [per unit]. */
    public double[][] cells() {
        double[][] all =
                new double[config.response().sizes().size()][config.response().times().size()];
        for (Part part : parts) {
            for (int i = 0; i < all.length; i++) {
                for (int j = 0; j < all[i].length; j++) {
                    all[i][j] += part.cell(i, j);
                }
            }
        }
        return all;
    }

    /**
     * Shares of the bins of F90 in each bin of size (first index); one bin of share 1 where the
     * detector does not tell recoils by their light.
     */
    public double[][] f90Shares() {
        Bins sizes = config.response().sizes();
        double[][] all = new double[sizes.size()][];
        for (int i = 0; i < all.length; i++) {
            double middle = config.response().kevee((sizes.edge(i) + sizes.edge(i + 1)) / 2);
            all[i] =
                    config.response()
                            .f90()
                            .map(f90 -> f90.shares(middle))
                            .orElseGet(() -> new double[] {1});
        }
        return all;
    }

    /**
     * Selected events in each cell of size, F90 and time [per unit], the first running slowest, the
     * last fastest.
     */
    public double[] template() {
        return withF90(cells());
    }

    /**
     * Events of nuclear recoils by size and time, told by F90 too; in the order of the template.
     */
    public double[] withF90(double[][] cells) {
        double[][] shares = f90Shares();
        int times = config.response().times().size();
        double[] all = new double[cells.length * shares[0].length * times];
        int next = 0;
        for (int i = 0; i < cells.length; i++) {
            for (double share : shares[i]) {
                for (int j = 0; j < times; j++) {
                    all[next++] = share * cells[i][j];
                }
            }
        }
        return all;
    }

    /** Selected events by F90 [per unit]; all in one bin where the detector has no bins of it. */
    public double[] f90Profile() {
        double[] spectrum = spectrum();
        double[][] shares = f90Shares();
        double[] all = new double[shares[0].length];
        for (int i = 0; i < spectrum.length; i++) {
            for (int k = 0; k < all.length; k++) {
                all[k] += spectrum[i] * shares[i][k];
            }
        }
        return all;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
