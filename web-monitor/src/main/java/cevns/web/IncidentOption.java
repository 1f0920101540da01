package cevns.web;

import cevns.drivers.incident.Incident;
import cevns.drivers.incident.IncidentKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** What is to go wrong with the emulators. */
final class IncidentOption {

    private static final String LIST = "list";

    @Option(
            names = "--incident",
            paramLabel = "NAME[@START][+LENGTH][:SOURCE]",
            completionCandidates = Names.class,
            description =
                    "let something go wrong, as in pll-step@30s+60s; START counts from the start of"
                            + " the emulators (default: 30s); may be given several times; 'list'"
                            + " says what each is. One of: ${COMPLETION-CANDIDATES}")
    private List<String> incidents = new ArrayList<>();

    /** True when somebody asks what there is. */
    boolean isList() {
        return incidents.contains(LIST);
    }

    /**
     * Those that were asked for.
     *
     * @throws IllegalArgumentException if one is not understood
     */
    List<Incident> all() {
        return incidents.stream().map(Incident::parse).toList();
    }

    /** What there is, a line each. */
    static String list() {
        StringBuilder text = new StringBuilder();
        for (IncidentKind kind : IncidentKind.values()) {
            boolean ends = kind.lengthS() < Double.MAX_VALUE;
            text.append(
                    String.format(
                            Locale.ROOT,
                            "%-16s %-6s %-10s %s%n",
                            kind.word(),
                            kind.row() > 0 ? "row " + kind.row() : "",
                            ends ? String.format("%.0f s", kind.lengthS()) : "to the end",
                            kind.text()));
        }
        return text.toString();
    }

    /** The names, for the help. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(IncidentKind.values()).map(IncidentKind::word).iterator();
        }
    }
}
