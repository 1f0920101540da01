package cevns.drivers.dig2;

import cevns.daq.time.WallClock;
import cevns.drivers.emulation.EmulatedTraces;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * The acquisition of an emulated board: armed, running, triggered. Commands come on the thread of
 * the sockets, triggers on one of their own that calls {@link #act}; both hold the board's lock.
 */
final class EmulatedBoard {

    private static final long TICK_NS = 8;
    private static final long IDLE_NS = 20_000_000;
    private static final String CLEARED_IN_RUN = " is not possible while the acquisition runs";

    private enum State {
        IDLE,
        ARMED,
        RUNNING
    }

    private final Dig2EmulatorOptions options;
    private final EmulatedTraces inputs;
    private final WallClock clock;
    private final BoardData data;
    private final BoardTree tree;
    private final char[][] traces = new char[Dig2Frame.MAX_CHANNELS][0];
    private ByteBuffer group = ByteBuffer.allocate(0);
    private int groupCount;
    private State state = State.IDLE;
    private int clients;
    private long startNs;
    private long busyUntilNs;
    private long nextPulseNs;
    private final Queue<Long> commandTriggers = new ArrayDeque<>();
    private long triggers;
    private long lost;

    EmulatedBoard(
            Dig2EmulatorOptions options,
            EmulatedTraces inputs,
            WallClock clock,
            BoardData data,
            Supplier<Integer> dataPort) {
        this.options = options;
        this.inputs = inputs;
        this.clock = clock;
        this.data = data;
        tree =
                new BoardTree(
                        options,
                        dataPort,
                        Map.of(
                                "acquisitionstatus", () -> state == State.RUNNING ? "3" : "8",
                                "triggercnt", () -> Long.toString(triggers),
                                "losttriggercnt", () -> Long.toString(lost)));
    }

    BoardTree tree() {
        return tree;
    }

    /** Triggers of the present run that the board could not take. */
    synchronized long lostTriggers() {
        return lost;
    }

    /**
     * Sets parameters to a value: all of them or, where one is not to be set in a run, none.
     *
     * @throws RefusedCommand if one cannot be set to it, or not now
     */
    synchronized void set(List<Node> parameters, String value) throws RefusedCommand {
        for (Node parameter : parameters) {
            if (state == State.RUNNING && parameter.isFixedInRun()) {
                throw new RefusedCommand(
                        parameter.path() + " cannot be set while the acquisition runs");
            }
        }
        for (Node parameter : parameters) {
            parameter.set(value);
        }
    }

    /**
     * Carries out a command.
     *
     * @return the flag of the answer, or null
     * @throws RefusedCommand if it is not possible now
     */
    synchronized String command(BoardCommand command) throws RefusedCommand {
        return switch (command) {
            case RESET -> {
                clear("reset");
                tree.reset();
                state = State.IDLE;
                yield "RESET";
            }
            case CLEARDATA -> {
                clear("cleardata");
                yield "CLEAR";
            }
            case ARMACQUISITION -> {
                clear("armacquisition");
                state = State.ARMED;
                yield "ARM";
            }
            case DISARMACQUISITION -> {
                stop();
                state = State.IDLE;
                yield "DISARM";
            }
            case SWSTARTACQUISITION -> {
                start();
                yield null;
            }
            case SWSTOPACQUISITION -> {
                stop();
                yield null;
            }
            case SENDSWTRIGGER -> {
                commandTriggers.add(clock.nowNs());
                yield null;
            }
            case RELOADCALIBRATION -> null;
        };
    }

    /** A client that owns the data has come. */
    synchronized void clientCame() {
        clients++;
    }

    /**
     * One has gone. After the last the run ends without a word, for there is nobody to hear it, and
     * the next one finds a board at rest.
     */
    synchronized void clientWent() {
        if (--clients == 0) {
            group.clear();
            groupCount = 0;
            state = State.IDLE;
        }
    }

    private void clear(String command) throws RefusedCommand {
        if (state == State.RUNNING) {
            throw new RefusedCommand(command + CLEARED_IN_RUN);
        }
        group.clear();
        groupCount = 0;
        data.marker();
    }

    private void start() throws RefusedCommand {
        if (state != State.ARMED) {
            throw new RefusedCommand(
                    state == State.IDLE ? "the acquisition is not armed" : "already running");
        }
        state = State.RUNNING;
        startNs = clock.nowNs();
        busyUntilNs = startNs;
        nextPulseNs = startNs;
        commandTriggers.clear();
        triggers = 0;
        lost = 0;
        room(4 * 8);
        Dig2Encoder.start(group, tree.recordLength(), tree.mask());
        groupCount = 1;
        flush();
    }

    private void stop() {
        if (state == State.RUNNING) {
            flush();
            room(3 * 8);
            Dig2Encoder.stop(group, (clock.nowNs() - startNs) / TICK_NS, 0);
            groupCount = 1;
            flush();
            state = tree.disarmsItself() ? State.IDLE : State.ARMED;
        }
    }

    /**
     * Fires the triggers that are due, in the order of their times.
     *
     * @return time until the next one [ns]
     */
    synchronized long act() {
        // Read under the lock: a run that began while we waited for it is not in the future.
        long nowNs = clock.nowNs();
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
        if (state == State.RUNNING && period > 0 && tree.takes(EmulatedTrigger.TEST_PULSE)) {
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
        if (state != State.RUNNING || !tree.takes(trigger)) {
            return;
        }
        long id = triggers++;
        if (timeNs < busyUntilNs || !data.hasRoom()) {
            lost++;
            return;
        }
        int samples = tree.recordLength();
        long mask = tree.mask();
        busyUntilNs = timeNs + (long) (samples * options.sampleNs());
        fill(trigger, mask, samples);
        room(Dig2Encoder.scopeBytes(mask, samples));
        Dig2Encoder.scope(
                group,
                id,
                false,
                trigger.flags,
                0,
                (timeNs - startNs) / TICK_NS,
                mask,
                traces,
                samples);
        if (++groupCount >= options.groupEvents()) {
            flush();
        }
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

    private void flush() {
        if (groupCount > 0) {
            data.group(group.flip(), groupCount);
            group.clear();
            groupCount = 0;
        }
    }

    private void room(int bytes) {
        if (group.remaining() < bytes) {
            ByteBuffer larger =
                    ByteBuffer.allocate(Math.max(2 * group.capacity(), group.position() + bytes));
            group = larger.put(group.flip());
        }
    }
}
