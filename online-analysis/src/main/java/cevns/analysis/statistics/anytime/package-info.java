/**
 * Significance that may be looked at all the time (anytime.md): begin with {@link
 * cevns.analysis.statistics.anytime.CountsProcess} for counts, {@link
 * cevns.analysis.statistics.anytime.ModelProcess} for cells.
 *
 * <p>Each is an e-process: non-negative, with an expectation of at most 1 under the null hypothesis
 * for every rule of stopping, so that it ever exceeds {@code 1/a} with probability {@code a} at
 * most (J. Ville, 1939; A. Ramdas, P. Grünwald, V. Vovk, G. Shafer, Statist. Sci. 38 (2023) 576).
 * It tests for a beam-related excess, or for CEvNS beside neutrons; what it costs is a smaller
 * number than that of a test at a fixed end.
 */
package cevns.analysis.statistics.anytime;
