/** Counting: begin with {@link cevns.analysis.statistics.Histogram}. */
package cevns.analysis.statistics;
