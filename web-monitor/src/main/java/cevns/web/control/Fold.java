package cevns.web.control;

import cevns.analysis.monitor.CampaignJson;
import cevns.analysis.monitor.CampaignState;
import cevns.daq.config.CampaignConfig;
import cevns.daq.config.InvalidConfig;
import cevns.daq.config.RunConfig;
import cevns.daq.record.RunMark;
import cevns.daq.record.RunType;
import cevns.daq.run.RunDirectory;
import cevns.daq.run.RunNotes;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs replayed one after the other from nothing: each goes on from what came of those before it,
 * not from what it carries. With the runs of a campaign in their order both are the same, unless
 * something was changed afterwards: a run was flagged, or another configuration is used.
 */
public final class Fold {

    private final RunConfig other;
    private final boolean keeps;
    private final Map<Key, List<CampaignState>> states = new LinkedHashMap<>();
    private boolean isOneProgram = true;

    private record Key(CampaignConfig campaign, double timeLapse) {}

    /** A run in the fold: what it begins with, and the states of its campaign before it. */
    private record Next(RunMark.RunStart start, Key key, List<CampaignState> before) {}

    private Next next;

    /**
     * @param other the configuration to use; null for those of the runs
     * @param keeps true to write what comes of each run beside it, for the next run to carry
     */
    public Fold(RunConfig other, boolean keeps) {
        this.other = other;
        this.keeps = keeps;
    }

    /**
     * Why a run is left out; null when it is not, and is the next then.
     *
     * @throws IOException if a disk fails
     */
    public String flag(RunDirectory run) throws IOException {
        RunMark.RunStart start = FirstRecord.of(run);
        next = null;
        if (start == null) {
            return null; // the replay says so
        }
        RunConfig config = other != null ? other : RunConfig.ofText(start.configText());
        Key key = new Key(config.campaign(), start.timeLapse());
        List<CampaignState> before = states.getOrDefault(key, List.of());
        String flag = RunNotes.qualityFlag(run);
        if (flag == null || !config.campaign().isNamed() || start.type() != RunType.PHYSICS) {
            next = new Next(start, key, before);
            return null;
        }
        states.put(key, Campaigns.leaveOut(run, before, key.campaign(), key.timeLapse()));
        return flag;
    }

    /** The states of its campaign before the next run. */
    public List<CampaignState> before() {
        return next == null ? List.of() : next.before();
    }

    /** The next run has been analysed. */
    public void add(RunDirectory run, Analysis analysis) throws IOException {
        List<CampaignState> after = analysis.pipeline().campaign();
        if (next != null && !after.isEmpty()) {
            states.put(next.key(), after);
            isOneProgram &= next.start().codeVersion().equals(Version.program());
            if (keeps) {
                CampaignFile.keep(run, after);
            }
        }
    }

    /**
     * Why the replay of the run that was added cannot be compared with what was taken; null when it
     * can.
     */
    public String notComparable() {
        if (next == null || CampaignJson.text(next.before()).equals(next.start().carried())) {
            return null;
        }
        int run = next.start().run();
        String carried = carriedRuns();
        String here = runs(next.before());
        if (!carried.equals(here)) {
            return "run %d was taken after %s of its campaign, here it comes after %s"
                    .formatted(run, carried, here);
        }
        return isOneProgram ? null : "runs before it were taken with another version";
    }

    /** What is wrong with a state may tell of the counts of a blind run, so it is not said. */
    private String carriedRuns() {
        try {
            return runs(CampaignJson.read(next.start().carried(), ""));
        } catch (InvalidConfig e) {
            return "what cannot be read";
        }
    }

    private static String runs(List<CampaignState> states) {
        StringBuilder words = new StringBuilder();
        for (CampaignState state : states) {
            for (CampaignState.Range r : state.runs()) {
                words.append(words.length() == 0 ? "runs " : ", ").append(r.first());
                words.append(r.last() == r.first() ? "" : "-" + r.last());
            }
            for (CampaignState.Excluded e : state.excluded()) {
                words.append(words.length() == 0 ? "" : ", ").append("without ").append(e.run());
                words.append(" (").append(e.reason()).append(')');
            }
        }
        return words.length() == 0 ? "no run" : words.toString();
    }
}
