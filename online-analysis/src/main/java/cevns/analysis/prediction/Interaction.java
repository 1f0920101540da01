package cevns.analysis.prediction;

/**
 * What a neutrino does to a nucleus: the Standard Model, or a model beyond it. A model changes the
 * charge or adds a term; nothing else in the code knows it.
 */
@FunctionalInterface
public interface Interaction {

    /**
     * The square of the charge 𝒬 that stands for Q_V in the vector cross section; for models that
     * change flavour, the sum over the flavours that come out.
     */
    double chargeSquared(Recoil recoil, Flavour flavour);

    /** What comes on top of the vector cross section, dσ/dT. */
    default InverseEnergy extra(Recoil recoil, Species species) {
        return InverseEnergy.NONE;
    }
}
