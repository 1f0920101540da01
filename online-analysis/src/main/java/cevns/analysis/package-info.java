/**
 * The analysis of a run, live and in replay: {@link cevns.analysis.Pipeline} is the one file that
 * shows the whole chain.
 */
package cevns.analysis;
