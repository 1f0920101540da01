package cevns.drivers.epics;

import cevns.daq.record.SourceInfo;
import cevns.daq.record.SourceInfo.ChannelInfo;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the run is told of the variables; their units are learnt one by one. */
final class EpicsIdentity {

    /** Time stamps are the servers', in ns. */
    private static final long TICK_FS = 1_000_000;

    private static final int COUNTER_BITS = 64;
    private static final long UNKNOWN_NS = -1;

    private final String name;
    private final EpicsOptions options;
    private final long originNs;
    private final List<ChannelInfo> channels = new ArrayList<>();

    EpicsIdentity(String name, EpicsOptions options, long originNs) {
        this.name = name;
        this.options = options;
        this.originNs = originNs;
        for (EpicsVariable variable : options.variables()) {
            channels.add(new ChannelInfo(variable.channel(), variable.name(), variable.unit()));
        }
    }

    /** Takes the unit of a variable; true if that is news. */
    boolean unit(int channel, String unit) {
        ChannelInfo before = channels.get(channel);
        channels.set(channel, new ChannelInfo(channel, before.name(), unit));
        return !unit.equals(before.unit());
    }

    SourceInfo info() {
        String model = options.protocol().label + (options.simulated() ? "-EMU" : "");
        return new SourceInfo(
                name,
                EpicsFamily.NAME,
                model,
                "",
                "",
                options.simulated(),
                originNs,
                UNKNOWN_NS,
                TICK_FS,
                COUNTER_BITS,
                channels,
                settings());
    }

    private String settings() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("protocol", options.protocol().name().toLowerCase(Locale.ROOT));
            json.writeStringField("searchedAt", options.searchList());
            json.writeBooleanField("broadcast", options.broadcast());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return text.toString();
    }
}
