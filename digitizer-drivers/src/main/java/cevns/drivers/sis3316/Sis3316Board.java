package cevns.drivers.sis3316;

import cevns.daq.record.SourceInfo;
import cevns.daq.record.SourceInfo.ChannelInfo;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A board as it is set up, everything as read back.
 *
 * @param module register 0x4: model and firmware of the link
 * @param serial register 0x28
 * @param firmware register 0x100 of the first group
 * @param tickFs one tick of its counter, and one sample [fs]
 * @param layouts hits of the channels that it reads out
 * @param settings names and values, for people
 */
record Sis3316Board(
        int module,
        int serial,
        int firmware,
        long tickFs,
        List<HitLayout> layouts,
        SortedMap<String, String> settings) {

    /** Channel of the readings of the board's temperature. */
    static final int TEMPERATURE = 256;

    private static final int SERIAL_BITS = 0xFFFF;

    Sis3316Board {
        layouts = List.copyOf(layouts);
    }

    /** An emulator has number 0, by which a run against it knows that it is simulated. */
    boolean isSimulated() {
        return (serial & (Registers.SERIAL_NOT_VALID | SERIAL_BITS)) == 0;
    }

    /** What a run is told of it. */
    SourceInfo info(String name, long originNs, long uncertaintyNs) {
        List<ChannelInfo> channels = new ArrayList<>();
        for (HitLayout layout : layouts) {
            channels.add(new ChannelInfo(layout.channel(), "ch" + layout.channel(), ""));
        }
        channels.add(new ChannelInfo(TEMPERATURE, "board temperature", "degC"));
        boolean valid = (serial & Registers.SERIAL_NOT_VALID) == 0;
        return new SourceInfo(
                name,
                Sis3316Family.NAME,
                "SIS%04X-%s".formatted(module >>> 16, isFourteenBits() ? "250-14" : "125-16"),
                valid ? Integer.toString(serial & SERIAL_BITS) : "",
                "%04X/%08X".formatted(module & 0xFFFF, firmware),
                isSimulated(),
                originNs,
                uncertaintyNs,
                tickFs,
                Sis3316Frame.COUNTER_BITS,
                channels,
                json(settings));
    }

    /** True for the 14-bit board, false for the 16-bit one. */
    boolean isFourteenBits() {
        return isFourteenBits(firmware);
    }

    static boolean isFourteenBits(int firmware) {
        return firmware >>> 16 == 0x0250;
    }

    /** The same board with one setting changed. */
    Sis3316Board with(String name, String value) {
        SortedMap<String, String> changed = new TreeMap<>(settings);
        changed.put(name, value);
        return new Sis3316Board(module, serial, firmware, tickFs, layouts, changed);
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
