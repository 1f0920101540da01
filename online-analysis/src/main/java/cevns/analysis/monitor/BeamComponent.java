package cevns.analysis.monitor;

/**
 * What the beam brings, one kind of it.
 *
 * @param name {@code signal}, or the name of the background in the detector's file
 * @param events expected
 * @param error their standard deviation
 * @param spectrum expected by size
 * @param timeProfile expected by time since the beam reference
 */
public record BeamComponent(
        String name, double events, double error, double[] spectrum, double[] timeProfile) {}
