package cevns.drivers.dig2.emulator;

import cevns.drivers.dig2.wire.HitFrame;
import cevns.drivers.emulation.EmulatedSignals;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * An emulated board with DPP-PSD, DPP-PHA or open-DPP firmware: each channel triggers by itself, or
 * by a common source. Hits are gathered in an aggregate, which is sent when it is large enough or
 * old enough. A trigger that comes while the last record of its channel is taken, or while the
 * memory is full, is counted and lost: the statistics say so.
 */
final class DppReadout implements BoardReadout {

    private static final long IDLE_NS = 20_000_000;
    private static final int LARGEST_AGGREGATE = 1 << 19;

    private final Dig2EmulatorOptions options;
    private final EmulatedSignals inputs;
    private final BoardTree tree;
    private final EventGroup group;
    private final DppTrace trace;
    private final ChannelStatistics statistics;
    private final HitAggregate aggregate = new HitAggregate();
    private final Queue<Long> commandTriggers = new ArrayDeque<>();
    private long startNs;
    private long nextPulseNs;

    DppReadout(
            Dig2EmulatorOptions options, EmulatedSignals inputs, BoardTree tree, EventGroup group) {
        this.options = options;
        this.inputs = inputs;
        this.tree = tree;
        this.group = group;
        trace = new DppTrace(inputs, options.sampleNs(), options.adcBits());
        statistics = new ChannelStatistics(options, tree, this::open);
    }

    @Override
    public void begin(long nowNs) {
        startNs = nowNs;
        nextPulseNs = nowNs;
        aggregate.begin(options.counted());
        commandTriggers.clear();
        statistics.begin(nowNs);
    }

    @Override
    public void softwareTrigger(long timeNs) {
        commandTriggers.add(timeNs);
    }

    @Override
    public void channelTrigger(int channel, long timeNs) {
        if (tree.isEnabled(channel)) {
            trigger(EmulatedTrigger.SOFTWARE, channel, timeNs);
        }
    }

    @Override
    public long act(long nowNs, boolean running) {
        while (!commandTriggers.isEmpty()) {
            long timeNs = commandTriggers.remove();
            if (running) {
                common(EmulatedTrigger.SOFTWARE, timeNs);
            }
        }
        while (inputs.nextNs() <= nowNs) {
            if (running && inputs.nextNs() >= startNs) {
                happens();
            }
            inputs.advance();
        }
        if (!running) {
            nextPulseNs = nowNs;
            return Math.min(IDLE_NS, inputs.nextNs() - nowNs);
        }
        long period = tree.testPulsePeriodNs();
        while (period > 0 && nextPulseNs <= nowNs) {
            common(EmulatedTrigger.TEST_PULSE, nextPulseNs);
            nextPulseNs += period;
        }
        statistics.act(nowNs);
        if (aggregate.isOld(nowNs)) {
            close(true);
        }
        long pulseNs = period > 0 ? nextPulseNs : Long.MAX_VALUE;
        return Math.min(IDLE_NS, Math.min(inputs.nextNs(), pulseNs) - nowNs);
    }

    private void happens() {
        int input = inputs.nextInput();
        long atNs = inputs.nextNs();
        if (input == EmulatedSignals.TRIGGER_INPUT) {
            common(EmulatedTrigger.EXTERNAL, atNs);
        } else if (input < options.channels()
                && tree.isEnabled(input)
                && tree.dppChannels().get(input).triggersOn("ChSelfTrigger")) {
            trigger(EmulatedTrigger.SELF, input, atNs);
        }
    }

    /** A trigger that is offered to all channels. */
    private void common(EmulatedTrigger trigger, long atNs) {
        boolean global = tree.takes(trigger);
        for (int channel = 0; channel < options.channels(); channel++) {
            DppChannel settings = tree.dppChannels().get(channel);
            if (!tree.isEnabled(channel)) {
                continue;
            }
            if (settings.triggersOn(trigger.ofChannel)) {
                trigger(trigger, channel, atNs);
            } else if (global && settings.triggersOn("GlobalTriggerSource")) {
                trigger(EmulatedTrigger.GLOBAL, channel, atNs);
            }
        }
    }

    private void trigger(EmulatedTrigger source, int channel, long atNs) {
        DppChannel settings = tree.dppChannels().get(channel);
        boolean forced = source != EmulatedTrigger.SELF;
        long at = inputs.counterNs(atNs, startNs);
        long zeroNs = atNs - at; // of the counter, which may have begun anew
        double next = inputs.counterNs(inputs.nextNs(), startNs);
        if (!trace.look(settings, channel, at, next, forced) || trace.time() < 0) {
            return;
        }
        settings.triggers++;
        double triggerNs = trace.time() * options.sampleNs();
        boolean busy = zeroNs + triggerNs < settings.busyUntilNs || inputs.isBusy(atNs);
        if (busy || !group.hasRoom()) {
            return;
        }
        settings.saved++;
        long busyNs = (long) (settings.tail() * options.sampleNs());
        settings.busyUntilNs = zeroNs + (long) triggerNs + busyNs;
        settings.deadNs += busyNs;
        double ticks = triggerNs / tickNs();
        long whole = (long) ticks;
        settings.write(
                open(DppChannel.MOST_HEADER + 8 + 4 * settings.samples(), atNs),
                channel,
                source,
                whole,
                (int) (HitFrame.FINE_STEPS * (ticks - whole)),
                tree.reducesData(),
                trace);
        if (group.size() >= LARGEST_AGGREGATE) {
            close(false);
        }
    }

    /** The open aggregate, or a new one, with room for so many bytes more. */
    private ByteBuffer open(int bytes, long atNs) {
        ByteBuffer out = group.room(8 + bytes);
        if (!aggregate.isOpen()) {
            aggregate.open(out, atNs);
        }
        return out;
    }

    private void close(boolean flush) {
        if (aggregate.isOpen()) {
            aggregate.close(group.room(0), flush);
            group.added();
            group.send();
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
        return tree.dppChannels().stream().mapToLong(channel -> channel.triggers).sum();
    }

    @Override
    public long lost() {
        long saved = tree.dppChannels().stream().mapToLong(channel -> channel.saved).sum();
        return triggers() - saved;
    }
}
