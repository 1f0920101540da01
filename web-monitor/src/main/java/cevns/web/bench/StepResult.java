package cevns.web.bench;

import cevns.analysis.monitor.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of one run under load.
 *
 * @param factor times the detector's own rate
 * @param measuredS how long was measured, after the warm-up [s]
 * @param offeredPerS waveforms that the boards were to send [1/s]
 * @param writtenPerS waveforms that went into the queue on disk [1/s]
 * @param analysedPerS waveforms that went through the pipeline [1/s]
 * @param diskBytesPerS written to the queue [bytes/s]
 * @param wireBytesPerS read from the boards' sockets [bytes/s]
 * @param datagramsPerS that these came in; 0 of boards that send a stream [1/s]
 * @param lagRecords records that the pipeline was behind when the measurement ended
 * @param cpu processors used
 * @param appendShare share of their time that the drivers' threads spent appending, all together
 * @param longestAppendNs the longest that one record took to go in [ns]
 * @param held how long boards had had a waveform before its last byte went to the socket; of those
 *     that send when they are asked
 * @param socketToHits from the last byte of a waveform on the socket to its hits
 * @param appendToHits from a waveform going into the queue to its hits
 * @param appendToSnapshot from the record that completes a snapshot going into the queue to the
 *     snapshot published
 * @param before the ledger when the measurement began: what was lost or rejected until then is that
 *     of the start, while the clocks of several boards are not yet known against each other
 * @param sources the ledger of the whole run
 * @param residual what does not add up in it; 0 in a sound run
 */
public record StepResult(
        double factor,
        double measuredS,
        double offeredPerS,
        double writtenPerS,
        double analysedPerS,
        double diskBytesPerS,
        double wireBytesPerS,
        double datagramsPerS,
        long lagRecords,
        CpuUse cpu,
        double appendShare,
        long longestAppendNs,
        Latency held,
        Latency socketToHits,
        Latency appendToHits,
        Latency appendToSnapshot,
        List<Snapshot.Source> before,
        List<Snapshot.Source> sources,
        long residual) {

    /** Less than that of what is offered is not kept up with. */
    private static final double ENOUGH = 0.98;

    /** The pipeline may be behind by what is written in so long [s]. */
    private static final double LAG_S = 1;

    /** Mean length of a datagram; 0 where there are none [bytes]. */
    public double bytesPerDatagram() {
        return datagramsPerS > 0 ? wireBytesPerS / datagramsPerS : 0;
    }

    /** Units lost by any source, from the begin of the measurement to the end of the run. */
    public long lost() {
        return lost(sources) - lost(before);
    }

    /** Holes of unknown size in that time. */
    public long unknownLosses() {
        return unknown(sources) - unknown(before);
    }

    /** Records that the pipeline could not use in that time. */
    public long rejected() {
        return rejected(sources) - rejected(before);
    }

    /** Units lost or rejected before the measurement. */
    public long missingBefore() {
        return lost(before) + rejected(before);
    }

    private static long lost(List<Snapshot.Source> ledger) {
        return ledger.stream().mapToLong(source -> sum(source.lost())).sum();
    }

    private static long unknown(List<Snapshot.Source> ledger) {
        return ledger.stream().mapToLong(Snapshot.Source::unknownLosses).sum();
    }

    private static long rejected(List<Snapshot.Source> ledger) {
        return ledger.stream().mapToLong(source -> sum(source.rejected())).sum();
    }

    /** Records that it has not reached. */
    public long pending() {
        return sources.stream().mapToLong(Snapshot.Source::pending).sum();
    }

    private static long sum(Map<String, Long> causes) {
        return causes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Units that were lost or rejected in that time, by cause; empty when there are none. */
    public Map<String, Long> causes() {
        Map<String, Long> all = new TreeMap<>();
        add(all, sources, 1);
        add(all, before, -1);
        all.values().removeIf(units -> units == 0);
        return all;
    }

    private static void add(Map<String, Long> all, List<Snapshot.Source> ledger, int sign) {
        for (Snapshot.Source source : ledger) {
            source.lost().forEach((why, n) -> all.merge("lost " + why, sign * n, Long::sum));
            source.rejected()
                    .forEach((why, n) -> all.merge("rejected " + why, sign * n, Long::sum));
        }
    }

    /** True when nothing is missing and everything adds up. */
    public boolean isLossFree() {
        return lost() == 0
                && unknownLosses() == 0
                && rejected() == 0
                && pending() == 0
                && residual == 0;
    }

    /** True when the rate could go on so for ever, as far as the measurement tells. */
    public boolean holds() {
        return isLossFree() && isWritten() && isAnalysed();
    }

    /** True when what is offered goes to disk. */
    boolean isWritten() {
        return writtenPerS >= ENOUGH * offeredPerS;
    }

    /** True when the pipeline is not left behind. */
    boolean isAnalysed() {
        return lagRecords <= LAG_S * writtenPerS;
    }
}
