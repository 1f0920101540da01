package cevns.analysis.event;

import cevns.daq.record.BeamSignal;

/**
 * How the marks and pulses of a run stand.
 *
 * @param signal the timing signal that the marks show; null while they show neither
 * @param segment jumps of the marks before this stretch
 * @param periodNs median of the last 600 intervals [ns]; 0 before the second mark
 * @param spreadNs median distance of these from their median [ns]
 * @param stale true while no pulses come although marks do
 * @param reducedRate true while only every so many cycles have beam
 * @param matched settled marks by confidence, 0…3
 */
public record MarkState(
        BeamSignal signal,
        int segment,
        long periodNs,
        long spreadNs,
        boolean stale,
        boolean reducedRate,
        long[] matched) {}
