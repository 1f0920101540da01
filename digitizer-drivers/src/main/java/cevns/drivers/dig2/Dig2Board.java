package cevns.drivers.dig2;

import cevns.daq.record.SourceInfo;
import cevns.daq.record.SourceInfo.ChannelInfo;
import cevns.drivers.device.CommonStart;
import cevns.drivers.dig2.wire.Dig2Frame;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/**
 * A board as it is set up, everything as read back.
 *
 * @param model model name
 * @param serial serial number
 * @param firmware firmware version
 * @param channels number of channels that the board has
 * @param enabled channels that it reads out
 * @param samplePs sampling period [ps]
 * @param preTrigger samples before a common trigger
 * @param maxRawBytes upper bound of one raw buffer [bytes]
 * @param settings paths and values
 */
record Dig2Board(
        String model,
        String serial,
        String firmware,
        int channels,
        List<Integer> enabled,
        int samplePs,
        int preTrigger,
        long maxRawBytes,
        SortedMap<String, String> settings) {

    /** Channel of the first reading; those of pulses come before. */
    static final int FIRST_READING = 1000;

    /**
     * Time from sample to sample of a common trigger, of which a board may keep every n-th [ps].
     */
    int tracePs() {
        return samplePs * decimation(settings);
    }

    /** Of how many samples a board keeps one. */
    static int decimation(SortedMap<String, String> settings) {
        String text = settings.getOrDefault("/par/decimationfactor", "");
        return text.matches("[1-9]\\d{0,3}") ? Integer.parseInt(text) : 1;
    }

    /** Samples of a common trigger; 0 when the board has not said. */
    int recordLength() {
        String text = settings.getOrDefault("/par/recordlengths", "");
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    }

    /**
     * What of a channel's record lies before its trigger [ns]; of firmware with individual
     * triggers.
     */
    double preTriggerNs(int channel) {
        String text = settings.getOrDefault("/ch/" + channel + "/par/chpretriggert", "");
        return text.matches("\\d{1,9}(\\.\\d{1,9})?") ? Double.parseDouble(text) : 0;
    }

    /** True when the signal that has started it stops it again, by falling. */
    boolean stopsWithSignal() {
        String sources = settings.getOrDefault("/par/startsource", "");
        return sources.toLowerCase(Locale.ROOT).contains("sinlevel");
    }

    /**
     * What a run is told of it.
     *
     * @param start when it began to count
     * @param tickFs one tick of its time stamps [fs]
     * @param readings paths that are read during the run, and their units
     */
    SourceInfo info(String name, CommonStart start, long tickFs, Map<String, String> readings) {
        List<ChannelInfo> all = new ArrayList<>();
        enabled.forEach(c -> all.add(new ChannelInfo(c, "ch" + c, "")));
        int reading = FIRST_READING;
        for (Map.Entry<String, String> path : readings.entrySet()) {
            all.add(new ChannelInfo(reading++, path.getKey(), path.getValue()));
        }
        return new SourceInfo(
                name,
                Dig2Family.NAME,
                model,
                serial,
                firmware,
                model.toUpperCase(Locale.ROOT).endsWith("-EMU"),
                start.originNs(),
                start.uncertaintyNs(),
                tickFs,
                Dig2Frame.TIME_BITS,
                all,
                json(settings),
                start.group());
    }

    private static String json(SortedMap<String, String> settings) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, String> setting : settings.entrySet()) {
                json.writeStringField(setting.getKey(), setting.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
