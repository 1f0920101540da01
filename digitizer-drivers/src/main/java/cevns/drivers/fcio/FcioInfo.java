package cevns.drivers.fcio;

import cevns.daq.record.SourceInfo;
import cevns.daq.record.SourceInfo.ChannelInfo;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What a FlashCam system is, for the run. */
record FcioInfo(String family, String key, String labels, FcioOptions options) {

    private static final JsonFactory JSON = new JsonFactory();

    /** The whole, with the configuration that holds and the origin in use. */
    SourceInfo of(FcioConfig config, FcioClock clock) {
        List<ChannelInfo> channels =
                IntStream.range(0, config.traces())
                        .mapToObj(i -> new ChannelInfo(i, labels + i, ""))
                        .toList();
        return new SourceInfo(
                key,
                family,
                "FlashCam " + config.adcBits() + " bit",
                "",
                "",
                options.simulated(),
                clock.originNs(),
                clock.uncertaintyNs(),
                FcioClock.TICK_FS,
                Long.SIZE,
                channels,
                settings(config));
    }

    private String settings(FcioConfig config) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("time", name(rule()));
            json.writeStringField("timeAsked", name(options.time()));
            json.writeStringField("origin", origin(config));
            json.writeNumberField("adcs", config.adcs());
            json.writeNumberField("triggers", config.triggers());
            json.writeNumberField("eventSamples", config.eventSamples());
            json.writeNumberField("blPrecision", config.blPrecision());
            json.writeNumberField("sumLength", config.sumLength());
            json.writeNumberField("adcBits", config.adcBits());
            json.writeNumberField("masterCards", config.masterCards());
            json.writeNumberField("triggerCards", config.triggerCards());
            json.writeNumberField("adcCards", config.adcCards());
            json.writeNumberField("gpsUs", config.gps());
            json.writeStringField("streamId", String.format("0x%x", config.streamId()));
            json.writeArrayFieldStart("traceMap");
            for (int address : config.traceMap()) {
                json.writeString(String.format("0x%x", address));
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a text cannot fail to be written", e);
        }
        return text.toString();
    }

    /** The rule that times are made by. */
    private TimeRule rule() {
        return options.time() == TimeRule.AUTO ? TimeRule.GPS_RULE : options.time();
    }

    private static String name(TimeRule rule) {
        return rule.name().toLowerCase(Locale.ROOT);
    }

    /** Which fields the origin was made of. */
    private String origin(FcioConfig config) {
        boolean whole = rule() == TimeRule.OFFSET2 || config.gps() != 0;
        return whole ? "timeOffset[2]" : "timeOffset[0], timeOffset[1]";
    }
}
