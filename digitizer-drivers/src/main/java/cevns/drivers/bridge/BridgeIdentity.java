package cevns.drivers.bridge;

import cevns.daq.record.SourceInfo;
import cevns.daq.record.SourceInfo.ChannelInfo;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the text frames of a bridge have said so far.
 *
 * @param said values by key
 */
record BridgeIdentity(Map<String, String> said) {

    /** Most text that is kept of a bridge [characters]. */
    private static final int MAX_CHARS = 65_536;

    static final long UNKNOWN = -1;

    /** Before the first text frame. */
    static final BridgeIdentity NONE = new BridgeIdentity(Map.of());

    /** The same with the lines of a text frame; lines without '=' are left out. */
    BridgeIdentity with(ByteBuffer payload) {
        Map<String, String> all = new TreeMap<>(said);
        String text = StandardCharsets.UTF_8.decode(payload).toString();
        for (String line : text.substring(0, Math.min(text.length(), MAX_CHARS)).split("\n")) {
            int at = line.indexOf('=');
            if (at > 0 && all.size() < 1000) {
                all.put(line.substring(0, at).strip(), line.substring(at + 1).strip());
            }
        }
        return new BridgeIdentity(all);
    }

    /** Host time at board counter zero [ns since the Unix epoch], or {@link #UNKNOWN}. */
    long startNs() {
        return number("start_ns");
    }

    /** What the bridge says is wrong with the board; empty when nothing is. */
    String trouble() {
        return said.getOrDefault("trouble", "");
    }

    /**
     * What a run is told.
     *
     * @param originNs host time at counter zero
     * @param tickFs unit of the board's counter
     * @param bits its width
     */
    SourceInfo info(String name, long originNs, long tickFs, int bits, List<Integer> channels) {
        String model = said.getOrDefault("model", "unknown");
        boolean known = startNs() == originNs;
        return new SourceInfo(
                name,
                BridgeFamily.NAME,
                model,
                said.getOrDefault("serial", ""),
                said.getOrDefault("firmware", ""),
                model.toUpperCase(Locale.ROOT).endsWith("-EMU"),
                originNs,
                known ? number("start_uncertainty_ns") : UNKNOWN,
                tickFs,
                bits,
                channels.stream().map(c -> new ChannelInfo(c, "ch" + c, "")).toList(),
                json());
    }

    private long number(String key) {
        String text = said.getOrDefault(key, "");
        boolean fits = text.matches("\\d{1,18}|[1-8]\\d{18}"); // below 2^63
        return fits ? Long.parseLong(text) : UNKNOWN;
    }

    private String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, String> each : said.entrySet()) {
                json.writeStringField(each.getKey(), each.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
