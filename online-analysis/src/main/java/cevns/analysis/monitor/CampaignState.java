package cevns.analysis.monitor;

import cevns.daq.config.CampaignConfig;
import cevns.daq.record.RunMode;
import java.util.ArrayList;
import java.util.List;

/**
 * A campaign after its last included run: what the next run goes on from. Runs add up that have the
 * first four components in common.
 *
 * @param name name of the campaign
 * @param hash hash of the analysis, see {@link cevns.daq.config.CampaignConfig}
 * @param mode where the data come from: what is simulated and what is real never mix
 * @param timeLapse real beam pulses that one pulse stands for
 * @param runs the included runs, oldest first
 * @param excluded the runs that were left out, oldest first
 * @param totals counts and exposures
 * @param comparison the comparison with the prediction; null where there was none
 */
public record CampaignState(
        String name,
        String hash,
        RunMode mode,
        double timeLapse,
        List<Range> runs,
        List<Excluded> excluded,
        Totals totals,
        Comparison.State comparison) {

    public CampaignState {
        runs = List.copyOf(runs);
        excluded = List.copyOf(excluded);
    }

    /** A campaign without a run. */
    public static CampaignState none(CampaignConfig campaign, RunMode mode, double timeLapse) {
        return new CampaignState(
                campaign.name(),
                campaign.hash(),
                mode,
                timeLapse,
                List.of(),
                List.of(),
                Totals.NONE,
                null);
    }

    /**
     * Runs with consecutive numbers.
     *
     * @param first the first run
     * @param last the last run, at least the first
     */
    public record Range(int first, int last) {}

    /**
     * A run that was left out.
     *
     * @param run its number
     * @param reason why
     */
    public record Excluded(int run, String reason) {}

    /** Number of included runs. */
    public int count() {
        int count = 0;
        for (Range range : runs) {
            count += range.last() - range.first() + 1;
        }
        return count;
    }

    /** True when a run of this number is included. */
    public boolean includes(int run) {
        return runs.stream().anyMatch(range -> run >= range.first() && run <= range.last());
    }

    /** True for a state of this campaign, analysis and time-lapse, of whatever mode. */
    public boolean isOf(CampaignConfig campaign, double factor) {
        return name.equals(campaign.name()) && hash.equals(campaign.hash()) && timeLapse == factor;
    }

    /** The state with one more run. */
    CampaignState including(int run, Totals counted, Comparison.State compared) {
        List<Range> more = new ArrayList<>(runs);
        Range last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
        if (last != null && last.last() + 1 == run) {
            more.set(more.size() - 1, new Range(last.first(), run));
        } else {
            more.add(new Range(run, run));
        }
        return new CampaignState(
                name, hash, mode, timeLapse, more, excluded, totals.plus(counted), compared);
    }

    /** The state with one more run that is left out. */
    public CampaignState without(int run, String reason) {
        List<Excluded> more = new ArrayList<>(excluded);
        more.add(new Excluded(run, reason));
        return new CampaignState(name, hash, mode, timeLapse, runs, more, totals, comparison);
    }
}
