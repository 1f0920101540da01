package cevns.analysis.monitor;

import java.util.Map;

/**
 * Signal strength from the joint likelihood of C and AC by size and time (statistics.md §3), the
 * steady-state background measured in AC, neutrons held by their uncertainty; all NaN without an
 * event in C.
 *
 * @param events fitted signal events
 * @param value the same over the predicted ones
 * @param low lower end of the 68 % interval of the value, without the uncertainty of the prediction
 * @param high its upper end
 * @param systematic uncertainty of the value from the prediction
 * @param sigma √Δχ² from no signal to the best; not corrected for looking often
 * @param expectedSigma the same fit at the expected counts
 * @param steady fitted steady-state events in C
 * @param neutrons fitted beam-related backgrounds, by name in alphabetical order
 */
public record SignalStrength(
        double events,
        double value,
        double low,
        double high,
        double systematic,
        double sigma,
        double expectedSigma,
        double steady,
        Map<String, Double> neutrons) {}
