package cevns.analysis.prediction;

import cevns.analysis.prediction.ProtonPulse.Arrival;
import java.util.List;

/**
 * A source of neutrinos: what it emits of each species, for a fluence of 1/cm² (of each flavour at
 * a stopped-pion source, of all neutrinos at a reactor).
 *
 * @param name in results and configurations
 * @param emissions one for each species
 */
public record NeutrinoSource(String name, List<Emission> emissions) {

    /**
     * One species of a source.
     *
     * @param spectrum its energies
     * @param arrival its time shape
     */
    public record Emission(Species species, NeutrinoSpectrum spectrum, Arrival arrival) {}

    public NeutrinoSource {
        emissions = List.copyOf(emissions);
    }

    /** Pions and muons at rest: one neutrino of each of three species for every π⁺. */
    public static NeutrinoSource stoppedPions() {
        return new NeutrinoSource(
                "stopped-pion",
                List.of(
                        new Emission(Species.NU_MU, LineSpectrum.pionDecay(), Arrival.PROMPT),
                        new Emission(Species.NU_E, MuonDecaySpectrum.NU_E, Arrival.DELAYED),
                        new Emission(
                                Species.NU_MU_BAR, MuonDecaySpectrum.NU_MU_BAR, Arrival.DELAYED)));
    }

    /** A power reactor, illustrative. */
    public static NeutrinoSource reactor() {
        return new NeutrinoSource(
                "reactor-illustrative",
                List.of(
                        new Emission(
                                Species.NU_E_BAR, ReactorSpectrum.mueller2011(), Arrival.STEADY)));
    }

    /** Largest neutrino energy of all species [MeV]. */
    public double maxMev() {
        return emissions.stream().mapToDouble(e -> e.spectrum.maxMev()).max().orElseThrow();
    }
}
