package cevns.analysis.reference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The reference points of {@code physics/reference.json}, or of another file of the same form:
 * {@code groups.<name>.points[] = {id, inputs, value}} with a tolerance for each group.
 */
final class ReferenceFile {

    /** Names the file to read instead of the copy in the test resources. */
    static final String PROPERTY = "sevens.reference";

    private ReferenceFile() {}

    /**
     * One kind of quantity.
     *
     * @param name what is evaluated
     * @param tolerance largest deviation that agrees
     * @param relative true when the tolerance is a part of the value
     */
    record Group(String name, double tolerance, boolean relative, List<Point> points) {

        /** The largest deviation that agrees with the value of a point. */
        double allowed(Point point) {
            if (!relative) {
                return tolerance;
            }
            double largest = points.stream().mapToDouble(p -> Math.abs(p.value())).max().orElse(0);
            return Math.max(tolerance * Math.abs(point.value()), 1e-12 * largest);
        }
    }

    /** Reads the file that the property names, or else the copy in the test resources. */
    static List<Group> read() throws IOException {
        String named = System.getProperty(PROPERTY, "");
        try (InputStream in =
                        named.isEmpty()
                                ? ReferenceFile.class.getResourceAsStream("/reference.json")
                                : Files.newInputStream(located(Path.of(named)));
                JsonParser json = new JsonFactory().createParser(in)) {
            json.nextToken();
            return groups(object(json));
        }
    }

    /** A relative path counts from the module, or from the root of the checkout. */
    private static Path located(Path file) {
        Path fromRoot = Path.of("..").resolve(file);
        return !Files.exists(file) && Files.exists(fromRoot) ? fromRoot : file;
    }

    private static List<Group> groups(Map<String, Object> document) {
        List<Group> all = new ArrayList<>();
        for (Map.Entry<String, Object> entry : map(document.get("groups")).entrySet()) {
            Map<String, Object> group = map(entry.getValue());
            List<Point> points = new ArrayList<>();
            for (Object each : (List<?>) group.get("points")) {
                Map<String, Object> point = map(each);
                points.add(
                        new Point(
                                (String) point.get("id"),
                                map(point.get("inputs")),
                                (Double) point.get("value")));
            }
            all.add(
                    new Group(
                            entry.getKey(),
                            (Double) group.get("tolerance"),
                            "rel".equals(group.get("tolerance_kind")),
                            points));
        }
        return all;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private static Map<String, Object> object(JsonParser json) throws IOException {
        Map<String, Object> all = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            all.put(name, value(json));
        }
        return all;
    }

    private static Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> array(json);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_STRING -> json.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static List<Object> array(JsonParser json) throws IOException {
        List<Object> all = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            all.add(value(json));
        }
        return all;
    }
}
