package cevns.analysis.prediction;

import cevns.daq.config.ConfigTree;
import java.util.List;

/** When the pulses of a beam-related background come, since the beam reference. */
public sealed interface BackgroundArrival {

    /**
     * Part of them that comes before a time.
     *
     * @param pulse the protons
     * @param us time since the beam reference [µs]
     */
    double before(ProtonPulse pulse, double us);

    /** True for what neutrinos make: there is as much of it as of them. */
    default boolean isOfNeutrinos() {
        return false;
    }

    /**
     * With the protons: a Gaussian.
     *
     * @param delayUs mean delay after the protons [µs]
     * @param sigmaUs width [µs]; 0 for that of the protons
     */
    record Prompt(double delayUs, double sigmaUs) implements BackgroundArrival {
        @Override
        public double before(ProtonPulse pulse, double us) {
            double sigma = sigmaUs > 0 ? sigmaUs : pulse.sigmaUs();
            double u = (us - pulse.t0Us() - delayUs) / sigma;
            return 0.5 * org.hipparchus.special.Erf.erfc(-u / Math.sqrt(2));
        }
    }

    /** With the neutrinos that decaying muons give. */
    record Delayed() implements BackgroundArrival {
        @Override
        public double before(ProtonPulse pulse, double us) {
            return pulse.before(ProtonPulse.Arrival.DELAYED, us);
        }

        @Override
        public boolean isOfNeutrinos() {
            return true;
        }
    }

    /**
     * As a table has them, evenly within each of its bins.
     *
     * @param sinceProtonsUs edges of its bins, from the mean arrival of the protons [µs]
     * @param shares of all pulses, sum at most 1
     */
    record Tabulated(Bins sinceProtonsUs, List<Double> shares) implements BackgroundArrival {

        public Tabulated {
            shares = List.copyOf(shares);
        }

        @Override
        public double before(ProtonPulse pulse, double us) {
            double at = us - pulse.t0Us();
            double sum = 0;
            for (int i = 0; i < shares.size() && at > sinceProtonsUs.edge(i); i++) {
                double width = sinceProtonsUs.edge(i + 1) - sinceProtonsUs.edge(i);
                sum += shares.get(i) * Math.min(1, (at - sinceProtonsUs.edge(i)) / width);
            }
            return sum;
        }
    }

    /**
     * Reads {@code { model = …, … }}.
     *
     * @param pulse the protons of the file: a table is measured with them
     */
    static BackgroundArrival read(ConfigTree tree, ProtonPulse pulse) {
        String model = tree.string("model");
        switch (model) {
            case "prompt":
                return new Prompt(
                        tree.number("delay_us", -1e3, 1e3, 0), tree.number("sigma_us", 0, 1e3, 0));
            case "delayed":
                return new Delayed();
            case "table":
                return table(tree, pulse);
            default:
                tree.problem(
                        "model",
                        "unknown arrival model '" + model + "'; known: prompt, delayed, table");
                return new Delayed();
        }
    }

    private static BackgroundArrival table(ConfigTree tree, ProtonPulse pulse) {
        List<Double> shares = tree.numbers("shares");
        double sum = shares.stream().mapToDouble(v -> v).sum();
        if (!(sum > 0 && sum < 1 + 1e-3) || shares.stream().anyMatch(v -> !(v >= 0))) {
            tree.problem("shares", "shares of 0 or more that add up to 1 at most are expected");
            return new Delayed();
        }
        try {
            Bins edges =
                    new Bins(
                            tree.numbers("edges_us").stream()
                                    .map(edge -> edge - pulse.t0Us())
                                    .toList());
            if (edges.size() == shares.size()) {
                return new Tabulated(edges, shares);
            }
            tree.problem("shares", shares.size() + " shares for " + edges.size() + " bins of time");
        } catch (IllegalArgumentException e) {
            tree.problem("edges_us", e.getMessage());
        }
        return new Delayed();
    }
}
