package cevns.analysis.prediction;

import cevns.daq.config.ConfigTree;
import org.hipparchus.special.Erf;
import org.hipparchus.special.Gamma;

/** How the size of an event spreads about what its energy would give (prediction.md §6). */
public sealed interface Smearing {

    /**
     * Adds what recoils of one energy give in each bin, selected.
     *
     * @param kevee electron-equivalent energy before smearing [keVee]
     * @param pePerKevee light yield; 0 where sizes are energies
     * @param into probability in each bin, to be added to
     */
    void spread(double kevee, double pePerKevee, Bins bins, Efficiency efficiency, double[] into);

    /** True when bins have sharp edges in recoil energy, which integrals over it must know. */
    default boolean isSharp() {
        return false;
    }

    /** Nothing smears; sizes are energies. */
    record None() implements Smearing {
        @Override
        public void spread(
                double kevee, double pePerKevee, Bins bins, Efficiency efficiency, double[] into) {
            double size = pePerKevee > 0 ? kevee * pePerKevee : kevee;
            int bin = bins.of(size);
            if (bin >= 0) {
                into[bin] += efficiency.at(size);
            }
        }

        @Override
        public boolean isSharp() {
            return true;
        }
    }

    /**
     * CsI 2017: the number of photoelectrons is Poisson. Charge is continuous, so that n stands for
     * a cell of one photoelectron about n + cellMiddle; or, with a resolution, for a Gaussian about
     * it of σ = resolution · √n, as n charges that each spread by the resolution add up to. What
     * the selection keeps is a matter of n, not of the charge.
     *
     * @param cellMiddle 0.5 for the cell [n, n + 1), −0.5 for [n − 1, n)
     * @param chargeResolution RMS of the charge of one photoelectron over its mean; 0 for cells
     */
    record Poisson(double cellMiddle, double chargeResolution) implements Smearing {

        private static final double LEAST = 1e-12;

        /** A charge further from its mean is left out [σ]. */
        private static final double FURTHEST = 6;

        /** The same, but whole photoelectrons. */
        Poisson counting() {
            return new Poisson(cellMiddle, 0);
        }

        @Override
        public void spread(
                double kevee, double pePerKevee, Bins bins, Efficiency efficiency, double[] into) {
            double mean = kevee * pePerKevee;
            for (int n = fewest(bins); n <= most(bins); n++) {
                double part = probability(n, mean);
                if (part < LEAST && n > mean) {
                    return;
                }
                add(n, part, bins, efficiency, into);
            }
        }

        /** Fewest photoelectrons whose charge may lie in the bins. */
        int fewest(Bins bins) {
            return (int) Math.max(0, Math.floor(reach(bins.low(), -1)));
        }

        /** Most photoelectrons whose charge may lie in the bins. */
        int most(Bins bins) {
            return (int) Math.ceil(reach(bins.high(), 1));
        }

        /** The n of n + cellMiddle − sign · FURTHEST · resolution · √n = charge. */
        private double reach(double charge, int sign) {
            double spread = sign * FURTHEST * chargeResolution / 2;
            double square = spread * spread + Math.max(0, charge - cellMiddle);
            double root = spread + Math.sqrt(square);
            return root * root;
        }

        /**
         * Adds what so many photoelectrons give in each bin, selected.
         *
         * @param part probability of that many
         */
        void add(int n, double part, Bins bins, Efficiency efficiency, double[] into) {
            double charge = n + cellMiddle;
            double kept = part * efficiency.at(charge);
            if (!(chargeResolution > 0) || n == 0) {
                int bin = bins.of(charge);
                if (bin >= 0) {
                    into[bin] += kept;
                }
                return;
            }
            double sigma = chargeResolution * Math.sqrt(n);
            double below = below(bins.low(), charge, sigma);
            for (int bin = 0; bin < into.length; bin++) {
                double next = below(bins.edge(bin + 1), charge, sigma);
                into[bin] += kept * (next - below);
                below = next;
            }
        }

        /** Part of a Gaussian that lies below an edge. */
        private static double below(double edge, double mean, double sigma) {
            double u = (edge - mean) / sigma;
            if (Math.abs(u) > FURTHEST) {
                return u < 0 ? 0 : 1;
            }
            return 0.5 * Erf.erfc(-u / Math.sqrt(2));
        }

        /** P(n; mean), mean 0 or more. */
        public static double probability(int n, double mean) {
            if (mean <= 0) {
                return n == 0 ? 1 : 0;
            }
            return StrictMath.exp(n * StrictMath.log(mean) - mean - Gamma.logGamma(n + 1.0));
        }
    }

    /**
     * CsI 2021 (arXiv:2110.07730): a gamma density (a(1 + b))^(1 + b)/Γ(1 + b) · x^b e^(−a(1 + b)x)
     * in photoelectrons with a = scale/E and b = shape·E, so of mean 1/a; summed in steps of 0.1.
     *
     * @param scale [keVee/PE]
     * @param shapePerKevee [1/keVee]
     */
    record GammaDensity(double scale, double shapePerKevee) implements Smearing {

        private static final double STEP_PE = 0.1;
        private static final double LEAST = 1e-15;

        @Override
        public void spread(
                double kevee, double pePerKevee, Bins bins, Efficiency efficiency, double[] into) {
            if (!(kevee > 0)) {
                return;
            }
            long first = (long) Math.ceil(bins.low() / STEP_PE - 0.5);
            for (long k = Math.max(0, first); ; k++) {
                double pe = (k + 0.5) * STEP_PE;
                int bin = bins.of(pe);
                if (bin < 0) {
                    return;
                }
                double part = STEP_PE * density(kevee, pe);
                if (part < LEAST && pe * scale > kevee) {
                    return;
                }
                into[bin] += part * efficiency.at(pe);
            }
        }

        /** The density at a number of photoelectrons [1/PE]. */
        public double density(double kevee, double pe) {
            double b = shapePerKevee * kevee;
            double rate = scale / kevee * (1 + b);
            return StrictMath.exp(
                    (1 + b) * StrictMath.log(rate)
                            - Gamma.logGamma(1 + b)
                            + b * StrictMath.log(pe)
                            - rate * pe);
        }
    }

    /**
     * A Gaussian of σ² = noise² + perRootKevee²·E [keVee].
     *
     * @param noiseKevee width at no energy [keVee]
     * @param perRootKevee what grows with √E [√keVee]
     */
    record Gaussian(double noiseKevee, double perRootKevee) implements Smearing {

        private static final int STEPS_A_BIN = 20;

        @Override
        public void spread(
                double kevee, double pePerKevee, Bins bins, Efficiency efficiency, double[] into) {
            double sigma = Math.sqrt(noiseKevee * noiseKevee + perRootKevee * perRootKevee * kevee);
            if (!(sigma > 0)) {
                new None().spread(kevee, 0, bins, efficiency, into);
                return;
            }
            int steps = efficiency.ofTrueEnergy() ? 1 : STEPS_A_BIN;
            for (int bin = 0; bin < bins.size(); bin++) {
                double low = bins.edge(bin);
                double width = (bins.edge(bin + 1) - low) / steps;
                for (int step = 0; step < steps; step++) {
                    double from = low + step * width;
                    double seen = steps == 1 ? kevee : from + width / 2;
                    into[bin] += part(from, from + width, kevee, sigma) * efficiency.at(seen);
                }
            }
        }

        @Override
        public boolean isSharp() {
            return noiseKevee == 0 && perRootKevee == 0;
        }

        private static double part(double low, double high, double mean, double sigma) {
            double scale = 1 / (sigma * Math.sqrt(2));
            return 0.5 * (Erf.erf((high - mean) * scale) - Erf.erf((low - mean) * scale));
        }
    }

    /** Reads {@code { model = …, … }}. */
    static Smearing read(ConfigTree tree) {
        String model = tree.string("model");
        return switch (model) {
            case "none" -> new None();
            case "poisson" ->
                    new Poisson(
                            tree.number("cell_middle", -0.5, 0.5, 0.5),
                            tree.number("charge_resolution", 0, 10, 0));
            case "gamma" ->
                    new GammaDensity(
                            tree.number("scale_kevee_per_pe", 1e-9, 1e9),
                            tree.number("shape_per_kevee", 0, 1e9));
            case "gaussian" ->
                    new Gaussian(
                            tree.number("noise_kevee", 0, 1e6, 0),
                            tree.number("per_root_kevee", 0, 1e6, 0));
            default -> {
                tree.problem(
                        "model",
                        "unknown smearing model '"
                                + model
                                + "'; known: none, poisson, gamma, gaussian");
                yield new None();
            }
        };
    }
}
