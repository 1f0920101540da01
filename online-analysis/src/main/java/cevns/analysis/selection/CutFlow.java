package cevns.analysis.selection;

import cevns.daq.config.CutConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a selection did with the events of one window: events = selected + Σ rejected. */
public final class CutFlow {

    private final List<CutConfig> cuts;
    private final long[] rejected;
    private long events;
    private long selected;

    CutFlow(List<CutConfig> cuts) {
        this.cuts = cuts;
        rejected = new long[cuts.size()];
    }

    /** Counts an event; {@code failed} is the first cut it failed, −1 for none. */
    void count(int failed) {
        events++;
        if (failed < 0) {
            selected++;
        } else {
            rejected[failed]++;
        }
    }

    /** Events that were looked at. */
    public long events() {
        return events;
    }

    /** Events that passed every cut. */
    public long selected() {
        return selected;
    }

    /** Events by the first cut they failed, in the order of the cuts. */
    public Map<String, Long> rejected() {
        return rejected(cuts.size());
    }

    /** The same of the cuts before the first one on the event itself. */
    public Map<String, Long> rejectedBeforeBlinded() {
        return rejected(CutConfig.beforeBlinded(cuts).size());
    }

    private Map<String, Long> rejected(int first) {
        Map<String, Long> all = new LinkedHashMap<>();
        for (int i = 0; i < first; i++) {
            all.merge(cuts.get(i).name(), rejected[i], Long::sum);
        }
        return all;
    }
}
