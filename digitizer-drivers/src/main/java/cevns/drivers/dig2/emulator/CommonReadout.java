package cevns.drivers.dig2.emulator;

import cevns.drivers.dig2.wire.Dig2Frame;
import cevns.drivers.emulation.EmulatedTraces;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;

/** An emulated board on which a common trigger reads out all channels: scope and DPP-ZLE. */
final class CommonReadout implements BoardReadout {

    private static final long TICK_NS = 8;
    private static final long IDLE_NS = 20_000_000;

    private final Dig2EmulatorOptions options;
    private final EmulatedTraces inputs;
    private final BoardTree tree;
    private final EventGroup group;
    private final TraceWriter writer;
    private final char[][] traces = new char[Dig2Frame.MAX_CHANNELS][0];
    private final Queue<Long> commandTriggers = new ArrayDeque<>();
    private boolean running;
    private long startNs;
    private long busyUntilNs;
    private long nextPulseNs;
    private long triggers;
    private long lost;

    CommonReadout(
            Dig2EmulatorOptions options, EmulatedTraces inputs, BoardTree tree, EventGroup group) {
        writer = tree.writer();
        this.options = options;
        this.inputs = inputs;
        this.tree = tree;
        this.group = group;
    }

    @Override
    public void begin(long nowNs) {
        startNs = nowNs;
        busyUntilNs = nowNs;
        nextPulseNs = nowNs;
        writer.begin();
        commandTriggers.clear();
        triggers = 0;
        lost = 0;
    }

    @Override
    public void softwareTrigger(long timeNs) {
        commandTriggers.add(timeNs);
    }

    @Override
    public long act(long nowNs, boolean isRunning) {
        running = isRunning;
        long commandNs = commandTriggers.isEmpty() ? Long.MAX_VALUE : commandTriggers.peek();
        while (Math.min(inputs.nextTriggerNs(), commandNs) <= nowNs) {
            if (commandNs < inputs.nextTriggerNs()) {
                trigger(EmulatedTrigger.SOFTWARE, commandTriggers.remove());
                commandNs = commandTriggers.isEmpty() ? Long.MAX_VALUE : commandTriggers.peek();
                continue;
            }
            if (inputs.nextTriggerNs() >= startNs) {
                trigger(EmulatedTrigger.EXTERNAL, inputs.nextTriggerNs());
            }
            inputs.advance();
        }
        long period = tree.testPulsePeriodNs();
        if (running && period > 0 && tree.takes(EmulatedTrigger.TEST_PULSE)) {
            while (nextPulseNs <= nowNs) {
                trigger(EmulatedTrigger.TEST_PULSE, nextPulseNs);
                nextPulseNs += period;
            }
            return Math.min(nextPulseNs, inputs.nextTriggerNs()) - nowNs;
        }
        nextPulseNs = nowNs;
        return Math.min(inputs.nextTriggerNs() - nowNs, IDLE_NS);
    }

    // A trigger that is lost is counted by the board all the same: the next event's id jumps.
    private void trigger(EmulatedTrigger trigger, long timeNs) {
        if (!running || !tree.takes(trigger)) {
            return;
        }
        long id = triggers++;
        if (timeNs < busyUntilNs || !group.hasRoom() || inputs.isBusy(timeNs)) {
            lost++;
            return;
        }
        int samples = tree.recordLength();
        long mask = tree.mask();
        busyUntilNs = timeNs + (long) (samples * options.sampleNs());
        fill(trigger, mask, samples);
        long ticks = inputs.counterNs(timeNs, startNs) / TICK_NS;
        writer.write(group, trigger, options.counted() + id, ticks, mask, traces, samples);
    }

    private void fill(EmulatedTrigger trigger, long mask, int samples) {
        for (long rest = mask; rest != 0; rest &= rest - 1) {
            int channel = Long.numberOfTrailingZeros(rest);
            if (traces[channel].length < samples) {
                traces[channel] = new char[samples];
            }
            char[] trace = traces[channel];
            if (tree.ramp()) {
                for (int i = 0; i < samples; i++) {
                    trace[i] = (char) (i & (1 << options.adcBits()) - 1);
                }
            } else if (trigger == EmulatedTrigger.EXTERNAL && channel < inputs.channels()) {
                inputs.fill(channel, trace, samples, tree.preTrigger(), options.sampleNs());
            } else {
                Arrays.fill(trace, 0, samples, (char) (1 << options.adcBits() - 1));
            }
        }
    }

    @Override
    public void end(long nowNs) {
        running = false;
    }

    @Override
    public int recordLength() {
        return tree.recordLength();
    }

    @Override
    public double tickNs() {
        return TICK_NS;
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
