package cevns.analysis.offline;

import cevns.analysis.prediction.Interaction;
import cevns.analysis.prediction.PredictionConfig;

/**
 * What a parameter changes, and how the counts follow it.
 *
 * @param degree of the polynomial in the parameter that the counts of each cell are: 2 for a
 *     coupling that enters the charge, 4 for a g that enters it as g². Where they are no polynomial
 *     the degree of one that is as good
 * @param law from a value to what is true then
 */
record ParameterModel(int degree, Law law) {

    /** From a value of the parameter to what is true then. */
    @FunctionalInterface
    interface Law {
        /**
         * @param value of the parameter
         * @param config all else is as it says
         */
        Hypothesis at(double value, PredictionConfig config);
    }

    /** An interaction that follows the parameter. */
    @FunctionalInterface
    interface InteractionLaw {
        Interaction at(double value, PredictionConfig config);
    }

    /** A model that changes the charge 𝒬 or adds a term, and nothing else. */
    static ParameterModel of(int degree, InteractionLaw interaction) {
        return new ParameterModel(
                degree,
                (value, config) ->
                        Hypothesis.standard(config).withInteraction(interaction.at(value, config)));
    }

    /** What is true at a value of the parameter. */
    Hypothesis at(double value, PredictionConfig config) {
        return law.at(value, config);
    }
}
