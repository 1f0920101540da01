package cevns.analysis.prediction.beyond;

import cevns.analysis.prediction.NeutrinoSource;
import cevns.analysis.prediction.NeutrinoSource.Emission;
import java.util.ArrayList;
import java.util.List;

/**
 * A fourth, sterile neutrino (3+1): on the way to the detector some neutrinos stop to interact, P =
 * 1 − A sin²(1.267 Δm²[eV²] L[m]/E[MeV]). It changes the spectra of a source, not the interaction.
 *
 * @param dm2Ev2 Δm² [eV²]
 * @param amplitudeE A of ν_e, in [0, 1]
 * @param amplitudeMu A of ν_μ and ν̄_μ, in [0, 1]
 */
public record SterileNeutrino(double dm2Ev2, double amplitudeE, double amplitudeMu) {

    public SterileNeutrino {
        if (!(amplitudeE >= 0 && amplitudeE <= 1 && amplitudeMu >= 0 && amplitudeMu <= 1)) {
            throw new IllegalArgumentException(
                    "amplitudes "
                            + amplitudeE
                            + " and "
                            + amplitudeMu
                            + " of a sterile neutrino are not in [0, 1]: the squares of its mixing"
                            + " add up to 1 at most");
        }
    }

    /**
     * By survival of the flavour, A = 4|U|²(1 − |U|²) (Papoulias and Kosmas, PRD 97 (2018) 033003).
     * It counts too much as lost: what became another active flavour still scatters.
     *
     * @param e4 |U_e4|²
     * @param mu4 |U_μ4|²
     */
    public static SterileNeutrino bySurvival(double dm2Ev2, double e4, double mu4) {
        return new SterileNeutrino(dm2Ev2, 4 * e4 * (1 - e4), 4 * mu4 * (1 - mu4));
    }

    /** By what becomes sterile, A = 4|U_α4|²|U_s4|²: right for neutral currents. */
    public static SterileNeutrino byActiveShare(double dm2Ev2, double e4, double mu4, double tau4) {
        double s4 = 1 - e4 - mu4 - tau4;
        return new SterileNeutrino(dm2Ev2, 4 * e4 * s4, 4 * mu4 * s4);
    }

    /** Part of the neutrinos that still interact. */
    public static double survival(
            double amplitude, double dm2Ev2, double distanceM, double energyMev) {
        double sine = StrictMath.sin(1.267 * dm2Ev2 * distanceM / energyMev);
        return 1 - amplitude * sine * sine;
    }

    /**
     * A source as it is seen at a distance.
     *
     * @param source as it is without oscillations
     * @param distanceM to it [m]
     */
    public NeutrinoSource at(NeutrinoSource source, double distanceM) {
        List<Emission> seen = new ArrayList<>();
        for (Emission emission : source.emissions()) {
            double amplitude =
                    switch (emission.species().flavour()) {
                        case E -> amplitudeE;
                        case MU -> amplitudeMu;
                        case TAU -> 0;
                    };
            seen.add(
                    new Emission(
                            emission.species(),
                            emission.spectrum()
                                    .times(e -> survival(amplitude, dm2Ev2, distanceM, e)),
                            emission.arrival()));
        }
        return new NeutrinoSource(source.name() + ", sterile", seen);
    }
}
