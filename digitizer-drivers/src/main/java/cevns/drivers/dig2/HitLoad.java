package cevns.drivers.dig2;

import cevns.drivers.emulation.EmulatedSignals;
import cevns.drivers.emulation.HitTrain;
import cevns.drivers.emulation.LoadSettings;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;

/**
 * An emulated board with DPP-PSD firmware that loads a data acquisition: its hits are made when it
 * is armed and sent again and again, each time with a channel and a time of its own. Triggers while
 * the memory is full are counted and lost: the statistics say so.
 */
final class HitLoad implements BoardReadout {

    private static final long IDLE_NS = 20_000_000;
    private static final long FLUSH_NS = 50_000_000;
    private static final long STATISTICS_NS = 1_000_000_000;
    private static final int LARGEST_AGGREGATE = 1 << 18;
    private static final int STATISTICS_BYTES = 8 * 4;

    private final Dig2EmulatorOptions options;
    private final LoadSettings load;
    private final EmulatedSignals inputs;
    private final HitTrain train;
    private final int timingChannel;
    private final BoardTree tree;
    private final EventGroup group;
    private PreparedHits hits;
    private ByteBuf messages;
    private ByteBuffer out;
    private int aggregate;
    private long aggregates;
    private long firstNs;
    private long lastTicks;
    private long startNs;
    private long nextStatisticsNs;
    private long triggers;
    private long lost;

    /**
     * @param inputs what the hits are made of; its times do not matter
     * @param train when they come
     * @param timingChannel channel of the timing signal; −1 for none
     */
    HitLoad(
            Dig2EmulatorOptions options,
            LoadSettings load,
            EmulatedSignals inputs,
            HitTrain train,
            int timingChannel,
            BoardTree tree,
            EventGroup group) {
        this.options = options;
        this.load = load;
        this.inputs = inputs;
        this.train = train;
        this.timingChannel = timingChannel;
        this.tree = tree;
        this.group = group;
    }

    @Override
    public void prepare() {
        hits = new PreparedHits(inputs, options, tree, load.traces(), timingChannel);
    }

    @Override
    public void begin(long nowNs) {
        startNs = nowNs;
        nextStatisticsNs = nowNs + STATISTICS_NS;
        aggregates = 0;
        triggers = 0;
        lost = 0;
        if (messages != null) {
            messages.release();
            messages = null;
        }
        tree.dppChannels().forEach(channel -> channel.begin(nowNs));
    }

    /** Commands trigger nothing here. */
    @Override
    public void softwareTrigger(long timeNs) {}

    @Override
    public long act(long nowNs, boolean running) {
        while (train.nextNs() <= nowNs) {
            int channel = train.channel();
            if (running && train.nextNs() >= startNs && channel >= 0 && tree.isEnabled(channel)) {
                hit(channel, train.nextNs());
            }
            train.advance();
        }
        if (running) {
            if (nowNs >= nextStatisticsNs) {
                statistics(nowNs);
                nextStatisticsNs += STATISTICS_NS;
            }
            if (messages != null && nowNs - firstNs >= FLUSH_NS) {
                close(true);
            }
        }
        return Math.min(IDLE_NS, train.nextNs() - nowNs);
    }

    private void hit(int channel, long timeNs) {
        DppChannel counts = tree.dppChannels().get(channel);
        long number = triggers++;
        counts.triggers++;
        if (!group.hasRoom()) {
            lost++;
            return;
        }
        counts.saved++;
        byte[] rest = channel == timingChannel ? hits.timing() : hits.pulse(number);
        lastTicks = ticks(timeNs);
        ByteBuffer into = open(8 + rest.length, timeNs);
        HitEncoder.time(into, channel, false, lastTicks);
        into.put(rest);
    }

    private long ticks(long timeNs) {
        return (long) ((timeNs - startNs) / tickNs());
    }

    private void statistics(long nowNs) {
        if (!tree.sendsStatistics()) {
            return;
        }
        for (int channel = 0; channel < options.channels(); channel++) {
            if (tree.isEnabled(channel)) {
                DppChannel counts = tree.dppChannels().get(channel);
                ByteBuffer into = open(STATISTICS_BYTES, nowNs);
                HitEncoder.statistics(
                        into, channel, ticks(nowNs), 0, counts.saved, counts.triggers);
            }
        }
    }

    /** The open aggregate, or a new one, with room for so many bytes more. */
    private ByteBuffer open(int bytes, long atNs) {
        if (messages != null && out.remaining() < bytes) {
            close(false);
        }
        if (messages == null) {
            messages = ByteBufAllocator.DEFAULT.directBuffer(LARGEST_AGGREGATE, LARGEST_AGGREGATE);
            out = messages.nioBuffer(0, LARGEST_AGGREGATE).position(Dig2Frame.HEADER);
            aggregate = HitEncoder.begin(out);
            firstNs = atNs;
        }
        return out;
    }

    private void close(boolean flush) {
        if (messages != null) {
            HitEncoder.end(out, aggregate, aggregates++, flush, false);
            messages.writerIndex(out.position());
            Dig2Encoder.message(
                    out.position(0), messages.writerIndex() - Dig2Frame.HEADER, 1, true);
            group.send(messages, lastTicks);
            messages = null;
        }
    }

    @Override
    public void end(long nowNs) {
        statistics(nowNs);
        close(true);
    }

    @Override
    public int recordLength() {
        return tree.dppChannels().get(0).samples();
    }

    @Override
    public double tickNs() {
        return options.firmware().tickFs((int) Math.round(1000 * options.sampleNs())) / 1e6;
    }

    @Override
    public long triggers() {
        return triggers;
    }

    @Override
    public long lost() {
        return lost;
    }
}
