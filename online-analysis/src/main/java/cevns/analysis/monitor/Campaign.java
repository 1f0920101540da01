package cevns.analysis.monitor;

import cevns.daq.config.CampaignConfig;
import cevns.daq.config.RunConfig;
import cevns.daq.record.RunMark;
import cevns.daq.record.RunMode;
import cevns.daq.record.RunType;
import java.util.ArrayList;
import java.util.List;

/**
 * The campaign of a run: what the runs before it have counted, to which this run is added. A
 * physics run whose configuration names a campaign adds up with those of the same name, analysis,
 * mode and time-lapse; all others stand alone.
 *
 * <p>Whether a live run is simulated is known when its sources have said who they are. So a run
 * gets the states of both and takes the one that fits.
 */
public final class Campaign {

    /** A snapshot is a line of limited length. */
    private static final int MOST_SHOWN = 50;

    private final int run;
    private final CampaignConfig campaign;
    private final double timeLapse;
    private final boolean exists;
    private final List<CampaignState> carried;
    private CampaignState before;

    /**
     * @param carried states of the campaign before the run; those of another name, analysis or
     *     time-lapse are of no use to it
     */
    public Campaign(RunMark.RunStart start, RunConfig config, List<CampaignState> carried) {
        run = start.run();
        campaign = config.campaign();
        timeLapse = start.timeLapse();
        exists = campaign.isNamed() && start.type() == RunType.PHYSICS;
        this.carried =
                carried.stream()
                        .filter(state -> exists && state.isOf(campaign, timeLapse))
                        .toList();
        before = before(start.mode());
    }

    private CampaignState before(RunMode mode) {
        return carried.stream()
                .filter(state -> state.mode() == mode)
                .findFirst()
                .orElse(CampaignState.none(campaign, mode, timeLapse));
    }

    /** True when the run is one of a campaign. */
    public boolean exists() {
        return exists;
    }

    /** The state before this run; of a run that stands alone an empty one. */
    public CampaignState before() {
        return before;
    }

    /**
     * The run has turned out to be simulated.
     *
     * @return true when another state is to be gone on from now
     */
    boolean simulated() {
        if (!exists || before.mode() == RunMode.SIMULATED) {
            return false;
        }
        before = before(RunMode.SIMULATED);
        return true;
    }

    /** What the campaign has counted with this run. */
    Totals with(Totals ofRun) {
        return before.totals().plus(ofRun);
    }

    /**
     * The campaign with this run as a snapshot has it.
     *
     * @param counts of the campaign with this run, as they may be given out
     */
    Snapshot.Campaign shown(Totals ofRun, Snapshot.Counts counts) {
        Totals all = with(ofRun);
        CampaignState now = before.including(run, ofRun, null);
        return new Snapshot.Campaign(
                now.name(),
                now.hash(),
                now.count(),
                last(now.runs()),
                now.excluded().size(),
                last(now.excluded()),
                all.exposures(now.timeLapse()),
                counts);
    }

    private static <T> List<T> last(List<T> all) {
        return all.subList(Math.max(0, all.size() - MOST_SHOWN), all.size());
    }

    /**
     * What the next run of the campaign is to carry: the state after this run, and those of other
     * modes as they were.
     *
     * @param compared the comparison with this run; null where there is none
     */
    List<CampaignState> after(Totals ofRun, Comparison.State compared) {
        return replaced(before.including(run, ofRun, compared));
    }

    /** The same for a run that cannot be added. */
    List<CampaignState> afterWithout(String reason) {
        return replaced(before.without(run, reason));
    }

    private List<CampaignState> replaced(CampaignState now) {
        if (!exists) {
            return List.of();
        }
        List<CampaignState> all = new ArrayList<>();
        all.add(now);
        carried.stream().filter(state -> state.mode() != now.mode()).forEach(all::add);
        return all;
    }
}
