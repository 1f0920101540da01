package cevns.drivers.orca;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamException;

/**
 * What the header of a run says. Its settings may be stale (a real file has 4096 samples here and
 * 6402 in its records): the records win.
 */
final class OrcaHeader {

    private static final JsonFactory JSON = new JsonFactory();

    /** Run number, where the header has none. */
    private static final long NO_RUN = -1;

    private final Object list;
    private final SortedMap<Integer, String> decoders = new TreeMap<>();
    private final SortedMap<Integer, Integer> listeners = new TreeMap<>();

    private OrcaHeader(Object list) {
        this.list = list;
        readDecoders();
        readListeners();
    }

    /** A header that says nothing. */
    static OrcaHeader none() {
        return new OrcaHeader(Map.of());
    }

    /**
     * Reads the text of a header record.
     *
     * @throws XMLStreamException if it is not a property list
     */
    static OrcaHeader of(OrcaRecord record) throws XMLStreamException {
        byte[] text = new byte[record.word(1)];
        record.source().get(record.sourceAt(2), text);
        return new OrcaHeader(PropertyList.parse(text));
    }

    /** The name of the decoder for each data id. */
    SortedMap<Integer, String> decoders() {
        return decoders;
    }

    /** The FlashCam listener that a card belongs to; −1 when the header does not say. */
    int listener(int crate, int slot) {
        return listeners.getOrDefault(location(crate, slot), -1);
    }

    /** When the run began [s since the Unix epoch]; 0 when the header does not say. */
    long startTime() {
        for (Object part : PropertyList.list(list, "ObjectInfo", "DataChain")) {
            long time = PropertyList.number(part, 0, "Run Control", "startTime");
            if (time > 0) {
                return time;
            }
        }
        return 0;
    }

    /** Where the file comes from and how a card was set up, one JSON object. */
    String settings(int crate, int slot) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("runNumber", runNumber());
            json.writeFieldName("document");
            PropertyList.write(json, orEmpty(PropertyList.at(list, "Document Info")));
            json.writeFieldName("card");
            PropertyList.write(json, orEmpty(card(crate, slot)));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a text cannot fail to be written", e);
        }
        return text.toString();
    }

    private long runNumber() {
        for (Object part : PropertyList.list(list, "ObjectInfo", "DataChain")) {
            long number = PropertyList.number(part, NO_RUN, "Run Control", "RunNumber");
            if (number != NO_RUN) {
                return number;
            }
        }
        return NO_RUN;
    }

    private Object card(int crate, int slot) {
        for (Object one : PropertyList.list(list, "ObjectInfo", "Crates")) {
            if (PropertyList.number(one, -1, "CrateNumber") == crate) {
                for (Object card : PropertyList.list(one, "Cards")) {
                    if (PropertyList.number(card, -1, "Card") == slot) {
                        return card;
                    }
                }
            }
        }
        return null;
    }

    private void readDecoders() {
        if (!(PropertyList.at(list, "dataDescription") instanceof Map<?, ?> classes)) {
            return;
        }
        for (Object records : classes.values()) {
            if (records instanceof Map<?, ?> named) {
                for (Object one : named.values()) {
                    long id = PropertyList.number(one, OrcaFrame.HEADER_ID, "dataId");
                    if (id != OrcaFrame.HEADER_ID
                            && PropertyList.at(one, "decoder") instanceof String decoder) {
                        decoders.put((int) id, decoder);
                    }
                }
            }
        }
    }

    private void readListeners() {
        for (Object readout : PropertyList.list(list, "ReadoutDescription")) {
            long listener = PropertyList.number(readout, -1, "uniqueID");
            if ("ORFlashCamListenerModel".equals(PropertyList.at(readout, "name"))) {
                for (Object card : PropertyList.list(readout, "children")) {
                    int crate = (int) PropertyList.number(card, -1, "crate");
                    int slot = (int) PropertyList.number(card, -1, "station");
                    listeners.put(location(crate, slot), (int) listener);
                }
            }
        }
    }

    private static int location(int crate, int slot) {
        return crate << 8 | slot & 0xFF;
    }

    private static Object orEmpty(Object value) {
        return value == null ? Map.of() : value;
    }
}
