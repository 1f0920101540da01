package cevns.analysis.prediction;

import java.util.function.DoubleUnaryOperator;

/** Energies of the neutrinos of one species, as the moments that folding needs. */
public interface NeutrinoSpectrum {

    /** Largest energy [MeV]. */
    double maxMev();

    /**
     * The integrals of the density times {1, 1/E, 1/E²} above an energy.
     *
     * @param eMinMev lower limit of the integral [MeV]
     * @param moments three numbers to be set: [1, 1/MeV, 1/MeV²]
     */
    void momentsAbove(double eMinMev, double[] moments);

    /**
     * The same with a part of the neutrinos only, as oscillations leave it.
     *
     * @param share of the neutrinos at an energy [MeV]
     */
    NeutrinoSpectrum times(DoubleUnaryOperator share);
}
