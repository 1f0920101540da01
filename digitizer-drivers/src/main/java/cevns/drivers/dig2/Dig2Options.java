package cevns.drivers.dig2;

import cevns.daq.config.ConfigTree;
import cevns.daq.record.BeamSignal;
import cevns.daq.record.TriggerKind;
import cevns.drivers.dig2.wire.Dig2Frame;
import cevns.drivers.dig2.wire.Firmware;
import cevns.drivers.link.Reconnect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the configuration says of one board.
 *
 * @param host name or address
 * @param port of the command connection
 * @param dataPort where the data connection goes instead of where the board says, for a tunnel; 0
 *     for what the board says
 * @param firmware what the board must be loaded with
 * @param reset true to set the board to its defaults first
 * @param channels channels to read out; empty for those that are enabled on the board
 * @param recordLengthNs length of a record [ns]; 0 to leave it
 * @param preTriggerNs what of it lies before the trigger [ns]; −1 to leave it
 * @param parameters paths and the values they are set to, in this order
 * @param kindsOfFlags bit mask of {@link TriggerKind} for each value of an event's 13 flag bits; of
 *     hits, of their 12 low-priority flags; of zero-suppressed events, which have none, one value
 * @param markSignal timing signal that each beam trigger is a mark of; null for no marks
 * @param markChannel channel whose every hit is such a mark instead; −1 for none
 * @param probes true to keep the probes besides the ADC's samples
 * @param statistics true to have the board send its counters of triggers and saved hits
 * @param start what starts the board once it is armed
 * @param startedBy name of the board of the run whose signal that is; empty when it is of none
 * @param startAfterMs wait between arming and the command that starts [ms]
 * @param startWaitMs longest wait until the boards which this one starts are armed [ms]
 * @param readings paths that are read every now and then during a run, and their units
 * @param readingsMs time between two such readings [ms]
 * @param connectMs longest wait for a connection [ms]
 * @param replyMs longest wait for an answer [ms]
 * @param markerMs longest wait for a marker [ms]
 * @param stalledMs silence after which the board counts as stalled [ms]; 0 for never
 * @param silenceMs silence after which we connect anew [ms]; 0 for never
 * @param receiveBufferBytes SO_RCVBUF of the data connection; 0 for what the system gives
 * @param reconnectSeconds waits between attempts to connect [s]
 */
public record Dig2Options(
        String host,
        int port,
        int dataPort,
        Firmware firmware,
        boolean reset,
        List<Integer> channels,
        double recordLengthNs,
        double preTriggerNs,
        Map<String, String> parameters,
        int[] kindsOfFlags,
        BeamSignal markSignal,
        int markChannel,
        boolean probes,
        boolean statistics,
        Start start,
        String startedBy,
        int startAfterMs,
        int startWaitMs,
        Map<String, String> readings,
        int readingsMs,
        int connectMs,
        int replyMs,
        int markerMs,
        int stalledMs,
        int silenceMs,
        int receiveBufferBytes,
        List<Double> reconnectSeconds) {

    private static final double LONGEST_NS = 1e9;

    /** What starts an armed board. */
    enum Start {
        /** A command of ours. */
        SW,
        /** A signal, of another board for instance: {@code /par/startsource} says which. */
        EXTERNAL
    }

    /** Reads the device options strictly; problems go where the tree puts them. */
    public static Dig2Options read(ConfigTree tree) {
        BeamSignal signal = tree.choice("mark_signal", BeamSignal.class, BeamSignal.T39);
        Firmware firmware = tree.choice("firmware", Firmware.class, Firmware.SCOPE);
        String startedBy = tree.sourceName("started_by");
        Start usual = startedBy.isEmpty() ? Start.SW : Start.EXTERNAL;
        Start start = tree.choice("start", Start.class, usual);
        if (start == Start.SW && usual == Start.EXTERNAL) {
            tree.problem("start", "is sw, but " + startedBy + " starts this board");
        }
        return new Dig2Options(
                tree.string("host"),
                tree.count("port", 1, 65535, Dig2Frame.COMMAND_PORT),
                tree.count("data_port", 0, 65535, 0),
                firmware,
                tree.flag("reset", true),
                channels(tree),
                tree.number("record_length_ns", 1, LONGEST_NS, 0),
                tree.number("pre_trigger_ns", 0, LONGEST_NS, -1),
                parameters(tree.optionalChild("parameters")),
                kinds(tree, firmware),
                tree.flag("marks", false) ? signal : null,
                firmware.selfTriggers()
                        ? tree.count("mark_channel", -1, Dig2Frame.MAX_CHANNELS - 1, -1)
                        : -1,
                firmware.hasProbes() && tree.flag("probes", true),
                firmware.hasStatistics() && tree.flag("statistics", true),
                start,
                startedBy,
                millis(tree, "start_after_s", 0),
                millis(tree, "start_wait_s", 10),
                parameters(tree.optionalChild("readings")),
                Math.max(100, millis(tree, "readings_every_s", 10)),
                tree.count("connect_timeout_ms", 1, 600_000, 4000),
                tree.count("reply_timeout_ms", 1, 600_000, 5000),
                tree.count("marker_timeout_ms", 1, 600_000, 5000),
                millis(tree, "stalled_s", 10),
                millis(tree, "silence_s", 60),
                tree.count("receive_buffer_bytes", 0, 1 << 28, 0),
                Reconnect.read(tree, Reconnect.DEFAULT_SECONDS));
    }

    private static int millis(ConfigTree tree, String key, double otherwise) {
        return (int) Math.round(1000 * tree.number(key, 0, 86_400, otherwise));
    }

    private static List<Integer> channels(ConfigTree tree) {
        List<Integer> channels = new ArrayList<>();
        for (double number : tree.has("channels") ? tree.numbers("channels") : List.<Double>of()) {
            int channel = (int) number;
            if (channel != number || channel < 0 || channel >= Dig2Frame.MAX_CHANNELS) {
                tree.problem("channels", number + " is not a channel in [0, 63]");
            } else if (!channels.contains(channel)) {
                channels.add(channel);
            }
        }
        return List.copyOf(channels);
    }

    private static Map<String, String> parameters(ConfigTree tree) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String path : tree.keys()) {
            if (!path.startsWith("/")) {
                tree.problem(path, "is not a path of the board's tree, such as /par/clocksource");
            }
            parameters.put(path, tree.string(path));
        }
        return parameters;
    }

    // Which bit means what is not known for sure, so nothing of it is built in.
    private static int[] kinds(ConfigTree tree, Firmware firmware) {
        TriggerKind usual = firmware.selfTriggers() ? TriggerKind.SELF : TriggerKind.BEAM;
        int otherwise = tree.choice("trigger_kind", TriggerKind.class, usual).bit();
        int bits = firmware.flagBits();
        int[] ofBit = new int[bits];
        ConfigTree map = tree.optionalChild("trigger_kinds");
        for (String key : map.keys()) {
            int bit = key.matches("\\d{1,2}") ? Integer.parseInt(key) : bits;
            if (bit < bits) {
                ofBit[bit] = map.choice(key, TriggerKind.class).bit();
            } else {
                map.string(key);
                map.problem(
                        key,
                        bits == 0
                                ? "is not a flag: hits of " + firmware.fwType + " have none"
                                : "is not a flag bit in [0, " + (bits - 1) + "]");
            }
        }
        int[] kinds = new int[1 << bits];
        for (int flags = 0; flags < kinds.length; flags++) {
            for (int bit = 0; bit < ofBit.length; bit++) {
                kinds[flags] |= (flags >> bit & 1) != 0 ? ofBit[bit] : 0;
            }
            if (kinds[flags] == 0) {
                kinds[flags] = otherwise;
            }
        }
        return kinds;
    }
}
