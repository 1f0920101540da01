package cevns.drivers.dig2.emulator;

import cevns.drivers.dig2.wire.HitEncoder;
import java.nio.ByteBuffer;

/**
 * The counters of an emulated board's channels, which it sends as hits: once a second and when a
 * run ends, where its parameters say so.
 */
final class ChannelStatistics {

    private static final long PERIOD_NS = 1_000_000_000;
    private static final int BYTES = 8 * 4;

    /** Where hits go. */
    @FunctionalInterface
    interface Aggregates {

        /** The open aggregate, or a new one, with room for so many bytes more. */
        ByteBuffer open(int bytes, long atNs);
    }

    private final Dig2EmulatorOptions options;
    private final BoardTree tree;
    private final double tickNs;
    private final Aggregates aggregates;
    private long startNs;
    private long nextNs;

    ChannelStatistics(Dig2EmulatorOptions options, BoardTree tree, Aggregates aggregates) {
        this.options = options;
        this.tree = tree;
        tickNs = options.hitTickNs();
        this.aggregates = aggregates;
    }

    /** A run begins: the counters of all channels are 0. */
    void begin(long nowNs) {
        startNs = nowNs;
        nextNs = nowNs + PERIOD_NS;
        tree.dppChannels().forEach(channel -> channel.begin(nowNs));
    }

    /** Sends them if they are due. */
    void act(long nowNs) {
        if (nowNs >= nextNs) {
            send(nowNs);
            nextNs += PERIOD_NS;
        }
    }

    /** Sends them. */
    void send(long nowNs) {
        if (!tree.sendsStatistics()) {
            return;
        }
        long ticks = (long) ((nowNs - startNs) / tickNs);
        for (int channel = 0; channel < tree.dppChannels().size(); channel++) {
            if (tree.isEnabled(channel)) {
                DppChannel counts = tree.dppChannels().get(channel);
                HitEncoder.statistics(
                        aggregates.open(BYTES, nowNs),
                        channel,
                        ticks,
                        (long) (counts.deadNs / tickNs),
                        options.counted() + counts.saved,
                        options.counted() + counts.triggers);
            }
        }
    }
}
