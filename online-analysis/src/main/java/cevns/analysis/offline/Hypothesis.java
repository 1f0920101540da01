package cevns.analysis.offline;

import cevns.analysis.prediction.CrossSection;
import cevns.analysis.prediction.FormFactor;
import cevns.analysis.prediction.Interaction;
import cevns.analysis.prediction.NeutrinoSource;
import cevns.analysis.prediction.PredictionConfig;

/**
 * What could be true of the signal.
 *
 * @param crossSection how neutrinos scatter
 * @param source which of them arrive
 */
record Hypothesis(CrossSection crossSection, NeutrinoSource source) {

    /** What the detector's file says. */
    static Hypothesis standard(PredictionConfig config) {
        return new Hypothesis(config.crossSection(), config.exposure().source());
    }

    /** The same with another interaction. */
    Hypothesis withInteraction(Interaction interaction) {
        return new Hypothesis(
                new CrossSection(interaction, crossSection.formFactor(), crossSection.kinematics()),
                source);
    }

    /** The same with another form factor. */
    Hypothesis withFormFactor(FormFactor formFactor) {
        return new Hypothesis(
                new CrossSection(crossSection.interaction(), formFactor, crossSection.kinematics()),
                source);
    }

    /** The same with other neutrinos. */
    Hypothesis withSource(NeutrinoSource other) {
        return new Hypothesis(crossSection, other);
    }
}
