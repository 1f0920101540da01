package cevns.web.control;

import cevns.analysis.Pipeline;
import cevns.analysis.monitor.CampaignJson;
import cevns.analysis.monitor.CampaignState;
import cevns.daq.config.CampaignConfig;
import cevns.daq.config.InvalidConfig;
import cevns.daq.config.RunConfig;
import cevns.daq.record.RunMark;
import cevns.daq.record.RunMode;
import cevns.daq.record.RunType;
import cevns.daq.run.RunDirectory;
import cevns.daq.run.RunInfo;
import cevns.daq.run.RunInspector;
import cevns.daq.run.RunNotes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what a new run of a campaign is to carry: the states after the last run of the same name,
 * analysis and time-lapse that is closed and not flagged. Where that run has no file of them, or a
 * damaged one, it is analysed again.
 *
 * <p>A run of the same name and another analysis begins the campaign anew; when the analysis is
 * changed back, its runs go on from where they were.
 */
public final class Campaigns {

    private static final Logger LOG = LoggerFactory.getLogger(Campaigns.class);

    private final RunConfig config;
    private final CampaignConfig campaign;
    private final double timeLapse;
    private final List<RunDirectory> runs;
    private final List<RunDirectory> flagged = new ArrayList<>();
    private RunDirectory otherAnalysis;

    private Campaigns(RunConfig config, double timeLapse, Path data) {
        this.config = config;
        this.campaign = config.campaign();
        this.timeLapse = timeLapse;
        this.runs = RunDirectory.all(data);
    }

    /**
     * What a run is to carry, as {@code RUN_START} takes it; empty where it stands alone. Says in
     * the log what the run goes on from.
     *
     * @param before runs with a smaller number than this one
     * @throws InvalidConfig if the campaign has a state that the configuration cannot go on from
     * @throws IOException if a disk fails
     */
    public static String carried(RunConfig config, double timeLapse, Path data, int before)
            throws IOException {
        if (!config.campaign().isNamed()) {
            return "";
        }
        if (config.type() != RunType.PHYSICS) {
            LOG.info("campaign {}: only physics runs add up", config.campaign().name());
            return "";
        }
        Campaigns search = new Campaigns(config, timeLapse, data);
        search.runs.removeIf(run -> run.run() >= before);
        List<CampaignState> states = search.find();
        String carried = CampaignJson.text(states);
        search.say(states);
        search.tryOut(before, states, carried);
        return carried;
    }

    private List<CampaignState> find() throws IOException {
        List<CampaignState> states = List.of();
        for (int i = runs.size() - 1; i >= 0 && states.isEmpty(); i--) {
            RunDirectory run = runs.get(i);
            CampaignConfig its = campaignOf(run);
            boolean isOurs = its.equals(campaign);
            if (isOurs && RunNotes.qualityFlag(run) != null) {
                flagged.add(0, run);
                continue;
            }
            List<CampaignState> kept = CampaignFile.readable(run);
            if (kept.isEmpty() && isOurs) {
                kept = analysed(run);
            }
            states = kept.stream().filter(state -> state.isOf(campaign, timeLapse)).toList();
            boolean isOther = its.name().equals(campaign.name()) && !isOurs;
            otherAnalysis = otherAnalysis == null && isOther ? run : otherAnalysis;
        }
        for (RunDirectory run : flagged) {
            states = leaveOut(run, states, campaign, timeLapse);
        }
        return states;
    }

    /** The campaign in the configuration that a run keeps; one without a name where it has none. */
    private CampaignConfig campaignOf(RunDirectory run) {
        try {
            String text = Files.readString(run.config());
            if (text.contains(campaign.name())) {
                return RunConfig.ofText(text).campaign();
            }
        } catch (IOException | InvalidConfig e) {
            LOG.debug("run {} has no configuration that can be read", run.run(), e);
        }
        return new CampaignConfig("", "");
    }

    private List<CampaignState> analysed(RunDirectory run) throws IOException {
        RunInfo info = RunInspector.look(run);
        if (info == null || info.state() != RunInfo.State.CLOSED) {
            LOG.warn("campaign {}: run {} is not closed, it is not counted", name(), run.run());
            return List.of();
        }
        LOG.info("campaign {}: run {} is analysed again", name(), run.run());
        try (Analysis analysis = Analysis.of(run, null, snapshot -> {})) {
            analysis.run();
            List<CampaignState> states = analysis.pipeline().campaign();
            CampaignFile.keep(run, states);
            return states;
        } catch (RuntimeException e) {
            LOG.warn(
                    "campaign {}: run {} cannot be analysed, it is not counted: {}",
                    name(),
                    run.run(),
                    e.getMessage());
            return List.of();
        }
    }

    /** The states with a flagged run named among those that were left out. */
    static List<CampaignState> leaveOut(
            RunDirectory run, List<CampaignState> states, CampaignConfig campaign, double timeLapse)
            throws IOException {
        RunInfo info = RunInspector.look(run);
        RunMark.RunStart start = FirstRecord.of(run);
        boolean wouldCount =
                info != null
                        && start != null
                        && start.type() == RunType.PHYSICS
                        && start.timeLapse() == timeLapse;
        if (!wouldCount) {
            return states;
        }
        RunMode mode = info.mode();
        String reason = RunNotes.qualityFlag(run);
        List<CampaignState> all = new ArrayList<>();
        for (CampaignState state : states) {
            all.add(state.mode() == mode ? state.without(run.run(), reason) : state);
        }
        if (states.stream().noneMatch(state -> state.mode() == mode)) {
            all.add(CampaignState.none(campaign, mode, timeLapse).without(run.run(), reason));
        }
        return all;
    }

    private String name() {
        return campaign.name();
    }

    private void say(List<CampaignState> states) throws IOException {
        String analysis = campaign.hash().substring(0, 8);
        if (states.stream().allMatch(state -> state.count() == 0)) {
            LOG.info(
                    otherAnalysis == null
                            ? "campaign {}, analysis {}: this is its first run{}"
                            : "campaign {}, analysis {}: begins anew, for the analysis is not that"
                                    + " of run {}",
                    name(),
                    analysis,
                    otherAnalysis == null ? "" : otherAnalysis.run());
        }
        for (CampaignState state : states) {
            LOG.info(
                    "campaign {}, analysis {}: goes on from {} {} runs, the last is {}",
                    name(),
                    analysis,
                    state.count(),
                    state.mode().name().toLowerCase(java.util.Locale.ROOT),
                    state.runs().isEmpty()
                            ? "-"
                            : state.runs().get(state.runs().size() - 1).last());
        }
        for (RunDirectory run : runs) {
            String flag = RunNotes.qualityFlag(run);
            if (flag != null && states.stream().anyMatch(state -> state.includes(run.run()))) {
                LOG.warn(
                        "campaign {} counts run {}, which was flagged later ({}): sevens replay"
                                + " --keep-campaign of its runs, in order, takes it out",
                        name(),
                        run.run(),
                        flag);
            }
        }
    }

    /** What the analysis of the new run would refuse is refused before anything is taken. */
    private void tryOut(int run, List<CampaignState> states, String carried) {
        for (CampaignState state : states) {
            new Pipeline(snapshot -> {})
                    .onMark(Version.runStart(run, config, state.mode(), timeLapse, 0, carried));
        }
    }
}
