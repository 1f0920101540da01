package cevns.analysis.reference;

import java.util.Map;

/**
 * One reference point. Numbers are doubles, texts are strings, a JSON null is absent.
 *
 * @param id for people, and for what the inputs leave open (which end of an interval)
 * @param inputs what to evaluate
 * @param value what must come out, within the tolerance of the group
 */
record Point(String id, Map<String, Object> inputs, double value) {

    /** True when the input is there and not null. */
    boolean has(String name) {
        return inputs.get(name) != null;
    }

    /**
     * A number among the inputs.
     *
     * @throws IllegalArgumentException if it is missing or no number
     */
    double number(String name) {
        if (inputs.get(name) instanceof Double number) {
            return number;
        }
        throw new IllegalArgumentException("input " + name + " is no number in " + inputs);
    }

    double number(String name, double otherwise) {
        return has(name) ? number(name) : otherwise;
    }

    /**
     * A text among the inputs.
     *
     * @throws IllegalArgumentException if it is missing or no text
     */
    String text(String name) {
        if (inputs.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("input " + name + " is no text in " + inputs);
    }
}
