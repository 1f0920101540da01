package cevns.daq.config;

import cevns.daq.record.RunMode;
import cevns.daq.record.RunType;

/**
 * Whether the result of a physics run with a real detector may be given out while it is taken, and
 * what to say where it may not. It is blind unless its configuration says otherwise; simulated runs
 * and imported data are always open.
 *
 * <pre>
 *   blinding {
 *     open = false
 *     rule = v1                             # name of the rule; another rule is another configuration
 *     until = "the selection is frozen"     # when it is to be opened, in words
 *     by = "two of the analysis board"      # who opens it, in words
 *   }
 * </pre>
 *
 * @param open true for {@code blinding { open = true }}
 * @param rule name of the rule
 * @param until when the result is to be opened, for people
 * @param by who opens it, for people
 * @param hash SHA-256 of what gives the counts of the run their meaning, this block included,
 *     hexadecimal: whoever opens a result opens it for the runs that have this in common
 */
public record BlindingConfig(boolean open, String rule, String until, String by, String hash) {

    /**
     * Reads the block {@code blinding}.
     *
     * @param text the resolved text of the whole configuration
     */
    static BlindingConfig read(ConfigTree tree, String text) {
        return new BlindingConfig(
                tree.flag("open", false),
                tree.string("rule", "v1"),
                tree.string("until", "the selection is frozen"),
                tree.string("by", "two people"),
                CampaignConfig.analysisHash(text));
    }

    /** True for a run that is blind if its detector is a real one and nobody has opened it. */
    public boolean applies(RunType type, RunMode mode) {
        return !open && type == RunType.PHYSICS && mode == RunMode.LIVE;
    }
}
