package cevns.web.simulation;

import java.util.List;

/**
 * What the pseudo-experiments came to.
 *
 * @param name of the scenario
 * @param experiments of each kind
 * @param seed of all of them
 * @param signalCounts expected in one exposure
 * @param neutronCounts expected in one exposure
 * @param steadyCounts expected in one exposure in each window
 */
public record AnytimeResult(
        String name,
        int experiments,
        long seed,
        double signalCounts,
        double neutronCounts,
        double steadyCounts,
        List<FalseAlarms> falseAlarms,
        List<Discovery> discoveries,
        List<Coverage> coverage) {

    /**
     * A share of the experiments.
     *
     * @param value in [0, 1]
     * @param error binomial standard deviation
     */
    public record Share(double value, double error) {}

    /**
     * Background only, looked at after every event.
     *
     * @param error what is promised
     * @param sigma the same as one-sided standard deviations
     * @param liMa share in which Li and Ma's significance ever passes it
     * @param liMaAtEnd share in which it does at the end of the exposure
     * @param counts share in which the e-process of the counts ever passes it
     * @param model share in which that of the full model does
     */
    public record FalseAlarms(
            double error, double sigma, Share liMa, Share liMaAtEnd, Share counts, Share model) {}

    /**
     * Signal as predicted.
     *
     * @param method which process
     * @param sigma significance that is reached
     * @param medianExposure at which half of the experiments have reached it [exposures]
     * @param fixedExposure expected for a test at a fixed end [exposures]
     * @param price of looking: the first over the second
     */
    public record Discovery(
            String method,
            double sigma,
            double medianExposure,
            double fixedExposure,
            double price) {}

    /**
     * The confidence sequence over a whole exposure.
     *
     * @param signal true strength
     * @param promised share that never loses it
     * @param share that did not
     */
    public record Coverage(double signal, double promised, Share share) {}
}
