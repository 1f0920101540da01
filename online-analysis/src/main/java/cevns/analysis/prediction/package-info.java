/**
 * The CEvNS prediction: how many events of which size and when, per proton on target
 * (prediction.md). Read {@link cevns.analysis.prediction.Material} first.
 */
package cevns.analysis.prediction;
