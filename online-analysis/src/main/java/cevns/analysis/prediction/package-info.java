/**
 * The CEvNS prediction: how many events of which size and when, per proton on target
 * (prediction.md). Read {@link cevns.analysis.prediction.Predictor} first; from there {@link
 * cevns.analysis.prediction.CrossSection} has the physics, {@link
 * cevns.analysis.prediction.NeutrinoSource} the flux and {@link
 * cevns.analysis.prediction.PredictionConfig} what a detector's file says.
 */
package cevns.analysis.prediction;
