package cevns.analysis.prediction;

/**
 * Antineutrinos of a power reactor, illustrative: the fits of Mueller et al., PRC 83 (2011) 054615,
 * from 2 to 8 MeV, per neutrino of all energies. Below 2 MeV, where 5.6 of the 7.2 neutrinos of a
 * fission are, there are none here; the absolute scale is good to some 20 %.
 */
public final class ReactorSpectrum {

    private static final double LOW_MEV = 2;
    private static final double HIGH_MEV = 8;
    private static final double NEUTRINOS_A_FISSION = 7.2;

    /** 235U, 238U, 239Pu, 241Pu. */
    private static final double[] FISSION_FRACTIONS = {.584, .076, .290, .050};

    private static final double[][] EXPONENTS = {
        {3.217, -3.111, 1.395, -0.3690, 0.04445, -0.002053},
        {0.4833, 0.1927, -0.1283, -0.006762, 0.002233, -0.0001536},
        {6.413, -7.432, 3.535, -0.8820, 0.1025, -0.004550},
        {3.251, -3.204, 1.428, -0.3675, 0.04254, -0.001896},
    };

    private ReactorSpectrum() {}

    /** The spectrum from 2 to 8 MeV; integrates to 1.60/7.2. */
    public static NeutrinoSpectrum mueller2011() {
        return new NumericSpectrum(
                LOW_MEV, HIGH_MEV, energy -> perFission(energy) / NEUTRINOS_A_FISSION);
    }

    /** S(E) = Σ f_k exp(Σ a_kj E^j) [1/MeV], Mueller et al., eq. 8 and table VI. */
    static double perFission(double energyMev) {
        double sum = 0;
        for (int k = 0; k < EXPONENTS.length; k++) {
            double exponent = 0;
            for (int j = EXPONENTS[k].length - 1; j >= 0; j--) {
                exponent = exponent * energyMev + EXPONENTS[k][j];
            }
            sum += FISSION_FRACTIONS[k] * StrictMath.exp(exponent);
        }
        return sum;
    }
}
