package cevns.drivers.slowcontrol;

import cevns.daq.config.ConfigTree;
import java.util.List;
import java.util.stream.IntStream;

/** Lists of channels in a configuration. */
public final class Numbered {

    private Numbered() {}

    /**
     * The channels under a key, each once, in the order given; all of them where nothing stands.
     *
     * @param first lowest number there is
     * @param last highest number there is
     */
    public static List<Integer> channels(ConfigTree tree, String key, int first, int last) {
        List<Integer> all = IntStream.rangeClosed(first, last).boxed().toList();
        if (!tree.has(key)) {
            return all;
        }
        List<Double> numbers = tree.numbers(key);
        boolean sound =
                !numbers.isEmpty()
                        && numbers.stream().distinct().count() == numbers.size()
                        && numbers.stream()
                                .allMatch(n -> n >= first && n <= last && n == Math.rint(n));
        if (!sound) {
            tree.problem(key, numbers + " are not numbers of " + first + " to " + last);
            return all;
        }
        return numbers.stream().map(Double::intValue).toList();
    }
}
