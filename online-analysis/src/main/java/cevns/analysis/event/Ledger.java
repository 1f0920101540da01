package cevns.analysis.event;

import cevns.daq.config.SourceConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The accounts of all sources of a run: nothing that a source read may be missing in them. */
public final class Ledger {

    private SourceLedger[] bySource = new SourceLedger[8];

    /** Opens the accounts of the configured sources, so that each is there from the start. */
    public Ledger(List<SourceConfig> sources) {
        for (SourceConfig source : sources) {
            put(new SourceLedger(source.id(), source.name(), source.family()));
        }
    }

    /** The account of a source; one that the configuration does not name gets one too. */
    public SourceLedger of(int sourceId) {
        if (sourceId >= bySource.length || bySource[sourceId] == null) {
            String name = sourceId == 0 ? "run control" : "source " + sourceId;
            put(new SourceLedger(sourceId, name, ""));
        }
        return bySource[sourceId];
    }

    private void put(SourceLedger ledger) {
        if (ledger.id() >= bySource.length) {
            bySource = Arrays.copyOf(bySource, Math.max(ledger.id() + 1, 2 * bySource.length));
        }
        bySource[ledger.id()] = ledger;
    }

    /** All accounts, by source. */
    public List<SourceLedger> all() {
        return Arrays.stream(bySource).filter(Objects::nonNull).toList();
    }

    /** Σ |read − built − rejected − lost − pending|; must be 0. */
    public long residual() {
        long sum = 0;
        for (SourceLedger ledger : all()) {
            sum += Math.abs(ledger.residual());
        }
        return sum;
    }
}
