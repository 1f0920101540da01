package cevns.drivers.incident;

import java.util.List;

/**
 * What goes wrong with the emulators of a run. A value: each emulator asks its own.
 *
 * @param incidents in any order
 * @param startNs the time that theirs count from [host time, ns since the Unix epoch]
 */
public record IncidentScript(List<Incident> incidents, long startNs) {

    private static final double NS = 1e-9;

    public IncidentScript {
        incidents = List.copyOf(incidents);
    }

    /** All is well. */
    public static IncidentScript none(long startNs) {
        return new IncidentScript(List.of(), startNs);
    }

    /**
     * Where no source is named: what happens to one board happens to the metronome, what happens to
     * a stream to that of the charge.
     *
     * @param metronome name of the source whose marks are the metronome
     * @param charge name of the source of the charge
     */
    public IncidentScript at(String metronome, String charge) {
        return new IncidentScript(
                incidents.stream()
                        .map(
                                incident ->
                                        switch (incident.kind().place()) {
                                            case METRONOME -> incident.on(metronome);
                                            case FACILITY -> incident.on(charge);
                                            default -> incident;
                                        })
                        .toList(),
                startNs);
    }

    /** What happens to one source. */
    public IncidentScript of(String source) {
        return new IncidentScript(
                incidents.stream().filter(i -> i.concerns(source)).toList(), startNs);
    }

    /** True when nothing goes wrong at all. */
    public boolean isEmpty() {
        return incidents.isEmpty();
    }

    /**
     * True while something goes on.
     *
     * @param timeNs [host time, ns since the Unix epoch]
     */
    public boolean is(IncidentKind kind, long timeNs) {
        for (Incident incident : incidents) {
            if (incident.kind() == kind && incident.covers((timeNs - startNs) * NS)) {
                return true;
            }
        }
        return false;
    }

    /** True when something is going to happen, or has happened. */
    public boolean has(IncidentKind kind) {
        return incidents.stream().anyMatch(i -> i.kind() == kind);
    }

    /** When the first of a kind begins [s from the start]; NaN for none. */
    public double startS(IncidentKind kind) {
        return incidents.stream()
                .filter(i -> i.kind() == kind)
                .mapToDouble(Incident::startS)
                .min()
                .orElse(Double.NaN);
    }

    /** Time since the present one of a kind began [s]; NaN while none goes on. */
    public double sinceS(IncidentKind kind, long timeNs) {
        double atS = (timeNs - startNs) * NS;
        for (Incident incident : incidents) {
            if (incident.kind() == kind && incident.covers(atS)) {
                return atS - incident.startS();
            }
        }
        return Double.NaN;
    }

    /** For how long those of a kind have gone on altogether by then [s]. */
    public double lastedS(IncidentKind kind, long timeNs) {
        double atS = (timeNs - startNs) * NS;
        double sum = 0;
        for (Incident incident : incidents) {
            if (incident.kind() == kind && atS > incident.startS()) {
                sum += Math.min(atS - incident.startS(), incident.lengthS());
            }
        }
        return sum;
    }

    /** Begin of the latest of a kind that has begun by then [host time, ns]; −1 for none. */
    public long latestNs(IncidentKind kind, long timeNs) {
        long latest = -1;
        for (Incident incident : incidents) {
            long beginNs = startNs + Math.round(incident.startS() / NS);
            if (incident.kind() == kind && beginNs <= timeNs) {
                latest = Math.max(latest, beginNs);
            }
        }
        return latest;
    }
}
