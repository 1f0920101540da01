package cevns.analysis.prediction;

import static cevns.analysis.prediction.PhysicsConstants.MUON_MEV;
import static cevns.analysis.prediction.PhysicsConstants.PION_MEV;

import java.util.function.DoubleUnaryOperator;

/**
 * All neutrinos at one energy.
 *
 * @param energyMev that energy [MeV]
 * @param weight neutrinos in the line, 1 unless some have become invisible
 */
public record LineSpectrum(double energyMev, double weight) implements NeutrinoSpectrum {

    /** E₀ = (m_π² − m_μ²)/(2m_π) of π⁺ → μ⁺ ν_μ at rest [MeV]. */
    public static final double PION_LINE_MEV =
            (PION_MEV * PION_MEV - MUON_MEV * MUON_MEV) / (2 * PION_MEV);

    /** The prompt ν_μ of pions at rest. */
    public static LineSpectrum pionDecay() {
        return new LineSpectrum(PION_LINE_MEV, 1);
    }

    @Override
    public double maxMev() {
        return energyMev;
    }

    @Override
    public LineSpectrum times(DoubleUnaryOperator share) {
        return new LineSpectrum(energyMev, weight * share.applyAsDouble(energyMev));
    }

    @Override
    public void momentsAbove(double eMinMev, double[] moments) {
        double in = eMinMev <= energyMev ? weight : 0;
        moments[0] = in;
        moments[1] = in / energyMev;
        moments[2] = in / (energyMev * energyMev);
    }
}
