package cevns.analysis.event;

/**
 * Where marks and pulses come from.
 *
 * @param marks source of the metronome; 0 for none
 * @param charge source of the beam pulses; 0 for none
 */
public record MarkSources(int marks, int charge) {}
