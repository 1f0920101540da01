package cevns.drivers.sis3316;

import cevns.daq.config.ConfigTree;
import java.util.ArrayList;
import java.util.List;

/**
 * Settings that four channels share. Lengths are samples.
 *
 * @param rawStart first stored sample, from the begin of the pre-trigger window
 * @param rawSamples stored samples of a hit, even
 * @param preTrigger begin of the pre-trigger window before the trigger
 * @param gate length of the trigger gate window, even
 * @param pileUp pile-up window
 * @param rePileUp re-pile-up window
 * @param accumulators up to eight gates
 * @param mawWords words of filter test data of a hit, even; for channels that store them
 * @param mawDelay delay of the filter test data, even
 * @param averaging mode m of a factor 2^(m + 1), 0 off; for 16-bit boards
 * @param averagedSamples averaged samples of a hit, even
 * @param averagedPreTrigger averaged samples before the raw pre-trigger window
 * @param rangeCode code of the input range in register 0x18 of the ADC chips of a 14-bit board; −1
 *     to leave it
 */
record GroupOptions(
        int rawStart,
        int rawSamples,
        int preTrigger,
        int gate,
        int pileUp,
        int rePileUp,
        List<Gate> accumulators,
        int mawWords,
        int mawDelay,
        int averaging,
        int averagedSamples,
        int averagedPreTrigger,
        int rangeCode) {

    /** Longest length that does not need the extended register. */
    static final int PLAIN_SAMPLES = 65_534;

    private static final int LONGEST_SAMPLES = (1 << 24) - 2;
    private static final int MOST_GATES = 8;

    /**
     * A gate of an accumulator.
     *
     * @param start from the begin of the pre-trigger window
     * @param length 1…512
     */
    record Gate(int start, int length) {}

    /** What stands where nothing is configured: a short raw trace. */
    static final GroupOptions DEFAULT =
            new GroupOptions(0, 256, 64, 256, 0, 0, List.of(), 0, 2, 0, 0, 0, -1);

    static GroupOptions read(ConfigTree tree) {
        int raw = even(tree, "raw_samples", 0, LONGEST_SAMPLES, DEFAULT.rawSamples());
        int start = tree.count("raw_start", 0, 65_534, 0);
        return new GroupOptions(
                start,
                raw,
                tree.count("pre_trigger_samples", 0, 16_378, DEFAULT.preTrigger()),
                even(tree, "gate_samples", 2, 65_536, gateOf(start + raw)),
                tree.count("pile_up_samples", 0, 65_535, 0),
                tree.count("re_pile_up_samples", 0, 65_535, 0),
                gates(tree),
                even(tree, "maw_words", 0, 1022, 0),
                even(tree, "maw_delay_samples", 2, 1022, 2),
                tree.count("averaging_mode", 0, 7, 0),
                even(tree, "averaged_samples", 0, 65_534, 0),
                tree.count("averaged_pre_trigger_samples", 0, 4095, 0),
                range(tree));
    }

    private static int gateOf(int samples) {
        return Math.max(2, Math.min(65_536, samples & ~1));
    }

    private static int even(ConfigTree tree, String key, int min, int max, int otherwise) {
        int value = tree.count(key, min, max, otherwise);
        if (value % 2 != 0) {
            tree.problem(key, value + " is not even");
        }
        return value;
    }

    private static List<Gate> gates(ConfigTree tree) {
        List<Gate> gates = new ArrayList<>();
        for (ConfigTree gate : tree.list("accumulators")) {
            gates.add(new Gate(gate.count("start", 0, 65_535), gate.count("length", 1, 512)));
        }
        if (gates.size() > MOST_GATES) {
            tree.problem("accumulators", gates.size() + " gates where eight can be");
        }
        return List.copyOf(gates.subList(0, Math.min(MOST_GATES, gates.size())));
    }

    private static int range(ConfigTree tree) {
        if (!tree.has("input_range_v")) {
            return -1;
        }
        double volt = tree.number("input_range_v", 0, 5);
        int code =
                volt == 1.75
                        ? 0x00
                        : volt == 1.992 ? 0x0B : volt == 1.5 ? 0x15 : volt == 1.383 ? 0x10 : -1;
        if (code < 0) {
            tree.problem("input_range_v", volt + " V is none of 1.75, 1.992, 1.5, 1.383");
        }
        return code;
    }
}
