package cevns.drivers.dig2.emulator;

import cevns.daq.time.WallClock;
import cevns.drivers.device.SyncLine;
import cevns.drivers.dig2.wire.Dig2Encoder;
import cevns.drivers.dig2.wire.RefusedCommand;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The acquisition of an emulated board: armed, running, stopped; what it reads out is a {@link
 * BoardReadout}. Commands come on the thread of the sockets, triggers on one of their own that
 * calls {@link #act}; both hold the board's lock.
 */
final class EmulatedBoard {

    private static final String CLEARED_IN_RUN = " is not possible while the acquisition runs";

    private enum State {
        IDLE,
        ARMED,
        RUNNING
    }

    private final Dig2EmulatorOptions options;
    private final WallClock clock;
    private final BoardData data;
    private final EventGroup group;
    private final BoardTree tree;
    private final BoardReadout readout;
    private SyncLine input = new SyncLine();
    private SyncLine output = new SyncLine();
    private State state = State.IDLE;
    private boolean startedByLevel;
    private int clients;
    private long armedNs;
    private long startNs;

    EmulatedBoard(
            Dig2EmulatorOptions options,
            BoardReadout.Maker maker,
            WallClock clock,
            BoardData data,
            Supplier<Integer> port,
            Supplier<Integer> openDataPort) {
        this.options = options;
        this.clock = clock;
        this.data = data;
        group = new EventGroup(data);
        tree =
                new BoardTree(
                        options,
                        port,
                        openDataPort,
                        Map.of(
                                "acquisitionstatus", () -> state == State.RUNNING ? "3" : "8",
                                "triggercnt", () -> Long.toString(triggers()),
                                "losttriggercnt", () -> Long.toString(lostTriggers())));
        readout = maker.of(tree, group);
    }

    /** Wires S-IN and S-OUT; before the board is used. */
    synchronized void wire(SyncLine in, SyncLine out) {
        input = in;
        output = out;
    }

    /** The plug is pulled: its output falls. */
    synchronized void off() {
        state = State.IDLE;
        output.lower();
    }

    private synchronized long triggers() {
        return readout.triggers();
    }

    BoardTree tree() {
        return tree;
    }

    /** Triggers of the present run that the board could not take. */
    synchronized long lostTriggers() {
        return readout.lost();
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
     * @param channel whose command it is; −1 for the board's
     * @return the flag of the answer, or null
     * @throws RefusedCommand if it is not possible now
     */
    synchronized String command(BoardCommand command, int channel) throws RefusedCommand {
        return switch (command) {
            case RESET -> {
                clear("reset");
                tree.reset();
                off();
                yield "RESET";
            }
            case CLEARDATA -> {
                clear("cleardata");
                yield "CLEAR";
            }
            case ARMACQUISITION -> {
                clear("armacquisition");
                readout.prepare();
                state = State.ARMED;
                armedNs = clock.nowNs();
                yield "ARM";
            }
            case DISARMACQUISITION -> {
                stop();
                state = State.IDLE;
                yield "DISARM";
            }
            case SWSTARTACQUISITION -> {
                startByCommand();
                yield null;
            }
            case SWSTOPACQUISITION -> {
                stop();
                yield null;
            }
            case SENDSWTRIGGER -> {
                readout.softwareTrigger(clock.nowNs());
                yield null;
            }
            case SENDCHSWTRIGGER -> {
                if (state == State.RUNNING) {
                    readout.channelTrigger(channel, clock.nowNs());
                }
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
            group.drop();
            off();
        }
    }

    private void clear(String command) throws RefusedCommand {
        if (state == State.RUNNING) {
            throw new RefusedCommand(command + CLEARED_IN_RUN);
        }
        group.drop();
        data.cleared();
    }

    private void startByCommand() throws RefusedCommand {
        if (state != State.ARMED) {
            throw new RefusedCommand(
                    state == State.IDLE ? "the acquisition is not armed" : "already running");
        }
        if (!tree.startsByCommand()) {
            throw new RefusedCommand("SWcmd is not among the start sources");
        }
        long nowNs = tree.tellsThatItRuns() ? output.raise(clock) : clock.nowNs();
        startedByLevel = false;
        start(nowNs + tree.runDelayNs());
    }

    private void start(long nowNs) {
        state = State.RUNNING;
        startNs = nowNs;
        readout.begin(nowNs);
        Dig2Encoder.start(group.room(4 * 8), readout.recordLength(), tree.mask());
        group.added();
        group.send();
    }

    private void stop() {
        output.lower();
        if (state == State.RUNNING) {
            long nowNs = clock.nowNs();
            readout.end(nowNs);
            group.send();
            long ticks = (long) ((nowNs - startNs) / readout.tickNs());
            Dig2Encoder.stop(group.room(3 * 8), ticks, 0);
            group.added();
            group.send();
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
        SyncLine.Level in = input.look(clock);
        long nowNs = in.nowNs();
        boolean signal = options.syncInNs() >= 0 && nowNs - armedNs >= options.syncInNs();
        if (state == State.ARMED && signal && !tree.startsByCommand()) {
            startedByLevel = false;
            start(nowNs);
        }
        follow(in);
        return readout.act(nowNs, state == State.RUNNING);
    }

    /** Starts when S-IN has become high, or is, and stops when it is low, as the tree says. */
    private void follow(SyncLine.Level in) {
        boolean isAnother = !in.isHigh() || in.sinceNs() > startNs;
        if (state == State.RUNNING && startedByLevel && isAnother) {
            stop();
        } else if (state == State.ARMED && in.isHigh()) {
            boolean edge = tree.startsByEdge() && in.sinceNs() >= armedNs;
            startedByLevel = tree.startsByLevel();
            long zeroNs = Math.max(in.sinceNs(), armedNs) + tree.runDelayNs();
            if ((edge || startedByLevel) && zeroNs <= in.nowNs()) {
                start(zeroNs);
            }
        }
    }
}
