package cevns.analysis.prediction;

import cevns.daq.config.ConfigTree;
import java.util.Optional;

/**
 * What a prediction needs to follow a run: the optional keys {@code t0_channel}, {@code
 * beam_energy_step_gev}, {@code t0_step_us}, {@code neutron_factor} and {@code steady_before} of
 * the block {@code prediction}.
 *
 * @param t0Channel slow-control channel that gives the mean arrival of the protons since the beam
 *     reference [µs], as {@code source/channel}; empty where it is fixed
 * @param energyStepGev a change of the beam energy of less makes no new prediction [GeV]
 * @param t0StepUs a change of T0 of less makes no new prediction [µs]
 * @param neutronFactor smallest and largest factor on the beam-related backgrounds that the
 *     anytime-valid test considers possible; absent for 1 ± 2 standard deviations
 * @param steadyBefore steady-state background counted before; absent where the test has to learn it
 */
public record LiveConfig(
        String t0Channel,
        double energyStepGev,
        double t0StepUs,
        Optional<Range> neutronFactor,
        Optional<SteadyBefore> steadyBefore) {

    /**
     * A range of factors.
     *
     * @param low 0 or more
     * @param high above it
     */
    public record Range(double low, double high) {}

    static LiveConfig read(ConfigTree tree, ResponseConfig response) {
        Optional<Range> factor = Optional.empty();
        if (tree.has("neutron_factor")) {
            double[] range = tree.interval("neutron_factor");
            if (range[0] < 0) {
                tree.problem("neutron_factor", "begins below 0");
            }
            factor = Optional.of(new Range(Math.max(0, range[0]), range[1]));
        }
        return new LiveConfig(
                tree.string("t0_channel", ""),
                tree.number("beam_energy_step_gev", 1e-4, 1, 0.005),
                tree.number("t0_step_us", 1e-3, 10, 0.01),
                factor,
                SteadyBefore.read(tree, response));
    }
}
