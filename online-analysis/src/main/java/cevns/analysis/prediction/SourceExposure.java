package cevns.analysis.prediction;

import cevns.daq.config.ConfigTree;

/**
 * How many neutrinos reach a detector: protons on target at a stopped-pion source, days at a
 * reactor.
 *
 * @param source its species and spectra
 * @param distanceM distance to it [m]
 * @param beamEnergyGev kinetic energy of a proton [GeV]; 0 at a reactor
 * @param yield of neutrinos for each proton; of 0 at a reactor
 * @param fluxPerCm2S flux of all neutrinos at a reactor [1/cm²/s]; 0 at a stopped-pion source
 * @param amount exposure of the published result or plan: protons, or days
 * @param fileEnergyGev kinetic energy of a proton that the file has [GeV]
 */
public record SourceExposure(
        NeutrinoSource source,
        double distanceM,
        double beamEnergyGev,
        NeutrinoYield yield,
        double fluxPerCm2S,
        double amount,
        double fileEnergyGev) {

    private static final double SECONDS_A_DAY = 86_400;

    /** True where exposure counts protons. */
    public boolean isBeam() {
        return fluxPerCm2S == 0;
    }

    /** Fluence of one proton of one flavour, or of one day [1/cm²]. */
    public double fluencePerUnit() {
        return isBeam()
                ? BeamExposure.fluence(1, neutrinosPerProton(), distanceM)
                : fluxPerCm2S * SECONDS_A_DAY;
    }

    /** Neutrinos of each flavour for each proton at this beam energy. */
    public double neutrinosPerProton() {
        return yield.at(beamEnergyGev);
    }

    /** The same at another energy of the protons [GeV]. */
    public SourceExposure withBeamEnergy(double gev) {
        return new SourceExposure(
                source, distanceM, gev, yield, fluxPerCm2S, amount, fileEnergyGev);
    }

    /** Neutrinos of a proton of this energy over those of one of the file's. */
    double yieldOverThatOfTheFile() {
        return neutrinosPerProton() / yield.at(fileEnergyGev);
    }

    /** Protons of an amount of beam energy [GWh]. */
    public double protons(double gwh) {
        return BeamExposure.protons(gwh, beamEnergyGev);
    }

    /** Beam energy of a number of protons [GWh]. */
    public double gwh(double protons) {
        return BeamExposure.gwh(protons, beamEnergyGev);
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
                    new NeutrinoYield(0, false),
                    tree.number("flux_per_cm2_s", 1, 1e30),
                    exposure.number("days", 0, 1e9),
                    0);
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
                NeutrinoYield.read(tree),
                0,
                exposure.has("pot")
                        ? exposure.number("pot", 0, 1e40)
                        : BeamExposure.protons(exposure.number("gwh", 0, 1e12), gev),
                gev);
    }
}
