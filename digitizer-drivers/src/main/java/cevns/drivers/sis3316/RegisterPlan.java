package cevns.drivers.sis3316;

import static cevns.drivers.sis3316.Registers.base;

import java.util.SortedMap;
import java.util.TreeMap;

/** What goes into the registers of a board for its options; the order of the addresses will do. */
final class RegisterPlan {

    private final Sis3316Options options;
    private final SortedMap<Integer, Integer> values = new TreeMap<>();

    private RegisterPlan(Sis3316Options options) {
        this.options = options;
    }

    /** Windows, formats, triggers, thresholds, inputs: everything that is just a value. */
    static SortedMap<Integer, Integer> of(Sis3316Options options) {
        RegisterPlan plan = new RegisterPlan(options);
        for (int group = 0; group < Registers.GROUP_COUNT; group++) {
            plan.group(group, options.groups().get(group));
        }
        for (ChannelOptions channel : options.channels()) {
            plan.channel(channel);
        }
        plan.inputs();
        plan.values.putAll(options.registers());
        return plan.values;
    }

    private void group(int group, GroupOptions g) {
        int base = base(group);
        boolean plain = g.rawSamples() <= GroupOptions.PLAIN_SAMPLES;
        values.put(base + Registers.ANALOG, 0);
        values.put(base + Registers.EVENT, 0);
        values.put(base + Registers.HEADER_ID, (options.userByte() << 2 | group) << 22);
        // Also of a group that is not used: the flag is the OR of all four, and set at 0.
        values.put(base + Registers.THRESHOLD, options.bankWords());
        values.put(base + Registers.GATE, g.gate() - 2);
        values.put(base + Registers.RAW, (plain ? g.rawSamples() << 16 : 0) | g.rawStart());
        values.put(base + Registers.RAW_EXTENDED, plain ? 0 : g.rawSamples());
        values.put(base + Registers.PILE_UP, g.rePileUp() << 16 | g.pileUp());
        values.put(base + Registers.PRE_TRIGGER, g.preTrigger());
        values.put(
                base + Registers.AVERAGING,
                g.averaging() << 28 | g.averagedPreTrigger() << 16 | g.averagedSamples());
        values.put(base + Registers.FORMAT, 0);
        values.put(base + Registers.MAW_TEST, g.mawDelay() << 16 | g.mawWords());
        values.put(base + Registers.TRIGGER_DELAY, 0);
        for (int i = 0; i < g.accumulators().size(); i++) {
            GroupOptions.Gate gate = g.accumulators().get(i);
            values.put(
                    base + Registers.ACCUMULATORS + 4 * i, gate.length() - 1 << 16 | gate.start());
        }
    }

    private void channel(ChannelOptions channel) {
        int base = base(channel.number() / 4);
        int c = channel.number() % 4;
        int shift = 8 * c;
        add(base + Registers.ANALOG, analog(channel) << shift);
        add(base + Registers.EVENT, event(channel) << shift);
        add(base + Registers.FORMAT, format(channel) << shift);
        add(base + Registers.TRIGGER_DELAY, channel.triggerDelay() / 2 << shift);
        ChannelOptions.Trap trap = channel.trap();
        int fir = base + Registers.FIR_STEP * c;
        boolean internal = channel.trigger() == ChannelOptions.Trigger.INTERNAL;
        boolean suppress = trap.high() > 0;
        values.put(fir + Registers.FIR_SETUP, trap.gap() << 12 | trap.peaking());
        values.put(
                fir + Registers.FIR_THRESHOLD,
                (internal ? Registers.FIR_ENABLE : 0)
                        | (suppress ? 1 << 30 : 0)
                        | trap.cfd().code << 28
                        | Registers.FIR_ZERO + trap.threshold());
        values.put(fir + Registers.FIR_HIGH, suppress ? Registers.FIR_ZERO + trap.high() : 0);
        ChannelOptions.Energy energy = channel.energy();
        values.put(
                base + Registers.ENERGY_FILTER + 4 * c,
                energy.tauTable() << 30
                        | energy.tauFactor() << 24
                        | energy.average() << 22
                        | energy.gap() << 12
                        | energy.peaking());
    }

    private static int analog(ChannelOptions channel) {
        return channel.gain() | (channel.termination() ? 0 : Registers.ANALOG_NO_TERMINATION);
    }

    private static int event(ChannelOptions channel) {
        return (Sis3316Options.isExternal(channel)
                        ? Registers.EVENT_EXTERNAL
                        : Registers.EVENT_INTERNAL)
                | (channel.invert() ? Registers.EVENT_INVERT : 0);
    }

    private static int format(ChannelOptions channel) {
        return channel.format()
                | switch (channel.mawTest()) {
                    case NONE -> 0;
                    case TRIGGER -> Registers.FORMAT_MAW;
                    case ENERGY -> Registers.FORMAT_MAW | Registers.FORMAT_MAW_ENERGY;
                };
    }

    private void inputs() {
        boolean external = options.channels().stream().anyMatch(Sis3316Options::isExternal);
        values.put(
                Registers.NIM_INPUTS,
                external
                        ? Registers.NIM_TI_TRIGGER
                                | (options.externalInvert() ? Registers.NIM_TI_INVERT : 0)
                        : 0);
        values.put(Registers.ACQUISITION, external ? Registers.ACQ_EXTERNAL_TRIGGER : 0);
    }

    private void add(int address, int bits) {
        values.merge(address, bits, (a, b) -> a | b);
    }
}
