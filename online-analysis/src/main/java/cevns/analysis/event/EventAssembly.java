package cevns.analysis.event;

import cevns.analysis.pulse.Hit;
import cevns.daq.config.EventConfig;
import cevns.daq.config.RunConfig;
import cevns.daq.config.WindowConfig;
import cevns.daq.record.TriggerKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Makes events of what the builder has put together: of a beam or strobe trigger of a detector with
 * regions one for each region with an onset, of anything else one. Says of each mark which boards
 * delivered it.
 */
public final class EventAssembly {

    private static final int JUDGED_BY_REGION = TriggerKind.BEAM.bit() | TriggerKind.STROBE.bit();

    private final boolean byTrigger;
    private final boolean hasRegions;
    private final BeamClock clock;
    private final LiveMarks live;
    private final Consumer<Event> events;

    /**
     * @param config the run
     * @param clock where a time lies between the marks
     * @param live told which boards delivered which marks
     * @param events told of each event
     */
    public EventAssembly(
            RunConfig config, BeamClock clock, LiveMarks live, Consumer<Event> events) {
        byTrigger = config.events().build() == EventConfig.Build.TRIGGER;
        hasRegions = config.windows().stream().anyMatch(w -> w instanceof WindowConfig.Region);
        this.clock = clock;
        this.live = live;
        this.events = events;
    }

    void on(List<Trigger> group) {
        List<Readout> readouts = new ArrayList<>();
        int kinds = 0;
        int flags = 0;
        for (Trigger trigger : group) {
            trigger.readouts.sort(Comparator.comparingInt(Readout::channel));
            readouts.addAll(trigger.readouts);
        }
        for (Readout readout : readouts) {
            kinds |= readout.kinds();
            flags |= readout.flags();
        }
        long timeNs = group.get(0).key.timeNs();
        if (byTrigger && (kinds & JUDGED_BY_REGION) != 0) {
            delivered(group, kinds, timeNs);
        }
        if (byTrigger && hasRegions && (kinds & JUDGED_BY_REGION) != 0) {
            event(readouts, WindowConfig.Kind.ANTICOINCIDENCE, markOf(kinds, timeNs), flags);
            event(readouts, WindowConfig.Kind.COINCIDENCE, markOf(kinds, timeNs), flags);
        } else {
            whole(readouts, timeNs, flags);
        }
    }

    private long markOf(int kinds, long timeNs) {
        return TriggerKind.BEAM.in(kinds) ? clock.markAt(timeNs) : clock.phase(timeNs, 0).mark();
    }

    private void delivered(List<Trigger> group, int kinds, long timeNs) {
        long mark = markOf(kinds, timeNs);
        if (mark < 0) {
            return;
        }
        TreeSet<Integer> complete = new TreeSet<>();
        for (Trigger trigger : group) {
            int channels = trigger.readouts.get(0).channels();
            if (live.isComplete(trigger.key.source(), trigger.readouts.size(), channels)) {
                complete.add(trigger.key.source());
            }
        }
        if (TriggerKind.BEAM.in(kinds)) {
            live.beamTrigger(mark, complete);
        } else {
            live.strobe(mark, complete);
        }
    }

    private void event(List<Readout> readouts, WindowConfig.Kind window, long mark, int flags) {
        List<Readout.Found> found = found(readouts, window);
        if (!found.isEmpty()) {
            Readout.Found first = found.get(0);
            double since = first.sinceNs();
            events.accept(Event.of(first.timeNs(), window, mark, since, hits(found), flags));
        }
    }

    private void whole(List<Readout> readouts, long triggerNs, int flags) {
        List<Readout.Found> found = found(readouts, null);
        long timeNs = triggerNs;
        double belowNs = 0;
        if (!found.isEmpty()) {
            timeNs = found.get(0).timeNs();
            belowNs = found.get(0).hit().picoseconds() / 1000.0;
        }
        BeamClock.Phase phase = clock.phase(timeNs, belowNs);
        events.accept(Event.at(timeNs, phase, hits(found), flags));
    }

    private static List<Readout.Found> found(List<Readout> readouts, WindowConfig.Kind window) {
        List<Readout.Found> all = new ArrayList<>();
        for (Readout readout : readouts) {
            for (Readout.Found found : readout.found()) {
                if (found.window() == window) {
                    all.add(found);
                }
            }
        }
        all.sort(
                Comparator.comparingLong(Readout.Found::timeNs)
                        .thenComparingInt(f -> f.hit().picoseconds())
                        .thenComparingInt(f -> f.hit().sourceId())
                        .thenComparingInt(f -> f.hit().channel())
                        .thenComparingLong(f -> f.hit().sequence()));
        return all;
    }

    private static List<Hit> hits(List<Readout.Found> found) {
        return found.stream().map(Readout.Found::hit).toList();
    }
}
