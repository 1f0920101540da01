package cevns.drivers.sis3316;

import cevns.daq.config.ConfigTree;
import cevns.daq.record.BeamSignal;
import cevns.daq.record.TriggerKind;
import cevns.drivers.link.Reconnect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * What the configuration says of one board.
 *
 * @param link where it is
 * @param clock sample clock
 * @param userByte upper byte of the channel id in its hits
 * @param groups settings of the four groups
 * @param channels the channels to read out, in order
 * @param registers further registers and what is written to them, last
 * @param externalInvert true for a trigger input that is active when it is low
 * @param pollMs how often the board is asked whether a bank is full [ms]
 * @param swapMs longest time that a bank is open [ms]
 * @param bankWords words of a channel at which its bank counts as full
 * @param externalKind what an external trigger is
 * @param markSignal timing signal that each external trigger is a mark of; null for no marks
 * @param temperatureS time from one reading of the temperature to the next [s]; 0 for none
 * @param stalledMs silence after which the board counts as stalled [ms]
 * @param reconnectSeconds waits between attempts to connect [s]
 */
record Sis3316Options(
        LinkOptions link,
        Clock clock,
        int userByte,
        List<GroupOptions> groups,
        List<ChannelOptions> channels,
        Map<Integer, Integer> registers,
        boolean externalInvert,
        int pollMs,
        int swapMs,
        int bankWords,
        TriggerKind externalKind,
        BeamSignal markSignal,
        double temperatureS,
        int stalledMs,
        List<Double> reconnectSeconds) {

    /**
     * The sample clock.
     *
     * @param source code of register 0x50: 0 on-board, 1 VXS, 2 front-panel bus, 3 NIM
     * @param mhz its frequency; of the on-board one 62.5, 125 or 250
     */
    record Clock(int source, double mhz) {

        private enum Source {
            INTERNAL,
            VXS,
            FRONT_PANEL,
            NIM
        }

        static Clock read(ConfigTree tree) {
            int source = tree.choice("source", Source.class, Source.INTERNAL).ordinal();
            double mhz = tree.number("mhz", 10, 250, 125);
            if (source == 0 && mhz != 62.5 && mhz != 125 && mhz != 250) {
                tree.problem("mhz", mhz + " is none of 62.5, 125, 250");
            }
            return new Clock(source, mhz);
        }

        /** One tick, and one sample [fs]. */
        long tickFs() {
            return Math.round(1e9 / mhz);
        }
    }

    /** Words in a bank of a channel. */
    private static final int MOST_BANK_WORDS = 0xFF_0000;

    /** Reads the device options strictly; problems go where the tree puts them. */
    static Sis3316Options read(ConfigTree tree) {
        List<ChannelOptions> channels = channels(tree);
        BeamSignal signal = tree.choice("mark_signal", BeamSignal.class, BeamSignal.T39);
        boolean marks = tree.flag("marks", false);
        if (marks && channels.stream().noneMatch(Sis3316Options::isExternal)) {
            tree.problem("marks", "no channel is triggered externally, so nothing is a mark");
        }
        return new Sis3316Options(
                LinkOptions.read(tree),
                Clock.read(tree.optionalChild("clock")),
                tree.count("user_byte", 0, 255, 0),
                groups(tree),
                channels,
                registers(tree.optionalChild("registers")),
                tree.flag("trigger_input_inverted", false),
                tree.count("poll_ms", 1, 10_000, 10),
                tree.count("swap_ms", 1, 600_000, 100),
                tree.count("bank_words", 1, MOST_BANK_WORDS, 1 << 20),
                tree.choice("external_kind", TriggerKind.class, TriggerKind.BEAM),
                marks ? signal : null,
                tree.number("temperature_s", 0, 86_400, 10),
                (int) Math.round(1000 * tree.number("stalled_s", 0.05, 86_400, 1)),
                Reconnect.read(tree, Reconnect.DEFAULT_SECONDS));
    }

    static boolean isExternal(ChannelOptions channel) {
        return channel.trigger() == ChannelOptions.Trigger.EXTERNAL;
    }

    private static List<ChannelOptions> channels(ConfigTree tree) {
        Map<Integer, ChannelOptions> all =
                numbered(tree, "channels", Registers.CHANNELS, ChannelOptions::read);
        if (all.isEmpty()) {
            tree.problem("channels", "no channel is read out");
        }
        return List.copyOf(all.values());
    }

    private static List<GroupOptions> groups(ConfigTree tree) {
        Map<Integer, GroupOptions> some =
                numbered(
                        tree,
                        "groups",
                        Registers.GROUP_COUNT,
                        (group, block) -> GroupOptions.read(block));
        List<GroupOptions> all = new ArrayList<>();
        for (int group = 0; group < Registers.GROUP_COUNT; group++) {
            all.add(some.getOrDefault(group, GroupOptions.DEFAULT));
        }
        return List.copyOf(all);
    }

    /** Blocks whose keys are a number, or several as in {@code "0..7"}. */
    private static <T> Map<Integer, T> numbered(
            ConfigTree tree, String key, int end, BiFunction<Integer, ConfigTree, T> read) {
        Map<Integer, T> all = new TreeMap<>();
        if (!tree.has(key)) {
            return all;
        }
        for (Map.Entry<String, ConfigTree> block : tree.named(key).entrySet()) {
            int[] range = range(block.getKey(), end);
            if (range == null) {
                block.getValue().acceptAll();
                tree.problem(key, "'" + block.getKey() + "' is no number or range below " + end);
                continue;
            }
            for (int number = range[0]; number <= range[1]; number++) {
                if (all.put(number, read.apply(number, block.getValue())) != null) {
                    tree.problem(key, number + " stands in two blocks");
                }
            }
        }
        return all;
    }

    private static int[] range(String text, int end) {
        if (!text.matches("\\d{1,2}(\\.\\.\\d{1,2})?")) {
            return null;
        }
        String[] parts = text.split("\\.\\.");
        int from = Integer.parseInt(parts[0]);
        int to = Integer.parseInt(parts[parts.length - 1]);
        return from <= to && to < end ? new int[] {from, to} : null;
    }

    private static Map<Integer, Integer> registers(ConfigTree tree) {
        Map<Integer, Integer> all = new TreeMap<>();
        for (String key : tree.keys()) {
            long value = tree.integer(key, 0, 0xFFFF_FFFFL);
            int address = key.matches("0x[0-9A-Fa-f]{1,5}") ? Integer.decode(key) : 0;
            if (address < Registers.LINK_END || address % 4 != 0) {
                tree.problem(key, "is no register such as 0x1028");
            }
            all.put(address, (int) value);
        }
        return all;
    }
}
