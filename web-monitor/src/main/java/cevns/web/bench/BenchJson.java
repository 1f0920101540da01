package cevns.web.bench;

import cevns.daq.config.BeamConfig;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A bench's result as one document, units in the names of its keys. */
public final class BenchJson {

    private BenchJson() {}

    /** All of it but the ledgers. */
    public static JsonObject of(BenchResult result) {
        BeamConfig beam = result.config().beam();
        Machine machine = result.machine();
        JsonArray steps = new JsonArray();
        result.steps().forEach(step -> steps.add(step(step, result)));
        StepResult best = result.best();
        return new JsonObject()
                .put("bench", result.bench().word())
                .put("what", result.bench().what())
                .put("config", result.bench().config())
                .put(
                        "machine",
                        new JsonObject()
                                .put("cores", machine.cores())
                                .put("java", machine.java())
                                .put("loadAverage", machine.loadAverage())
                                .put("memcpyBytesPerS", Math.round(machine.memcpyBytesPerS())))
                .put(
                        "pacing",
                        new JsonObject()
                                .put("beamHz", 60)
                                .put("snapshotEveryMarks", beam.snapshotEveryMarks())
                                .put("reorderNs", beam.reorderNs()))
                .put("steps", steps)
                .put("holdsFactor", best == null ? null : best.factor())
                .put("holdsRecordsPerS", best == null ? null : best.writtenPerS())
                .put("holdsDiskBytesPerS", best == null ? null : best.diskBytesPerS())
                .put("ended", result.ended());
    }

    private static JsonObject step(StepResult step, BenchResult result) {
        JsonObject causes = new JsonObject();
        step.causes().forEach(causes::put);
        return new JsonObject()
                .put("factor", step.factor())
                .put("measuredS", step.measuredS())
                .put("offeredRecordsPerS", step.offeredPerS())
                .put("writtenRecordsPerS", step.writtenPerS())
                .put("analysedRecordsPerS", step.analysedPerS())
                .put("diskBytesPerS", step.diskBytesPerS())
                .put("diskOverMemcpy", step.diskBytesPerS() / result.machine().memcpyBytesPerS())
                .put("wireBytesPerS", step.wireBytesPerS())
                .put("datagramsPerS", step.datagramsPerS())
                .put("bytesPerDatagram", step.bytesPerDatagram())
                .put("lost", step.lost())
                .put("unknownLosses", step.unknownLosses())
                .put("rejected", step.rejected())
                .put("pending", step.pending())
                .put("residual", step.residual())
                .put("causes", causes)
                .put("missingBeforeMeasurement", step.missingBefore())
                .put("lagRecords", step.lagRecords())
                .put("holds", step.holds())
                .put("limit", result.limit(step))
                .put("cpuCores", cpu(step.cpu()))
                .put("appendShare", step.appendShare())
                .put("longestAppendNs", step.longestAppendNs())
                .put(
                        "latency",
                        new JsonObject()
                                .put("pulseToSocket", latency(step.held()))
                                .put("socketToHits", latency(step.socketToHits()))
                                .put("appendToHits", latency(step.appendToHits()))
                                .put("appendToSnapshot", latency(step.appendToSnapshot())));
    }

    private static JsonObject cpu(CpuUse use) {
        return new JsonObject()
                .put("receiver", use.receiver())
                .put("drivers", use.drivers())
                .put("driversSystem", use.driversSystem())
                .put("pipeline", use.pipeline())
                .put("pages", use.pages())
                .put("other", use.other())
                .put("sender", use.sender())
                .put("elsewhere", use.elsewhere());
    }

    private static JsonObject latency(Latency latency) {
        if (latency.count() == 0) {
            return null; // not measured
        }
        return new JsonObject()
                .put("count", latency.count())
                .put("p50Ns", latency.p50Ns())
                .put("p99Ns", latency.p99Ns())
                .put("p999Ns", latency.p999Ns())
                .put("maxNs", latency.maxNs());
    }
}
