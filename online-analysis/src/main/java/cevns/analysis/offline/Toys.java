package cevns.analysis.offline;

import cevns.daq.config.ConfigTree;
import java.util.Optional;

/**
 * How many pseudo-experiments are drawn.
 *
 * @param number for each hypothesis
 * @param seed of the generator: the same one gives the same numbers
 * @param steps stretches of the range of a parameter between the values that are tried
 */
record Toys(int number, long seed, int steps) {

    static Optional<Toys> read(ConfigTree tree, String key) {
        if (!tree.has(key)) {
            return Optional.empty();
        }
        ConfigTree toys = tree.child(key);
        return Optional.of(
                new Toys(
                        toys.count("number", 10, 1_000_000),
                        toys.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE),
                        toys.count("steps", 2, 10_000, 40)));
    }
}
