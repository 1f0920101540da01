package cevns.drivers.bridge;

import cevns.daq.config.ConfigTree;
import cevns.daq.record.BeamSignal;
import cevns.daq.record.TriggerKind;
import cevns.drivers.caen17xx.Caen17xxModel;
import cevns.drivers.link.StreamOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * What the configuration says of a board behind a bridge.
 *
 * @param stream where the bridge is
 * @param source number of the board among those of its bridge; −1 for the first that is seen
 * @param content what its frames hold
 * @param model the CAEN board; what differs in its data
 * @param packed true when an x720 packs five samples into two words
 * @param fillAdc sample that stands for a suppressed stretch [ADC counts]
 * @param tickFs unit of the trigger time tag [fs]
 * @param samplePs time from sample to sample [ps]
 * @param channels channels that the board reads out, in order
 * @param preTrigger samples before the trigger
 * @param kindsOfPattern bit mask of {@link TriggerKind} for each value of the low 8 pattern bits
 * @param markSignal timing signal that each beam trigger is a mark of; null for no marks
 * @param maxFrameBytes longest payload that is taken [bytes]
 */
record BridgeOptions(
        StreamOptions stream,
        long source,
        Content content,
        Caen17xxModel model,
        boolean packed,
        int fillAdc,
        long tickFs,
        int samplePs,
        List<Integer> channels,
        int preTrigger,
        int[] kindsOfPattern,
        BeamSignal markSignal,
        int maxFrameBytes) {

    /** What the frames of a bridge hold. */
    enum Content {
        /** Blocks of a CAEN 17xx board with standard firmware. */
        STANDARD,
        /** Blocks of a CAEN 17xx board with DPP-PSD firmware. */
        PSD,
        /** Traces of fixed length, of any digitizer. */
        TRACES
    }

    static final int PORT = 4310;
    private static final int PATTERN_BITS = 8;
    private static final int MOST_CHANNELS = 256;

    /** Reads the device options strictly; problems go where the tree puts them. */
    static BridgeOptions read(ConfigTree tree) {
        Content content = tree.choice("content", Content.class, Content.STANDARD);
        Caen17xxModel model = tree.choice("model", Caen17xxModel.class, Caen17xxModel.X720);
        BeamSignal signal = tree.choice("mark_signal", BeamSignal.class, BeamSignal.T39);
        long tick = content == Content.PSD ? 1000L * model.samplePs() : model.tickFs();
        return new BridgeOptions(
                StreamOptions.read(tree, PORT),
                tree.integer("source", 0, 0xFFFF_FFFFL, -1),
                content,
                model,
                tree.flag("packed", false),
                tree.count("fill_adc", 0, 65_535, (1 << model.bits()) - 1),
                tree.integer("tick_fs", 1, 1_000_000_000_000L, tick),
                tree.count("sample_ps", 1, 1_000_000_000, model.samplePs()),
                channels(tree),
                tree.count("pre_trigger_samples", 0, 1 << 28, 0),
                kinds(tree),
                tree.flag("marks", false) ? signal : null,
                tree.count("max_frame_mib", 1, 1024, 64) << 20);
    }

    private static List<Integer> channels(ConfigTree tree) {
        List<Integer> channels = new ArrayList<>();
        for (double number : tree.numbers("channels")) {
            int channel = (int) number;
            if (channel != number || channel < 0 || channel >= MOST_CHANNELS) {
                tree.problem("channels", number + " is not a channel in [0, 255]");
            } else if (!channels.contains(channel)) {
                channels.add(channel);
            }
        }
        if (channels.isEmpty()) {
            tree.problem("channels", "at least one channel is expected");
            channels.add(0);
        }
        return List.copyOf(channels);
    }

    /** Which input pattern is which trigger is a matter of the cabling. */
    private static int[] kinds(ConfigTree tree) {
        int otherwise = tree.choice("trigger_kind", TriggerKind.class, TriggerKind.BEAM).bit();
        int[] ofBit = new int[PATTERN_BITS];
        ConfigTree map = tree.optionalChild("trigger_kinds");
        for (String key : map.keys()) {
            int bit = key.matches("\\d") ? Integer.parseInt(key) : PATTERN_BITS;
            if (bit < PATTERN_BITS) {
                ofBit[bit] = map.choice(key, TriggerKind.class).bit();
            } else {
                map.string(key);
                map.problem(key, "is not a bit of the LVDS pattern in [0, 7]");
            }
        }
        int[] kinds = new int[1 << PATTERN_BITS];
        for (int pattern = 0; pattern < kinds.length; pattern++) {
            for (int bit = 0; bit < PATTERN_BITS; bit++) {
                kinds[pattern] |= (pattern >> bit & 1) != 0 ? ofBit[bit] : 0;
            }
            if (kinds[pattern] == 0) {
                kinds[pattern] = otherwise;
            }
        }
        return kinds;
    }
}
