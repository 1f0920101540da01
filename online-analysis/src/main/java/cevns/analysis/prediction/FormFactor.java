package cevns.analysis.prediction;

/**
 * How a nucleus loses coherence as the momentum transfer grows: F(q), with F(0) = 1. The rate has
 * its square.
 */
public interface FormFactor {

    /**
     * F of the protons.
     *
     * @param q momentum transfer [1/fm], 0 or more
     */
    double proton(Isotope isotope, double q);

    /** F of the neutrons; the same as of the protons unless radii are told apart. */
    default double neutron(Isotope isotope, double q) {
        return proton(isotope, q);
    }
}
