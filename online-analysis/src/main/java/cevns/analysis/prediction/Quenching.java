package cevns.analysis.prediction;

import cevns.daq.config.ConfigTree;
import java.util.List;

/**
 * How much of a nuclear recoil becomes visible, as electron-equivalent energy (prediction.md §6).
 */
public sealed interface Quenching {

    /**
     * Electron-equivalent energy of a recoil [keVee].
     *
     * @param recoilKev recoil energy [keVnr], 0 or more
     */
    double electronEquivalentKev(double recoilKev);

    /** The same part at all energies; 1 for phonons. */
    record Constant(double factor) implements Quenching {
        @Override
        public double electronEquivalentKev(double recoilKev) {
            return factor * recoilKev;
        }
    }

    /** A part that grows with the recoil: offset + slope·T, slope in 1/keVnr. */
    record Linear(double offset, double slopePerKev) implements Quenching {
        @Override
        public double electronEquivalentKev(double recoilKev) {
            return (offset + slopePerKev * recoilKev) * recoilKev;
        }
    }

    /**
     * E_ee = Σ c_k x^(k+1) with energies in <em>MeV</em>, as the CsI 2021 release has it.
     *
     * @param coefficients c_0 and on
     */
    record Polynomial(List<Double> coefficients) implements Quenching {
        public Polynomial {
            coefficients = List.copyOf(coefficients);
        }

        @Override
        public double electronEquivalentKev(double recoilKev) {
            double x = recoilKev * 1e-3;
            double sum = 0;
            for (int k = coefficients.size() - 1; k >= 0; k--) {
                sum = (sum + coefficients.get(k)) * x;
            }
            return sum * 1e3;
        }
    }

    /**
     * Lindhard et al., Mat. Fys. Medd. 33 (1963) 10: QF = k g/(1 + k g), g = 3ε^0.15 + 0.7ε^0.6 +
     * ε, ε = 11.5 Z^(−7/3) T[keV].
     *
     * @param k strength, 0.157 in theory for germanium
     * @param z protons of the nucleus
     */
    record Lindhard(double k, double z) implements Quenching {
        @Override
        public double electronEquivalentKev(double recoilKev) {
            double e = 11.5 * StrictMath.pow(z, -7.0 / 3) * recoilKev;
            double g = 3 * StrictMath.pow(e, 0.15) + 0.7 * StrictMath.pow(e, 0.6) + e;
            return recoilKev * k * g / (1 + k * g);
        }
    }

    /** A part that is interpolated between points, and constant outside them. */
    record Tabulated(Table table) implements Quenching {
        @Override
        public double electronEquivalentKev(double recoilKev) {
            return table.at(recoilKev) * recoilKev;
        }
    }

    /** The recoil that gives an electron-equivalent energy [keVnr], by bisection. */
    default double recoilKev(double electronEquivalentKev) {
        double low = 0;
        double high = 1;
        while (electronEquivalentKev(high) < electronEquivalentKev && high < 1e9) {
            high *= 2;
        }
        for (int i = 0; i < 100; i++) {
            double middle = (low + high) / 2;
            if (electronEquivalentKev(middle) < electronEquivalentKev) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** Reads {@code { model = …, … }}. */
    static Quenching read(ConfigTree tree) {
        String model = tree.string("model");
        return switch (model) {
            case "constant" -> new Constant(tree.number("factor", 0, 1));
            case "linear" ->
                    new Linear(tree.number("offset", 0, 1), tree.number("slope_per_kevnr", -1, 1));
            case "polynomial-mev" -> new Polynomial(tree.numbers("coefficients"));
            case "lindhard" -> new Lindhard(tree.number("k", 0, 1), tree.number("z", 1, 120));
            case "table" -> new Tabulated(Table.read(tree, "recoil_kevnr", "factor"));
            default -> {
                tree.problem(
                        "model",
                        "unknown quenching model '"
                                + model
                                + "'; known: constant, linear, polynomial-mev, lindhard, table");
                yield new Constant(1);
            }
        };
    }
}
