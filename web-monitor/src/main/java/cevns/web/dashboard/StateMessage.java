package cevns.web.dashboard;

import cevns.daq.config.RunConfig;
import cevns.daq.config.WindowConfig;
import cevns.web.control.Build;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** What the page is told of the program, once a second; unknown is {@code null}. */
final class StateMessage {

    private final Feed feed;
    private final Viewers viewers;
    private AnalysisWords analysis;

    StateMessage(Feed feed, Viewers viewers) {
        this.feed = feed;
        this.viewers = viewers;
    }

    /** The message at a time of this server [ms since the Unix epoch]. */
    JsonObject at(long serverTimeMs) {
        Health health = feed.health();
        RunConfig config = feed.config();
        if (analysis == null || analysis.of() != config) {
            analysis = AnalysisWords.of(config);
        }
        Build build = Build.current();
        return new JsonObject()
                .put("serverTimeMs", serverTimeMs)
                .put("runState", health.state().name().toLowerCase(Locale.ROOT))
                .put("goal", health.goal().name().toLowerCase(Locale.ROOT))
                .put("reason", health.reason())
                .put("control", !feed.replay())
                .put("replay", feed.replay())
                .put("speed", Double.isInfinite(feed.speed()) ? "max" : feed.speed())
                .put("detector", config.detector().name())
                .put("detectorKind", config.detector().kind())
                .put("massKg", config.detector().massKg())
                .put("runConfig", config.name())
                .put("configHash", config.hash())
                .put("hasBeam", !config.beam().markSource().isEmpty())
                .put("windows", windows(config))
                .put("cuts", analysis.cuts())
                .put("prediction", analysis.prediction())
                .put("lagRecords", known(health.lagRecords()))
                .put("queueBytes", known(health.queueBytes()))
                .put("freeDiskBytes", known(health.freeDiskBytes()))
                .put("diskBytes", known(health.diskBytes()))
                .put("heapUsedBytes", health.heapUsedBytes())
                .put("heapMaxBytes", health.heapMaxBytes())
                .put("clients", viewers.streams())
                .put("version", build.version())
                .put("revision", build.revision())
                .put("echarts", build.echarts());
    }

    /** Windows and regions [ns from the beam mark], to be shaded over a waveform. */
    private static JsonArray windows(RunConfig config) {
        double t0 = config.beam().t0OffsetNs();
        JsonArray all = new JsonArray();
        for (WindowConfig window : config.windows()) {
            JsonObject json =
                    new JsonObject().put("kind", window.kind().name().toLowerCase(Locale.ROOT));
            if (window instanceof WindowConfig.Region region) {
                json.put("preStartNs", t0 + region.preStartNs());
                json.put("preStopNs", t0 + region.preStopNs());
                json.put("startNs", t0 + region.roiStartNs());
                json.put("stopNs", t0 + region.roiStopNs());
            } else if (window instanceof WindowConfig.Window free) {
                json.put("startNs", t0 + free.startNs());
                json.put("stopNs", t0 + free.stopNs());
            }
            all.add(json);
        }
        return all;
    }

    private static Long known(long value) {
        return value < 0 ? null : value;
    }
}
