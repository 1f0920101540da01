package cevns.drivers.slowcontrol;

import cevns.daq.record.SourceInfo;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * What the run is told a source is.
 *
 * @param name of the source in the run configuration
 * @param family driver family
 * @param where the instrument is, for people
 * @param instrument knows its readings
 */
record SourceDescription(String name, String family, String where, Instrument instrument) {

    /** Readings have the host's time: their counter is its clock, in ns. */
    private static final long TICK_FS = 1_000_000;

    private static final int COUNTER_BITS = 64;
    private static final long UNKNOWN_NS = -1;

    SourceInfo info(Identity identity, long nowNs) {
        return new SourceInfo(
                name,
                family,
                identity.model(),
                identity.serial(),
                identity.firmware(),
                identity.simulated(),
                nowNs,
                UNKNOWN_NS,
                TICK_FS,
                COUNTER_BITS,
                instrument.channels(),
                settings(identity));
    }

    private String settings(Identity identity) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("at", where);
            for (Map.Entry<String, String> setting : identity.settings().entrySet()) {
                json.writeStringField(setting.getKey(), setting.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return text.toString();
    }
}
