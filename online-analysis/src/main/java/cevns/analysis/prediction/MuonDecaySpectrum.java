package cevns.analysis.prediction;

import static cevns.analysis.prediction.PhysicsConstants.MUON_MEV;

import java.util.function.DoubleUnaryOperator;

/**
 * Neutrinos of μ⁺ decay at rest, up to m_μ/2 (Michel spectra; prediction.md §5). With x = 2E/m_μ
 * the densities are 12x²(1 − x) of ν_e and 2x²(3 − 2x) of ν̄_μ; their moments are known in closed
 * form, so that folding is exact.
 */
public enum MuonDecaySpectrum implements NeutrinoSpectrum {
    NU_E,
    NU_MU_BAR;

    /** Largest energy, m_μ/2 [MeV]. */
    public static final double END_POINT_MEV = MUON_MEV / 2;

    @Override
    public double maxMev() {
        return END_POINT_MEV;
    }

    /** Neutrinos at an energy [1/MeV]; integrates to 1. */
    public double density(double energyMev) {
        double x = energyMev / END_POINT_MEV;
        if (x < 0 || x > 1) {
            return 0;
        }
        return (this == NU_E ? 12 * x * x * (1 - x) : 2 * x * x * (3 - 2 * x)) / END_POINT_MEV;
    }

    @Override
    public NeutrinoSpectrum times(DoubleUnaryOperator share) {
        return new NumericSpectrum(
                0, END_POINT_MEV, energy -> density(energy) * share.applyAsDouble(energy));
    }

    @Override
    public void momentsAbove(double eMinMev, double[] moments) {
        double x = Math.min(1, Math.max(0, eMinMev / END_POINT_MEV));
        double inverse = 1 / END_POINT_MEV;
        if (this == NU_E) {
            moments[0] = 1 - x * x * x * (4 - 3 * x);
            moments[1] = inverse * (2 - x * x * (6 - 4 * x));
            moments[2] = inverse * inverse * (6 - x * (12 - 6 * x));
        } else {
            moments[0] = 1 - x * x * x * (2 - x);
            moments[1] = inverse * (5.0 / 3 - x * x * (3 - 4.0 / 3 * x));
            moments[2] = inverse * inverse * (4 - x * (6 - 2 * x));
        }
    }
}
