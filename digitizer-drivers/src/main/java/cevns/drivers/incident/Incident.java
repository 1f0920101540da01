package cevns.drivers.incident;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that goes wrong, and when.
 *
 * @param kind what
 * @param source name of the source that it happens to; empty for all that it can happen to
 * @param startS when it begins [s from the emulators' start]
 * @param lengthS how long it lasts [s]
 */
public record Incident(IncidentKind kind, String source, double startS, double lengthS) {

    static final double USUAL_START_S = 30;

    private static final Pattern TEXT =
            Pattern.compile(
                    "(?<name>[a-z-]+)(@(?<start>\\d{1,7}(\\.\\d{1,6})?)s?)?"
                            + "(\\+(?<length>\\d{1,7}(\\.\\d{1,6})?)s?)?(:(?<source>.+))?");

    /** At its usual time. */
    public Incident(IncidentKind kind) {
        this(kind, "", kind.startS(), kind.lengthS());
    }

    /**
     * Reads {@code NAME[@START][+LENGTH][:SOURCE]}, times in seconds: {@code pll-step@30s+60s}.
     *
     * @throws IllegalArgumentException if it is none; the message says what is expected
     */
    public static Incident parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not NAME[@START][+LENGTH][:SOURCE], as in pll-step@30s+60s");
        }
        String name = parts.group("name");
        IncidentKind kind =
                Arrays.stream(IncidentKind.values())
                        .filter(k -> k.word().equals(name))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "no incident '" + name + "'; 'list' lists them"));
        return new Incident(
                kind,
                parts.group("source") == null ? "" : parts.group("source"),
                seconds(parts.group("start"), kind.startS()),
                seconds(parts.group("length"), kind.lengthS()));
    }

    private static double seconds(String text, double otherwise) {
        return text == null ? otherwise : Double.parseDouble(text);
    }

    /** The same on a source, unless one is named already. */
    Incident on(String name) {
        return source.isEmpty() ? new Incident(kind, name, startS, lengthS) : this;
    }

    /** True when it can happen to a source. */
    boolean concerns(String name) {
        return source.isEmpty() || source.equals(name);
    }

    /** True while it goes on. */
    boolean covers(double atS) {
        return atS >= startS && atS < startS + lengthS;
    }
}
