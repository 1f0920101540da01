package cevns.drivers.orca;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An Apple property list in XML: dictionaries, arrays, and texts for all that is simple. The
 * document type that such lists name is passed over: nothing is fetched, no entity but the five of
 * XML itself is known.
 */
final class PropertyList {

    /** Deeper nesting than this is no header of ORCA. */
    private static final int MAX_DEPTH = 64;

    /** A dictionary or array that is not closed yet, and the key that its next value belongs to. */
    private static final class Open {
        private final Map<String, Object> dictionary;
        private final List<Object> array;
        private String key = "";

        Open(boolean isDictionary) {
            dictionary = isDictionary ? new LinkedHashMap<>() : null;
            array = isDictionary ? null : new ArrayList<>();
        }

        void add(Object value) {
            if (dictionary != null) {
                dictionary.put(key, value);
            } else {
                array.add(value);
            }
        }

        Object value() {
            return dictionary != null ? dictionary : array;
        }
    }

    private PropertyList() {}

    /**
     * Reads a list.
     *
     * @return its one value: a {@code Map}, a {@code List} or a {@code String}
     * @throws XMLStreamException if the text is not XML, or not a property list
     */
    static Object parse(byte[] text) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLResolver((publicId, systemId, base, space) -> InputStream.nullInputStream());
        // Not from the bytes: the parser prints an error of its own on bytes that are not UTF-8.
        String decoded = new String(text, StandardCharsets.UTF_8);
        XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(decoded));
        try {
            return parse(xml);
        } finally {
            xml.close();
        }
    }

    private static Object parse(XMLStreamReader xml) throws XMLStreamException {
        Deque<Open> open = new ArrayDeque<>();
        open.push(new Open(false));
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                start(xml, open);
            } else if (event == XMLStreamConstants.END_ELEMENT && isContainer(xml.getLocalName())) {
                Object closed = open.pop().value();
                open.element().add(closed);
            }
        }
        List<Object> values = open.element().array;
        if (values.isEmpty()) {
            throw new XMLStreamException("no value in the property list");
        }
        return values.get(0);
    }

    private static void start(XMLStreamReader xml, Deque<Open> open) throws XMLStreamException {
        String name = xml.getLocalName();
        if (isContainer(name)) {
            if (open.size() > MAX_DEPTH) {
                throw new XMLStreamException("nested deeper than " + MAX_DEPTH);
            }
            open.push(new Open(name.equals("dict")));
        } else if (name.equals("key")) {
            open.element().key = xml.getElementText();
        } else if (name.equals("true") || name.equals("false")) {
            open.element().add(name);
        } else if (!name.equals("plist")) {
            open.element().add(xml.getElementText());
        }
    }

    private static boolean isContainer(String name) {
        return name.equals("dict") || name.equals("array");
    }

    /** The value at a path of keys; null when there is none. */
    static Object at(Object value, String... path) {
        Object found = value;
        for (String key : path) {
            found = found instanceof Map<?, ?> dictionary ? dictionary.get(key) : null;
        }
        return found;
    }

    /** The elements of the array at a path; none when there is none. */
    static List<?> list(Object value, String... path) {
        return at(value, path) instanceof List<?> list ? list : List.of();
    }

    /** The whole number at a path. */
    static long number(Object value, long otherwise, String... path) {
        try {
            return at(value, path) instanceof String text
                    ? Long.parseLong(text.strip())
                    : otherwise;
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /** Writes a value as JSON, its simple values as texts. */
    static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Map<?, ?> dictionary) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : dictionary.entrySet()) {
                json.writeFieldName((String) entry.getKey());
                write(json, entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                write(json, element);
            }
            json.writeEndArray();
        } else {
            json.writeString((String) value);
        }
    }
}
