/**
 * Models beyond the Standard Model (beyond-sm.md), each an {@link
 * cevns.analysis.prediction.Interaction}: it changes the charge, or adds a term. Read {@link
 * cevns.analysis.prediction.beyond.LightVector} first.
 */
package cevns.analysis.prediction.beyond;
