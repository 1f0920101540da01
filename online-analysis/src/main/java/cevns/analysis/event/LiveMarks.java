package cevns.analysis.event;

import cevns.daq.config.ChannelConfig;
import cevns.daq.config.EventConfig;
import cevns.daq.config.RunConfig;
import cevns.daq.config.SourceConfig;
import cevns.daq.config.WindowConfig;
import cevns.daq.record.LossView;
import cevns.daq.record.SourceState;
import cevns.daq.record.StatusView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Says of each mark whether the detector was live. By trigger a mark is recorded when every
 * required board delivered all its waveforms of the beam trigger. Free-running it is recorded when
 * no hole of a required source touches one of its windows; a source that stops running is a hole
 * until it runs again.
 */
public final class LiveMarks {

    private static final long NEVER = Long.MAX_VALUE;

    private final boolean byTrigger;
    private final double t0OffsetNs;
    private final TreeMap<Integer, Integer> channelsOf = new TreeMap<>();
    private final TreeSet<Integer> required = new TreeSet<>();
    private final TreeMap<Long, TreeSet<Integer>> delivered = new TreeMap<>();
    private final TreeMap<Long, Integer> strobes = new TreeMap<>();
    private final List<Hole> holes = new ArrayList<>();
    private final TreeMap<Integer, Hole> open = new TreeMap<>();
    private final List<WindowConfig.Window> windows = new ArrayList<>();
    private final TreeMap<Integer, Long> reached = new TreeMap<>();
    private long lastStopNs;
    private double coincidenceNs;
    private double anticoincidenceNs;

    private record Hole(long firstNs, long lastNs) {}

    public LiveMarks(RunConfig config) {
        byTrigger = config.events().build() == EventConfig.Build.TRIGGER;
        t0OffsetNs = config.beam().t0OffsetNs();
        for (SourceConfig source : config.sources()) {
            int channels = 0;
            for (ChannelConfig channel : config.detector().channels()) {
                channels += channel.source().equals(source.name()) ? 1 : 0;
            }
            channelsOf.put(source.id(), channels);
            if (source.required() && channels > 0) {
                required.add(source.id());
            }
        }
        for (WindowConfig window : config.windows()) {
            double lengthNs = 0;
            if (window instanceof WindowConfig.Region region) {
                lengthNs = region.onsetMaxNs();
            } else if (window instanceof WindowConfig.Window w) {
                lengthNs = w.stopNs() - w.startNs();
                windows.add(w);
                lastStopNs = Math.max(lastStopNs, (long) Math.ceil(t0OffsetNs + w.stopNs()));
            }
            if (window.kind() == WindowConfig.Kind.COINCIDENCE) {
                coincidenceNs = lengthNs;
            } else if (window.kind() == WindowConfig.Kind.ANTICOINCIDENCE) {
                anticoincidenceNs = lengthNs;
            }
        }
    }

    /**
     * True when a board delivered all waveforms of a trigger.
     *
     * @param waveforms how many came
     * @param channels how many the board says there are; those not configured never come
     */
    boolean isComplete(int sourceId, int waveforms, int channels) {
        int configured = channelsOf.getOrDefault(sourceId, 0);
        return waveforms >= Math.min(Math.max(channels, 1), configured);
    }

    /** These boards delivered a mark's beam trigger. */
    void beamTrigger(long mark, Set<Integer> sources) {
        delivered.computeIfAbsent(mark, m -> new TreeSet<>()).addAll(sources);
    }

    /** These boards delivered a strobe of the cycle that began with a mark. */
    void strobe(long mark, Set<Integer> sources) {
        if (sources.containsAll(required)) {
            strobes.merge(mark, 1, Integer::sum);
        }
    }

    /** A hole in a source's data. */
    public void onLoss(LossView loss) {
        if (!byTrigger && required.contains(loss.sourceId())) {
            holes.add(new Hole(loss.firstNs(), loss.lastNs()));
        }
    }

    /** A source that stops running delivers nothing until it runs again. */
    public void onStatus(StatusView status, SourceState before) {
        onRecord(status.sourceId(), status.timeNs());
        if (byTrigger || !required.contains(status.sourceId()) || status.state() == null) {
            return;
        }
        boolean running = status.state() == SourceState.RUNNING;
        if (running) {
            Hole ended = open.remove(status.sourceId());
            if (ended != null) {
                holes.add(new Hole(ended.firstNs(), status.timeNs()));
            }
        } else if (before == SourceState.RUNNING) {
            open.put(status.sourceId(), new Hole(status.timeNs(), NEVER));
        }
    }

    /** A record of a source shows that everything before it has come, or its loss is known. */
    public void onRecord(int sourceId, long timeNs) {
        if (!byTrigger && required.contains(sourceId)) {
            reached.merge(sourceId, timeNs, Math::max);
        }
    }

    /**
     * True when it is known whether the detector was live at a mark. By trigger its waveforms tell;
     * free-running every required source must have gone past its windows.
     */
    public boolean isKnown(long markNs) {
        if (byTrigger) {
            return true;
        }
        for (int source : required) {
            Long until = reached.get(source);
            if (until == null || until < markNs + lastStopNs) {
                return false;
            }
        }
        return true;
    }

    /** True when the detector was live at this mark. */
    public boolean recorded(SettledMark mark) {
        if (byTrigger) {
            return delivered.getOrDefault(mark.number(), new TreeSet<>()).containsAll(required);
        }
        for (WindowConfig.Window window : windows) {
            long from = mark.timeNs() + (long) Math.floor(t0OffsetNs + window.startNs());
            long to = mark.timeNs() + (long) Math.ceil(t0OffsetNs + window.stopNs());
            if (touches(holes, from, to) || touches(open.values(), from, to)) {
                return false;
            }
        }
        return true;
    }

    private static boolean touches(Iterable<Hole> holes, long from, long to) {
        for (Hole hole : holes) {
            if (hole.firstNs() < to && hole.lastNs() >= from) {
                return true;
            }
        }
        return false;
    }

    /** Length of the coincidence window of a recorded mark [ns]. */
    public long coincidenceNs() {
        return (long) coincidenceNs;
    }

    /** Length of the anticoincidence window and of the strobes of a recorded mark [ns]. */
    public long anticoincidenceNs(SettledMark mark) {
        return (long) (anticoincidenceNs + strobes.getOrDefault(mark.number(), 0) * coincidenceNs);
    }

    /** Forgets what no mark after this one can need. */
    public void forget(SettledMark mark) {
        delivered.headMap(mark.number(), true).clear();
        strobes.headMap(mark.number(), true).clear();
        long keptFromNs = mark.timeNs() - 1_000_000_000L;
        holes.removeIf(hole -> hole.lastNs() < keptFromNs);
    }
}
