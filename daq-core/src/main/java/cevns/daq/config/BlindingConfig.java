package cevns.daq.config;

/**
 * Whether the result of a physics run with a real detector may be shown while it is taken. It is
 * blind unless its configuration says otherwise; simulated runs and imported data are always open.
 *
 * @param open true for {@code blinding { open = true }}
 */
public record BlindingConfig(boolean open) {

    static BlindingConfig read(ConfigTree tree) {
        return new BlindingConfig(tree.flag("open", false));
    }
}
