/**
 * What a machine holds: acquisition to disk and through the pipeline from emulators in a process of
 * their own, at rising rates, with the latencies on the way. Read {@link
 * cevns.web.bench.LoadSearch} first, then {@link cevns.web.bench.LoadStep}, which takes a run as
 * {@code sevens run} does.
 */
package cevns.web.bench;
