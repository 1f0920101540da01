package cevns.analysis.event;

import cevns.daq.config.EventConfig;
import cevns.daq.record.RejectCause;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;

/**
 * Puts together what belongs together. By trigger: the waveforms of one trigger id of a board, and
 * of several boards the triggers within the event window of the first. By coincidence: the hits
 * within the event window of the first, in order of (time, source, channel, sequence).
 *
 * <p>It releases what is older than a watermark that the beam marks set, so that the order in which
 * records lie in the queue does not matter as long as it is right to within {@code reorder_ns}.
 * Where no mark came between two ticks it releases what was appended before the first of them. A
 * group is released when its first member is, so no group is torn apart.
 */
public final class EventBuilder {

    private static final int ANY_CHANNEL = -1;

    /** So many waveforms need not be looked at to be forgotten. */
    private static final int FEWEST = 1024;

    private final boolean byTrigger;
    private final double windowNs;
    private final EventAssembly assembly;
    private final TreeMap<Trigger.Key, Trigger> waiting = new TreeMap<>();
    private final TreeMap<Id, Trigger> triggers = new TreeMap<>();
    private final TreeMap<Id, Came> waveforms = new TreeMap<>();
    private final TreeMap<Integer, Long> origins = new TreeMap<>();
    private long watermarkNs = Long.MIN_VALUE;
    private long ticks;
    private int forgetAt = FEWEST;

    /** Times that a source has begun to count its triggers anew. */
    private int sessions;

    private record Id(int source, int channel, long triggerId) implements Comparable<Id> {
        @Override
        public int compareTo(Id other) {
            int order = Long.compare(triggerId, other.triggerId);
            order = order != 0 ? order : Integer.compare(source, other.source);
            return order != 0 ? order : Integer.compare(channel, other.channel);
        }
    }

    private record Came(long timeNs, long ticks) {}

    /**
     * @param config how events are built
     * @param assembly told of each group
     */
    public EventBuilder(EventConfig config, EventAssembly assembly) {
        byTrigger = config.build() == EventConfig.Build.TRIGGER;
        windowNs = config.windowNs();
        this.assembly = assembly;
    }

    /**
     * Takes a waveform.
     *
     * @return null when it was taken; otherwise why not
     */
    public RejectCause on(Readout readout) {
        if (isLate(readout)) {
            return RejectCause.LATE;
        }
        Id id = new Id(readout.sourceId(), readout.channel(), readout.triggerId());
        Came before = waveforms.put(id, new Came(readout.timeNs(), ticks));
        if (before != null && before.timeNs() >= watermarkNs) {
            waveforms.put(id, before);
            return RejectCause.DUPLICATE;
        }
        if (byTrigger) {
            addToTrigger(readout);
        } else {
            addHits(readout);
        }
        return null;
    }

    /**
     * Says when a source's counters began. When they have begun anew, an id that the source has
     * used before is another trigger; what waits keeps its place. A driver that only says more of
     * the same session, as that a channel has come, gives the same origin.
     *
     * @param originNs host time at counter zero [ns since the Unix epoch]
     */
    public void origin(int sourceId, long originNs) {
        Long before = origins.put(sourceId, originNs);
        if (before != null && before != originNs) {
            sessions++;
            waveforms.keySet().removeIf(id -> id.source() == sourceId);
            triggers.keySet().removeIf(id -> id.source() == sourceId);
        }
    }

    /** True when the next waveform of this trigger would be its first. */
    public boolean isNew(int sourceId, long triggerId) {
        return !byTrigger || !triggers.containsKey(new Id(sourceId, ANY_CHANNEL, triggerId));
    }

    private boolean isLate(Readout readout) {
        if (readout.timeNs() < watermarkNs) {
            return true;
        }
        if (!byTrigger) {
            for (Readout.Found found : readout.found()) {
                if (found.timeNs() < watermarkNs) {
                    return true;
                }
            }
        }
        return false;
    }

    private void addToTrigger(Readout readout) {
        Id id = new Id(readout.sourceId(), ANY_CHANNEL, readout.triggerId());
        Trigger before = triggers.get(id);
        long timeNs =
                before == null ? readout.timeNs() : Math.min(before.key.timeNs(), readout.timeNs());
        Trigger trigger = before;
        if (before == null || timeNs < before.key.timeNs()) {
            var key =
                    new Trigger.Key(
                            timeNs, readout.sourceId(), ANY_CHANNEL, readout.triggerId(), sessions);
            trigger = new Trigger(key, before == null ? ticks : before.ticks);
            if (before != null) {
                trigger.readouts.addAll(before.readouts);
                waiting.remove(before.key);
            }
            triggers.put(id, trigger);
            waiting.put(key, trigger);
        }
        trigger.readouts.add(readout);
    }

    private void addHits(Readout readout) {
        int hit = 0;
        for (Readout.Found found : readout.found()) {
            var key =
                    new Trigger.Key(
                            found.timeNs(),
                            readout.sourceId(),
                            readout.channel(),
                            readout.sequence(),
                            hit++);
            Trigger one = new Trigger(key, ticks);
            one.readouts.add(readout.only(found));
            waiting.put(key, one);
        }
    }

    /** Releases what is older than the watermark [ns], which never goes back. */
    public void release(long newWatermarkNs) {
        watermarkNs = Math.max(watermarkNs, newWatermarkNs);
        while (!waiting.isEmpty() && waiting.firstKey().timeNs() < watermarkNs) {
            forward(takeGroup(waiting));
        }
        forget();
    }

    /**
     * Lets go of waveforms before the watermark, which are as good as gone. All must be looked at
     * for that, so it is done when they have become twice as many.
     */
    private void forget() {
        if (waveforms.size() >= forgetAt) {
            waveforms.values().removeIf(came -> came.timeNs() < watermarkNs);
            forgetAt = Math.max(FEWEST, 2 * waveforms.size());
        }
    }

    /**
     * One second of time.
     *
     * @param marksCame true when a beam mark came since the last tick
     */
    public void tick(boolean marksCame) {
        ticks++;
        if (marksCame) {
            return;
        }
        TreeMap<Trigger.Key, Trigger> rest = new TreeMap<>(waiting);
        while (!rest.isEmpty()) {
            List<Trigger> group = takeGroup(rest);
            if (group.get(0).ticks <= ticks - 2) {
                group.forEach(trigger -> waiting.remove(trigger.key));
                forward(group);
            }
        }
        waveforms.values().removeIf(came -> came.ticks() <= ticks - 2);
    }

    /** Releases everything: the run is over. */
    public void end() {
        while (!waiting.isEmpty()) {
            forward(takeGroup(waiting));
        }
        waveforms.clear();
    }

    /** Removes the first trigger and those that belong to it. */
    private List<Trigger> takeGroup(TreeMap<Trigger.Key, Trigger> from) {
        List<Trigger> group = new ArrayList<>();
        Trigger first = from.pollFirstEntry().getValue();
        group.add(first);
        Iterator<Trigger> others = from.values().iterator();
        while (others.hasNext()) {
            Trigger other = others.next();
            if (other.key.timeNs() - first.key.timeNs() >= windowNs) {
                break;
            }
            if (!byTrigger || isOtherBoard(group, other)) {
                group.add(other);
                others.remove();
            }
        }
        return group;
    }

    private static boolean isOtherBoard(List<Trigger> group, Trigger other) {
        for (Trigger trigger : group) {
            if (trigger.key.source() == other.key.source()) {
                return false;
            }
        }
        return true;
    }

    private void forward(List<Trigger> group) {
        if (byTrigger) {
            for (Trigger trigger : group) {
                // The id may be that of a later trigger by now: only this one's entry goes.
                triggers.remove(
                        new Id(trigger.key.source(), ANY_CHANNEL, trigger.key.number()), trigger);
            }
        }
        assembly.on(group);
    }
}
