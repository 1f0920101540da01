package cevns.web.bench;

import cevns.daq.config.BeamConfig;
import java.util.Locale;

/** A bench's result for people. */
public final class BenchText {

    private BenchText() {}

    /** All of it. */
    public static String of(BenchResult result) {
        StringBuilder text = new StringBuilder();
        Machine machine = result.machine();
        line(text, "%s: %s", result.bench().word(), result.bench().what());
        line(
                text,
                "%d processors, Java %s, load average %.2f, one core copies %.1f GB/s",
                machine.cores(),
                machine.java(),
                machine.loadAverage(),
                machine.memcpyBytesPerS() * 1e-9);
        BeamConfig beam = result.config().beam();
        line(
                text,
                "pacing: beam 60 Hz, snapshot_every_marks %d, reorder_ns %d",
                beam.snapshotEveryMarks(),
                beam.reorderNs());
        for (StepResult step : result.steps()) {
            text.append(step(step, machine)).append(System.lineSeparator());
            String limit = result.limit(step);
            if (!limit.isEmpty()) {
                line(text, "    limit: %s", limit);
            }
            if (!step.causes().isEmpty()) {
                line(text, "    missing: %s", step.causes());
            }
            if (step.datagramsPerS() > 0) {
                line(
                        text,
                        "    %.0f datagrams/s of %.0f bytes",
                        step.datagramsPerS(),
                        step.bytesPerDatagram());
            }
            if (step.missingBefore() > 0) {
                line(text, "    before the measurement %d were missing", step.missingBefore());
            }
            latencies(text, step);
        }
        StepResult best = result.best();
        if (best == null) {
            line(text, "holds none of these");
        } else {
            line(
                    text,
                    "holds x %.3g: %.0f waveforms/s, %.1f MB/s to disk, %.4f of memcpy",
                    best.factor(),
                    best.writtenPerS(),
                    best.diskBytesPerS() * 1e-6,
                    best.diskBytesPerS() / machine.memcpyBytesPerS());
        }
        if (!result.ended().isEmpty()) {
            line(text, "ended: %s", result.ended());
        }
        return text.toString();
    }

    /** One step in a line. */
    static String step(StepResult step, Machine machine) {
        return String.format(
                Locale.ROOT,
                "  x %.3g: offered %.0f/s, written %.0f/s, analysed %.0f/s; disk %.1f MB/s (%.4f of"
                    + " memcpy), wire %.1f MB/s; lost %d (%d holes of unknown size), rejected %d,"
                    + " pending %d, residual %d; behind %d; cpu drivers %.2f (system %.2f),"
                    + " pipeline %.2f, pages %.2f, other %.2f, sender %.2f, elsewhere %.2f: %s",
                step.factor(),
                step.offeredPerS(),
                step.writtenPerS(),
                step.analysedPerS(),
                step.diskBytesPerS() * 1e-6,
                step.diskBytesPerS() / machine.memcpyBytesPerS(),
                step.wireBytesPerS() * 1e-6,
                step.lost(),
                step.unknownLosses(),
                step.rejected(),
                step.pending(),
                step.residual(),
                step.lagRecords(),
                step.cpu().drivers(),
                step.cpu().driversSystem(),
                step.cpu().pipeline(),
                step.cpu().pages(),
                step.cpu().other(),
                step.cpu().sender(),
                step.cpu().elsewhere(),
                step.holds() ? "holds" : "does not hold");
    }

    private static void latencies(StringBuilder text, StepResult step) {
        if (step.held().count() > 0) {
            latency(text, "pulse to last byte on the socket", step.held());
        }
        latency(text, "last byte on the socket to hits", step.socketToHits());
        latency(text, "into the queue to hits", step.appendToHits());
        latency(text, "completing record to snapshot", step.appendToSnapshot());
        line(
                text,
                "    appending took %.0f %% of the drivers' time, the longest %.1f ms",
                100 * step.appendShare(),
                step.longestAppendNs() * 1e-6);
    }

    private static void latency(StringBuilder text, String what, Latency latency) {
        if (latency.count() == 0) {
            line(text, "    %-32s not measured", what);
            return;
        }
        line(
                text,
                "    %-32s p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms, longest %.1f ms (%d)",
                what,
                latency.p50Ns() * 1e-6,
                latency.p99Ns() * 1e-6,
                latency.p999Ns() * 1e-6,
                latency.maxNs() * 1e-6,
                latency.count());
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }
}
