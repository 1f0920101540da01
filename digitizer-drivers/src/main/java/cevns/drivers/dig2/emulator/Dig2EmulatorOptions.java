package cevns.drivers.dig2.emulator;

import cevns.daq.config.ConfigTree;
import cevns.drivers.dig2.wire.DatagramFrame;
import cevns.drivers.dig2.wire.Dig2Frame;
import cevns.drivers.dig2.wire.Firmware;
import cevns.drivers.link.UdpLink;

/**
 * What an emulated board is.
 *
 * @param dataPort of the data; 0 for any free one
 * @param model model name; ends in {@code -EMU}, so that a run against it says that it is simulated
 * @param serial serial number
 * @param channels number of channels, 1…64
 * @param megaSamples sampling rate [MS/s]
 * @param adcBits resolution [bit]
 * @param memoryBytes data that wait to be sent when the board begins to lose triggers [bytes]
 * @param groupEvents events in one group of messages
 * @param cutBytes longest payload of a message; groups are cut there, inside a word or not; 0 for
 *     one message per group
 * @param firmware what it is loaded with
 * @param datagramWords most words in a datagram; 0 to send data over TCP
 * @param openData true to offer a second data connection for the user's data, over TCP
 * @param counted what its counters of triggers, hits and aggregates show when a run starts; those
 *     of a board show 0 and go round after days
 * @param syncInNs where a signal and no command starts the board, it comes so long after arming
 *     [ns]; −1 for never
 * @param syncIn name of the board whose output is wired to this one's S-IN; empty for none
 */
public record Dig2EmulatorOptions(
        int dataPort,
        String model,
        String serial,
        int channels,
        double megaSamples,
        int adcBits,
        int memoryBytes,
        int groupEvents,
        int cutBytes,
        Firmware firmware,
        int datagramWords,
        boolean openData,
        long counted,
        long syncInNs,
        String syncIn) {

    private static final long NEVER = -1;

    /** So that a datagram fits jumbo frames, and without them plain Ethernet. */
    private static final int MOST_WORDS = (UdpLink.LONGEST - DatagramFrame.FOOTER) / 8;

    private static final int PLAIN_WORDS =
            (DatagramFrame.PLAIN_ETHERNET - DatagramFrame.FOOTER) / 8;

    /** A board with scope firmware that nothing else starts. */
    public Dig2EmulatorOptions(
            int dataPort,
            String model,
            String serial,
            int channels,
            double megaSamples,
            int adcBits,
            int memoryBytes,
            int groupEvents,
            int cutBytes) {
        this(
                dataPort,
                model,
                serial,
                channels,
                megaSamples,
                adcBits,
                memoryBytes,
                groupEvents,
                cutBytes,
                Firmware.SCOPE,
                0,
                false,
                0,
                NEVER,
                "");
    }

    /**
     * Reads the options of an emulator strictly; problems go where the tree puts them. Nothing need
     * stand there: then it is a VX2730 of 32 channels.
     */
    public static Dig2EmulatorOptions read(ConfigTree tree) {
        Firmware firmware = tree.choice("firmware", Firmware.class, Firmware.SCOPE);
        boolean udp = tree.flag("raw_udp", false);
        double syncIn = tree.number("sync_in_s", -1, 3600, -1);
        return new Dig2EmulatorOptions(
                tree.count("data_port", 0, 65535, udp ? DatagramFrame.PORT : 0),
                tree.string("model", "VX2730-EMU"),
                tree.string("serial", "0"),
                tree.count("channels", 1, Dig2Frame.MAX_CHANNELS, 32),
                tree.number("sampling_mhz", 1, 10_000, 500),
                tree.count("adc_bits", 8, 16, 14),
                tree.count("memory_mib", 1, 1023, 64) << 20,
                tree.count("group_events", 1, 1000, 1),
                tree.count("cut_bytes", 0, Integer.MAX_VALUE, 0),
                firmware,
                udp ? tree.count("datagram_words", 1, MOST_WORDS, PLAIN_WORDS) : 0,
                !udp && tree.flag("open_data", false),
                tree.integer("counted", 0, 1L << 40, 0),
                syncIn < 0 ? NEVER : Math.round(1e9 * syncIn),
                tree.sourceName("sync_in"));
    }

    /** True when data go over UDP. */
    public boolean isUdp() {
        return datagramWords > 0;
    }

    /** Sampling period [ns]. */
    public double sampleNs() {
        return 1000 / megaSamples;
    }

    /** One tick of the time stamps of hits [ns]. */
    double hitTickNs() {
        return firmware.tickFs((int) Math.round(1000 * sampleNs())) / 1e6;
    }
}
