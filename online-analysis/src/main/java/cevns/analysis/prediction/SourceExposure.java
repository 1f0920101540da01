package cevns.analysis.prediction;

import cevns.daq.config.ConfigTree;

/**
 * How many neutrinos reach a detector: protons on target at a stopped-pion source, days at a
 * reactor.
 *
 * @param source its species and spectra
 * @param distanceM distance to it [m]
 * @param beamEnergyGev kinetic energy of a proton [GeV]; 0 at a reactor
 * @param neutrinosPerProton of each flavour; 0 at a reactor
 * @param fluxPerCm2S flux of all neutrinos at a reactor [1/cm²/s]; 0 at a stopped-pion source
 * @param amount exposure of the published result or plan: protons, or days
 */
public record SourceExposure(
        NeutrinoSource source,
        double distanceM,
        double beamEnergyGev,
        double neutrinosPerProton,
        double fluxPerCm2S,
        double amount) {

    private static final double SECONDS_A_DAY = 86_400;

    /** True where exposure counts protons. */
    public boolean isBeam() {
        return fluxPerCm2S == 0;
    }

    /** Fluence of one proton of one flavour, or of one day [1/cm²]. */
    public double fluencePerUnit() {
        return isBeam()
                ? BeamExposure.fluence(1, neutrinosPerProton, distanceM)
                : fluxPerCm2S * SECONDS_A_DAY;
    }

    /** Protons of an amount of beam energy [GWh]. */
    public double protons(double gwh) {
        return BeamExposure.protons(gwh, beamEnergyGev);
    }

    static SourceExposure read(ConfigTree tree, double distanceM) {
        String name = tree.string("source");
        ConfigTree exposure = tree.child("exposure");
        NeutrinoSource pions = NeutrinoSource.stoppedPions();
        NeutrinoSource reactor = NeutrinoSource.reactor();
        if (name.equals(reactor.name())) {
            return new SourceExposure(
                    reactor,
                    distanceM,
                    0,
                    0,
                    tree.number("flux_per_cm2_s", 1, 1e30),
                    exposure.number("days", 0, 1e9));
        }
        if (!name.equals(pions.name())) {
            tree.problem(
                    "source",
                    "unknown source '"
                            + name
                            + "'; known: "
                            + pions.name()
                            + ", "
                            + reactor.name());
        }
        double gev = tree.number("beam_energy_gev", 0.1, 100);
        return new SourceExposure(
                pions,
                distanceM,
                gev,
                perProton(tree, gev),
                0,
                exposure.has("pot")
                        ? exposure.number("pot", 0, 1e40)
                        : BeamExposure.protons(exposure.number("gwh", 0, 1e12), gev));
    }

    /** A number, or the fit of the flux simulation of 2021. */
    private static double perProton(ConfigTree tree, double gev) {
        if (tree.has("flux_fit")) {
            String fit = tree.string("flux_fit");
            if (!fit.equals("2021")) {
                tree.problem("flux_fit", "unknown fit '" + fit + "'; known: 2021");
            }
            return BeamExposure.yield2021(gev);
        }
        return tree.number("neutrinos_per_proton", 1e-9, 10);
    }
}
