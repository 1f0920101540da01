package cevns.drivers.adara;

import cevns.daq.config.ConfigTree;

/**
 * How the emulated stream service behaves: the block {@code emulator} of a source.
 *
 * @param association what it sends: corrected records, or raw ones with flags that say so
 * @param latencyMs how often it writes what has come; nothing is later than this [ms]
 * @param helloTimeoutMs a client that has not said hello by then is dropped [ms]
 * @param historyS how far back it can replay [s]
 * @param indexS history starts at multiples of this after its first pulse [s]
 * @param lostRtdlEvery every so many pulses have no RTDL packet; 0 for none
 * @param repeatedRtdlEvery every so many pulses have it twice; 0 for none
 * @param targetStation 1 or 2
 */
public record AdaraEmulatorSettings(
        ChargeAssociation association,
        long latencyMs,
        long helloTimeoutMs,
        int historyS,
        int indexS,
        int lostRtdlEvery,
        int repeatedRtdlEvery,
        int targetStation) {

    /** Reads the keys; all have defaults. */
    public static AdaraEmulatorSettings read(ConfigTree tree) {
        return new AdaraEmulatorSettings(
                tree.choice(
                        "charge_association",
                        ChargeAssociation.class,
                        ChargeAssociation.STREAM_CORRECTED),
                Math.round(1000 * tree.number("latency_s", 0.001, 60, 0.5)),
                Math.round(1000 * tree.number("hello_timeout_s", 0.01, 3600, 30)),
                tree.count("history_s", 0, 3600, 600),
                tree.count("index_s", 1, 3600, 300),
                tree.count("lost_rtdl_every", 0, Integer.MAX_VALUE, 0),
                tree.count("repeated_rtdl_every", 0, Integer.MAX_VALUE, 0),
                tree.count("target_station", 1, 2, 1));
    }
}
