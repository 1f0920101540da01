package cevns.analysis.monitor;

/**
 * What is left without beam, to be compatible with 0.
 *
 * @param excess C − α·AC of EMPTY marks
 * @param error its standard deviation
 */
public record NullTest(double excess, double error) {}
