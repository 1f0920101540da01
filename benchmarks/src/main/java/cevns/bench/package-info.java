/**
 * How fast what is on the hot path is, and what the comparison with the prediction costs beside it.
 * Begin with {@link cevns.bench.Benchmarks}, which runs all and prints ratios. A benchmark stands
 * in the package of what it measures, since most of that is visible there only.
 */
package cevns.bench;
