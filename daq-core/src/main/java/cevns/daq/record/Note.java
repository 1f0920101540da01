package cevns.daq.record;

/**
 * What a person did or said during a run.
 *
 * @param timeNs host time [ns since the Unix epoch]
 * @param who the name from the login
 * @param what kind of note: command, comment, hand-over, unblinding (see {@link Unblinding})
 * @param text the note itself
 */
public record Note(long timeNs, String who, String what, String text) {}
