package cevns.drivers.sis3316;

import cevns.daq.time.WallClock;
import cevns.drivers.emulation.EmulatedSignals;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The acquisition of an emulated board: which bank is armed, what triggers, what is stored. Guarded
 * by the lock of {@link EmulatedBoard}.
 */
final class BoardAcquisition {

    private static final int GROUP_THRESHOLD = 25;
    private static final long NEVER = Long.MIN_VALUE / 2;

    private final EmulatedSignals inputs;
    private final WallClock clock;
    private final boolean averages;
    private final BoardMemory memory;
    private final BoardRegisters registers;
    private final HitMaker maker;
    private final RepeatedHits repeated;
    private final SentHits sent;
    private final ChannelSetup[] setups = new ChannelSetup[Registers.CHANNELS];
    private long setupChanges;
    private final long[] busyUntil = new long[Registers.CHANNELS];
    private final long[] lastTrigger = new long[Registers.CHANNELS];
    private boolean armed;
    private boolean nimSwap;
    private long armedNs;
    private long clearedNs;
    private long hits;
    private long lost;

    /**
     * @param sent told of what is stored, to know when it is sent
     */
    BoardAcquisition(
            Sis3316EmulatorOptions options,
            EmulatedSignals inputs,
            WallClock clock,
            SentHits sent) {
        this.sent = sent;
        this.inputs = inputs;
        this.clock = clock;
        averages = !options.fourteenBits();
        memory = new BoardMemory(options.bankWords());
        registers = new BoardRegisters(options, this);
        maker = new HitMaker(inputs, options.adcBits());
        repeated = new RepeatedHits(inputs);
        clearedNs = clock.nowNs();
        Arrays.fill(busyUntil, NEVER);
        Arrays.fill(lastTrigger, NEVER);
    }

    BoardMemory memory() {
        return memory;
    }

    BoardRegisters registers() {
        return registers;
    }

    /** Hits that were stored since the board was made. */
    long hits() {
        return hits;
    }

    /** Hits for which there was no room. */
    long lost() {
        return lost;
    }

    /** Register 0x60. */
    int status() {
        int status = registers.stored(Registers.ACQUISITION);
        status |= nimSwap ? Registers.ACQ_NIM_SWAP : 0;
        if (armed) {
            status |= Registers.ACQ_ARMED | (memory.bank() == 1 ? Registers.ACQ_BANK_2 : 0);
        }
        for (int group = 0; group < Registers.GROUP_COUNT; group++) {
            if (isFull(group)) {
                status |= Registers.ACQ_THRESHOLD | 1 << GROUP_THRESHOLD + 2 * group;
            }
        }
        return status;
    }

    private boolean isFull(int group) {
        int threshold = threshold(group) & Registers.ADDRESS_WORDS;
        for (int channel = 4 * group; channel < 4 * group + 4; channel++) {
            if (memory.words(channel) >= threshold) {
                return true;
            }
        }
        return false;
    }

    private int threshold(int group) {
        return registers.stored(Registers.base(group) + Registers.THRESHOLD);
    }

    void disarm() {
        if (armed) {
            memory.close();
        }
        armed = false;
        nimSwap = false;
    }

    /** A key has been touched. */
    void key(int key) {
        switch (key) {
            case Registers.KEY_DISARM -> disarm();
            case Registers.KEY_ARM_BANK_1 -> arm(0);
            case Registers.KEY_ARM_BANK_2 -> arm(1);
            case Registers.KEY_NIM_SWAP -> nimSwap = true;
            case Registers.KEY_TIME_CLEAR -> clearTime();
            case Registers.KEY_TRIGGER -> {
                if (isSet(Registers.ACQUISITION, Registers.ACQ_EXTERNAL_TRIGGER)) {
                    external(clock.nowNs() - inputs.nextNs());
                }
            }
            default -> {
                // What it would reset or clear is not there.
            }
        }
    }

    private void arm(int bank) {
        open(bank);
        if (!armed) {
            armed = true;
            armedNs = clock.nowNs();
        }
        nimSwap = false;
    }

    private void open(int bank) {
        memory.open(bank);
        sent.opened(bank);
    }

    private void clearTime() {
        clearedNs = clock.nowNs();
        Arrays.fill(busyUntil, NEVER);
        Arrays.fill(lastTrigger, NEVER);
    }

    private boolean isSet(int address, int bit) {
        return (registers.stored(address) & bit) != 0;
    }

    /**
     * Lets happen what is due.
     *
     * @return time until the next [ns]
     */
    long act() {
        long nowNs = clock.nowNs();
        while (inputs.nextNs() <= nowNs) {
            if (armed && inputs.nextNs() >= Math.max(armedNs, clearedNs)) {
                happen();
            }
            inputs.advance();
        }
        return inputs.nextNs() - nowNs;
    }

    private void happen() {
        int input = inputs.nextInput();
        if (input >= 0 && input < Registers.CHANNELS) {
            ChannelSetup setup = setup(input);
            if (setup.internal) {
                store(setup, 0, false);
            }
        } else if (input == EmulatedSignals.TRIGGER_INPUT) {
            boolean enabled = isSet(Registers.NIM_INPUTS, Registers.NIM_TI_TRIGGER);
            if (enabled && isSet(Registers.ACQUISITION, Registers.ACQ_EXTERNAL_TRIGGER)) {
                external(0);
            }
            if (nimSwap && isSet(Registers.ACQUISITION, Registers.ACQ_TI_SWAPS)) {
                open(1 - memory.bank());
            }
        }
    }

    /** All channels that take an external trigger have one, so long after what happens next. */
    private void external(double afterNs) {
        for (int channel = 0; armed && channel < Registers.CHANNELS; channel++) {
            ChannelSetup setup = setup(channel);
            if (setup.external) {
                store(setup, afterNs, true);
            }
        }
    }

    /** What the registers say, the same object as long as they say the same. */
    private ChannelSetup setup(int channel) {
        if (setupChanges != registers.changes()) {
            setupChanges = registers.changes();
            Arrays.fill(setups, null);
        }
        if (setups[channel] == null) {
            setups[channel] = new ChannelSetup(channel, registers::stored, averages);
        }
        return setups[channel];
    }

    private void store(ChannelSetup setup, double afterNs, boolean triggered) {
        double sampleNs = 1000 / registers.mhz();
        // Samples are taken on the board's own clock, which began when it was cleared.
        double sinceNs = inputs.counterNs(inputs.nextNs(), clearedNs) + afterNs;
        long sample = (long) Math.floor(sinceNs / sampleNs);
        double offsetNs = afterNs + sample * sampleNs - sinceNs;
        RepeatedHits.Hit made = repeated.of(setup, triggered);
        int found = made != null ? made.found() : maker.look(setup, offsetNs, sampleNs, triggered);
        long trigger = sample + found;
        if (found == Integer.MIN_VALUE || trigger < Math.max(0, busyUntil[setup.channel])) {
            return;
        }
        boolean piledUp = trigger - lastTrigger[setup.channel] < setup.pileUp;
        lastTrigger[setup.channel] = trigger;
        busyUntil[setup.channel] = trigger - setup.preTrigger + setup.tail();
        int threshold = threshold(setup.channel / 4);
        boolean stops =
                (threshold & Registers.THRESHOLD_STOPS) != 0
                        && memory.words(setup.channel) >= (threshold & Registers.ADDRESS_WORDS);
        boolean busy = stops || inputs.isBusy(inputs.nextNs());
        ByteBuffer room = busy ? null : memory.room(setup.channel, setup.words);
        if (room == null) {
            lost++;
        } else {
            hits++;
            int at = room.position();
            if (made != null) {
                made.put(trigger, piledUp, room);
            } else {
                maker.put(setup, trigger, piledUp, room);
                if (!piledUp) {
                    repeated.keep(setup, triggered, found, room.slice(at, room.position() - at));
                }
            }
            int end = memory.words(setup.channel);
            sent.stored(setup.channel, memory.bank(), end, trigger, inputs.nextNs());
        }
    }
}
