package cevns.analysis.prediction.beyond;

import cevns.analysis.prediction.LineSpectrum;
import cevns.analysis.prediction.MuonDecaySpectrum;
import cevns.analysis.prediction.NeutrinoSource;
import cevns.analysis.prediction.NeutrinoSource.Emission;
import cevns.analysis.prediction.NeutrinoSpectrum;
import cevns.analysis.prediction.NumericSpectrum;
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

    /** Stopped pions as they are seen at a distance [m]. */
    public NeutrinoSource at(double distanceM) {
        List<Emission> seen = new ArrayList<>();
        for (Emission emission : NeutrinoSource.stoppedPions().emissions()) {
            double amplitude =
                    switch (emission.species().flavour()) {
                        case E -> amplitudeE;
                        case MU -> amplitudeMu;
                        case TAU -> 0;
                    };
            seen.add(
                    new Emission(
                            emission.species(),
                            dimmed(emission.spectrum(), amplitude, distanceM),
                            emission.arrival()));
        }
        return new NeutrinoSource("stopped-pion, sterile", seen);
    }

    private NeutrinoSpectrum dimmed(NeutrinoSpectrum spectrum, double amplitude, double distanceM) {
        if (spectrum instanceof LineSpectrum line) {
            double energy = line.energyMev();
            return new LineSpectrum(energy, survival(amplitude, dm2Ev2, distanceM, energy));
        }
        MuonDecaySpectrum michel = (MuonDecaySpectrum) spectrum;
        return new NumericSpectrum(
                0,
                michel.maxMev(),
                energy -> michel.density(energy) * survival(amplitude, dm2Ev2, distanceM, energy));
    }
}
