package cevns.drivers.dig2.emulator;

import cevns.drivers.dig2.emulator.ParameterFolder.Quantity;
import cevns.drivers.dig2.wire.DatagramFrame;
import cevns.drivers.dig2.wire.Firmware;
import cevns.drivers.dig2.wire.RefusedCommand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The tree of an emulated VX2730: names, ranges and texts as a real board has them, as far as they
 * are known.
 */
final class BoardTree {

    private static final String[] TRIGGERS = {
        "TrgIn",
        "P0",
        "SwTrg",
        "LVDS",
        "ITLA",
        "ITLB",
        "ITLA_AND_ITLB",
        "ITLA_OR_ITLB",
        "EncodedClkIn",
        "GPIO",
        "TestPulse",
        "UserTrg"
    };
    private static final long LONGEST_NS = 34_359_738_360L;
    private static final long SMALLEST_BUFFER = 2_621_440;

    /** The parameter that stands for all user registers; its getValue has an argument. */
    static final String USER_REGISTER = "registeruser";

    /** The same for the board's own registers, of which one is known. */
    static final String MISC_REGISTER = "registermisc";

    private final NodeTree tree = new NodeTree();
    private final List<Runnable> resets = new ArrayList<>();
    private final Map<Integer, Long> registers = new TreeMap<>();
    private final Dig2EmulatorOptions options;
    private final Supplier<Integer> dataPort;
    private final List<Supplier<String>> enabled = new ArrayList<>();
    private Quantity recordLength;
    private Quantity preTrigger;
    private Quantity testPulsePeriod;
    private Supplier<String> triggers;
    private Supplier<String> samples;
    private Supplier<String> autoDisarm;
    private Supplier<String> start;
    private Supplier<String> syncOut;
    private Quantity runDelay;
    private Supplier<String> statistics = () -> "False";
    private Supplier<String> reduction = () -> "False";
    private final List<DppChannel> dppChannels = new ArrayList<>();
    private final List<ZleChannel> zleChannels = new ArrayList<>();
    private final TraceWriter writer;

    /**
     * Makes the tree.
     *
     * @param dataPort tells the port of the raw endpoint; over UDP, the one of the client
     * @param openDataPort tells the port of the opendata endpoint, where there is one
     * @param status tells the counters and flags of the acquisition by parameter name
     */
    BoardTree(
            Dig2EmulatorOptions options,
            Supplier<Integer> dataPort,
            Supplier<Integer> openDataPort,
            Map<String, Supplier<String>> status) {
        this.options = options;
        writer =
                options.firmware() == Firmware.DPP_ZLE
                        ? new ZleWriter(zleChannels, options.counted())
                        : new ScopeWriter(options.groupEvents());
        Node root = tree.root();
        ParameterFolder par = new ParameterFolder(root.add("par", NodeType.FOLDER), resets);
        identity(par);
        status.forEach((name, value) -> par.readOnly(name, "NUMBER", value));
        acquisition(par);
        PassiveParameters.board(par);
        Node channels = root.add("ch", NodeType.FOLDER);
        for (int channel = 0; channel < options.channels(); channel++) {
            Node one = channels.add(Integer.toString(channel), NodeType.CHANNEL);
            channel(new ParameterFolder(one.add("par", NodeType.FOLDER), resets));
            commands(one.add("cmd", NodeType.FOLDER), true);
        }
        commands(root.add("cmd", NodeType.FOLDER), false);
        PassiveParameters.lvds(root.add("lvds", NodeType.FOLDER), resets);
        this.dataPort = dataPort;
        Node endpoints = root.add("endpoint", NodeType.FOLDER);
        endpoints(endpoints);
        if (options.openData()) {
            port(endpoints.add("opendata", NodeType.ENDPOINT), openDataPort);
        }
    }

    private void identity(ParameterFolder par) {
        par.readOnly("modelname", "STRING", options::model);
        par.readOnly("serialnum", "STRING", options::serial);
        par.readOnly("fwtype", options.firmware().fwType);
        par.readOnly("numch", "NUMBER", () -> Integer.toString(options.channels()));
        par.readOnly("adc_nbit", "NUMBER", () -> Integer.toString(options.adcBits()));
        par.readOnly("adc_samplrate", "NUMBER", () -> rate(options.megaSamples()))
                .attribute("uom", "sample per second")
                .attribute("expuom", "6");
        par.readOnly("maxrawdatasize", "NUMBER", () -> Long.toString(maxRawDataSize()))
                .attribute("uom", "byte");
        par.readOnly(USER_REGISTER, "NUMBER", () -> "0").takes(this::setRegister);
        par.readOnly(MISC_REGISTER, "NUMBER", () -> "0");
    }

    private static String rate(double megaSamples) {
        return megaSamples == Math.rint(megaSamples)
                ? Long.toString((long) megaSamples)
                : Double.toString(megaSamples);
    }

    private void acquisition(ParameterFolder par) {
        if (options.firmware().selfTriggers()) {
            boolean open = options.firmware() == Firmware.DPP_OPEN;
            String source = open ? "acqtriggersource" : "globaltriggersource";
            triggers = par.anyOf(source, TRIGGERS[0], TRIGGERS);
            reduction = par.choice("endatareduction", "False", "True");
            if (options.firmware().hasStatistics()) {
                statistics = par.choice("enstatevents", "False", "True");
            }
        } else {
            scope(par);
        }
        testPulsePeriod = par.number("testpulseperiod", 0, 0, LONGEST_NS, 8, "second");
        start =
                par.anyOf(
                        "startsource",
                        "SWcmd",
                        "EncodedClkIn",
                        "SINlevel",
                        "SINedge",
                        "SWcmd",
                        "LVDS",
                        "P0",
                        "FirstTrigger");
        autoDisarm = par.choice("enautodisarmacq", "False", "True");
        syncOut =
                par.choice(
                        "syncoutmode", "Disabled", "SyncIn", "TestPulse", "IntClk", "Run", "User");
        runDelay = par.number("rundelay", 0, 0, 524_280, 8, "second");
    }

    private void scope(ParameterFolder par) {
        double sampleNs = options.sampleNs();
        recordLength = par.length("recordlength", 1024, 4, 1 << 23, 4, sampleNs);
        preTrigger = par.length("pretrigger", 512, 0, 1 << 23, 4, sampleNs);
        triggers = par.anyOf("acqtriggersource", TRIGGERS[0], TRIGGERS);
        samples = par.choice("wavedatasource", "ADC_DATA", "Ramp");
        PassiveParameters.commonTrigger(par, sampleNs);
    }

    private void channel(ParameterFolder par) {
        enabled.add(par.choice("chenable", "True", "False"));
        par.percent("dcoffset", 50, (1 << 14) - 1);
        PassiveParameters.channel(par);
        if (options.firmware().selfTriggers()) {
            dppChannels.add(
                    DppChannel.of(options.firmware(), par, options.sampleNs(), options.adcBits()));
        } else if (options.firmware() == Firmware.DPP_ZLE) {
            zleChannels.add(new ZleChannel(par, options.adcBits()));
        } else {
            PassiveParameters.scopeChannel(par);
        }
    }

    private static void commands(Node folder, boolean ofChannel) {
        for (BoardCommand command : BoardCommand.values()) {
            if (command.ofChannel == ofChannel) {
                folder.add(command.node(), NodeType.COMMAND)
                        .attribute("description", command.description)
                        .attribute("setinrun", Boolean.toString(command.inRun));
            }
        }
    }

    private void endpoints(Node folder) {
        ParameterFolder par = new ParameterFolder(folder.add("par", NodeType.FOLDER), resets);
        Firmware firmware = options.firmware();
        par.choice("activeendpoint", "raw", firmware.endpoint);
        if (options.isUdp()) {
            folder.add("rawudp", NodeType.ENDPOINT);
        } else {
            port(folder.add("raw", NodeType.ENDPOINT), dataPort);
        }
        Node decoded = folder.add(firmware.endpoint, NodeType.ENDPOINT);
        if (firmware.hasStatistics()) {
            decoded.add("stats", NodeType.ENDPOINT);
        }
    }

    private void port(Node endpoint, Supplier<Integer> port) {
        new ParameterFolder(endpoint, resets)
                .readOnly("port", "NUMBER", () -> Integer.toString(port.get()));
    }

    private void setRegister(String text) throws RefusedCommand {
        String[] parts = text.split("=", -1);
        try {
            if (parts.length == 2) {
                registers.put(Integer.parseInt(parts[0].strip()), Long.parseLong(parts[1].strip()));
                return;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a text without an equals sign.
        }
        throw new RefusedCommand(USER_REGISTER + ": '" + text + "' is not address=value");
    }

    /** The value of a user register. */
    String register(String address) throws RefusedCommand {
        try {
            return Long.toString(registers.getOrDefault(Integer.parseInt(address.strip()), 0L));
        } catch (NumberFormatException e) {
            throw new RefusedCommand(USER_REGISTER + ": '" + address + "' is not an address");
        }
    }

    /** The value of one of the board's own registers. */
    String ownRegister(String address) {
        boolean asked = options.isUdp() && address.strip().equals(DatagramFrame.KNOWS_CLIENT);
        return asked ? Integer.toString(dataPort.get()) : "0";
    }

    /** Sets every parameter to its default. */
    void reset() {
        resets.forEach(Runnable::run);
        registers.clear();
    }

    NodeTree nodes() {
        return tree;
    }

    /** Channels that are read out, bit c for channel c. */
    long mask() {
        long mask = 0;
        for (int channel = 0; channel < enabled.size(); channel++) {
            mask |= isEnabled(channel) ? 1L << channel : 0;
        }
        return mask;
    }

    /** Length of a record [samples]. */
    int recordLength() {
        return (int) recordLength.get();
    }

    /** Samples before the trigger, at most a record. */
    int preTrigger() {
        return (int) Math.min(preTrigger.get(), recordLength.get());
    }

    /** Period of the test pulse [ns]; 0 for none. */
    long testPulsePeriodNs() {
        return testPulsePeriod.get();
    }

    /** True when a command starts the board once it is armed. */
    boolean startsByCommand() {
        return start.get().contains("SWcmd");
    }

    /** True when S-IN starts the board while it is high, and stops it when it is low. */
    boolean startsByLevel() {
        return start.get().contains("SINlevel");
    }

    /** True when S-IN starts the board when it becomes high. */
    boolean startsByEdge() {
        return start.get().contains("SINedge");
    }

    /** True when the board's output says that it runs. */
    boolean tellsThatItRuns() {
        return syncOut.get().equals("Run");
    }

    /** How long the board waits after what starts it [ns]. */
    long runDelayNs() {
        return runDelay.get();
    }

    /** True when statistics hits are sent. */
    boolean sendsStatistics() {
        return statistics.get().equals("True");
    }

    /** True when hits without a waveform are sent in one word. */
    boolean reducesData() {
        return reduction.get().equals("True");
    }

    /** The channels, where they trigger by themselves. */
    List<DppChannel> dppChannels() {
        return dppChannels;
    }

    /** The form of what a common trigger reads out. */
    TraceWriter writer() {
        return writer;
    }

    /** True when a channel is read out. */
    boolean isEnabled(int channel) {
        return enabled.get(channel).get().equals("True");
    }

    /** True when all channels send a ramp instead of what is at their inputs. */
    boolean ramp() {
        return samples.get().equals("Ramp");
    }

    /** True when the end of a run disarms the board. */
    boolean disarmsItself() {
        return autoDisarm.get().equals("True");
    }

    /** True when the acquisition takes triggers of this source. */
    boolean takes(EmulatedTrigger trigger) {
        return Arrays.stream(triggers.get().toLowerCase(Locale.ROOT).split("\\s*\\|\\s*"))
                .anyMatch(trigger.source::equalsIgnoreCase);
    }

    private long maxRawDataSize() {
        if (options.firmware().selfTriggers()) {
            return SMALLEST_BUFFER;
        }
        long longest = writer.longest(Long.bitCount(mask()), recordLength());
        return Math.max(SMALLEST_BUFFER, longest);
    }
}
