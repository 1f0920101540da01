package cevns.analysis.monitor;

import cevns.analysis.statistics.anytime.RatioProcess;

/**
 * What the significances of the counts are expected to be at the good protons, each by the method
 * of the observed one, and how far they scatter by counting alone.
 *
 * @param liMaSpread one standard deviation of the expected significance of Li and Ma
 * @param anytime the anytime-valid one of the counts
 */
public record Trajectory(double liMaSpread, RatioProcess.Expected anytime) {}
