/**
 * Counting, and what counts say: begin with {@link cevns.analysis.statistics.OnOff} for two counts
 * and with {@link cevns.analysis.statistics.BinnedFit} for many cells.
 *
 * <p>What to use when:
 *
 * <ul>
 *   <li>a coincidence and an anticoincidence count: {@link cevns.analysis.statistics.OnOff}, {@link
 *       cevns.analysis.statistics.LiMa};
 *   <li>one excess against a prediction with uncertain normalisations: {@link
 *       cevns.analysis.statistics.SingleBin};
 *   <li>cells with templates: {@link cevns.analysis.statistics.BinnedFit} and, for intervals,
 *       {@link cevns.analysis.statistics.ProfileScan};
 *   <li>a handful of counts, or a limit at a physical boundary: {@link
 *       cevns.analysis.statistics.FeldmanCousins};
 *   <li>does the model describe the data at all: {@link cevns.analysis.statistics.GoodnessOfFit};
 *   <li>a number that is looked at all the time: {@link cevns.analysis.statistics.anytime}.
 * </ul>
 *
 * An expected significance is always computed with the method of the observed one.
 */
package cevns.analysis.statistics;
