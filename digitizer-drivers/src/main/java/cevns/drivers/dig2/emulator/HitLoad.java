package cevns.drivers.dig2.emulator;

import cevns.drivers.dig2.wire.Dig2Encoder;
import cevns.drivers.dig2.wire.Dig2Frame;
import cevns.drivers.dig2.wire.HitEncoder;
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
    private static final int LARGEST_AGGREGATE = 1 << 18;

    private final Dig2EmulatorOptions options;
    private final LoadSettings load;
    private final EmulatedSignals inputs;
    private final HitTrain train;
    private final int timingChannel;
    private final BoardTree tree;
    private final EventGroup group;
    private final ChannelStatistics statistics;
    private final HitAggregate aggregate = new HitAggregate();
    private PreparedHits hits;
    private ByteBuf messages;
    private ByteBuffer out;
    private long lastTicks;
    private long startNs;
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
        statistics = new ChannelStatistics(options, tree, this::open);
    }

    @Override
    public void prepare() {
        hits = new PreparedHits(inputs, options, tree, load.traces(), timingChannel);
    }

    @Override
    public void begin(long nowNs) {
        startNs = nowNs;
        aggregate.begin(options.counted());
        triggers = 0;
        lost = 0;
        if (messages != null) {
            messages.release();
            messages = null;
        }
        statistics.begin(nowNs);
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
            statistics.act(nowNs);
            if (aggregate.isOld(nowNs)) {
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
        lastTicks = (long) ((timeNs - startNs) / tickNs());
        ByteBuffer into = open(8 + rest.length, timeNs);
        HitEncoder.time(into, channel, false, lastTicks);
        into.put(rest);
    }

    /** The open aggregate, or a new one, with room for so many bytes more. */
    private ByteBuffer open(int bytes, long atNs) {
        if (messages != null && out.remaining() < bytes) {
            close(false);
        }
        if (messages == null) {
            messages = ByteBufAllocator.DEFAULT.directBuffer(LARGEST_AGGREGATE, LARGEST_AGGREGATE);
            out = messages.nioBuffer(0, LARGEST_AGGREGATE).position(Dig2Frame.HEADER);
            aggregate.open(out, atNs);
        }
        return out;
    }

    private void close(boolean flush) {
        if (messages != null) {
            aggregate.close(out, flush);
            messages.writerIndex(out.position());
            Dig2Encoder.message(
                    out.position(0), messages.writerIndex() - Dig2Frame.HEADER, 1, true);
            group.send(messages, lastTicks);
            messages = null;
        }
    }

    @Override
    public void end(long nowNs) {
        statistics.send(nowNs);
        close(true);
    }

    @Override
    public int recordLength() {
        return tree.dppChannels().get(0).samples();
    }

    @Override
    public double tickNs() {
        return options.hitTickNs();
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
