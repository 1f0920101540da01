package cevns.analysis.prediction;

import cevns.daq.config.ConfigTree;

/**
 * Neutrinos of each flavour for each proton on target: a number, or the fit of the flux simulation
 * of 2021, which follows the energy of the protons.
 *
 * @param perProton the number; not used with the fit
 * @param byFit2021 true for the fit of arXiv:2109.11049
 */
public record NeutrinoYield(double perProton, boolean byFit2021) {

    /**
     * The yield at an energy of the protons.
     *
     * @param protonGev kinetic energy [GeV]
     */
    public double at(double protonGev) {
        return byFit2021 ? BeamExposure.yield2021(protonGev) : perProton;
    }

    /** Reads {@code neutrinos_per_proton}; {@code flux_fit = "2021"} stands above it. */
    static NeutrinoYield read(ConfigTree tree) {
        if (!tree.has("flux_fit")) {
            return new NeutrinoYield(tree.number("neutrinos_per_proton", 1e-9, 10), false);
        }
        tree.has("neutrinos_per_proton");
        String fit = tree.string("flux_fit");
        if (!fit.equals("2021")) {
            tree.problem("flux_fit", "unknown fit '" + fit + "'; known: 2021");
        }
        return new NeutrinoYield(0, true);
    }
}
