package cevns.analysis.prediction;

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
}
