package cevns.drivers.sis3316;

import static cevns.drivers.sis3316.Sis3316Frame.FORMAT_MAW;

import cevns.drivers.emulation.EmulatedSignals;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What the logic of an emulated board makes of a trace: does it trigger, when, and what does the
 * hit say? Filters and windows work on the samples as those of a board do.
 */
final class HitMaker {

    /** A pulse may trigger so long after its onset, besides what the filter takes [samples]. */
    private static final int SLACK = 512;

    /** A longer trace than any reasonable setting needs is not made [samples]. */
    private static final int MOST_SAMPLES = 1 << 22;

    private static final char[] NO_SAMPLES = new char[0];
    private static final int[] NO_WORDS = new int[0];

    private final EmulatedSignals inputs;
    private final int highest;
    private final FirFilter trap = new FirFilter();
    private final FirFilter energy = new FirFilter();
    private char[] samples = NO_SAMPLES;
    private int count;
    private int trigger;
    private boolean again;

    HitMaker(EmulatedSignals inputs, int adcBits) {
        this.inputs = inputs;
        highest = (1 << adcBits) - 1;
    }

    /**
     * Looks at the trace of a channel around what happens next.
     *
     * @param offsetNs from there to the sample that an external trigger falls on
     * @param triggered true for an external trigger, false to let the channel's filter decide
     * @return sample of the trigger, from the one at {@code offsetNs}; {@link Integer#MIN_VALUE}
     *     for none
     */
    int look(ChannelSetup setup, double offsetNs, double sampleNs, boolean triggered) {
        int lead = setup.lead() + SLACK;
        int after = triggered ? 0 : 2 * setup.peaking + setup.gap + SLACK;
        long wanted = (long) lead + after + setup.tail();
        if (wanted > MOST_SAMPLES) {
            return Integer.MIN_VALUE;
        }
        count = (int) wanted;
        if (samples.length < count) {
            samples = new char[count];
        }
        inputs.fill(setup.channel, samples, count, offsetNs - lead * sampleNs, sampleNs);
        for (int i = 0; i < count; i++) {
            samples[i] = (char) Math.min(highest, samples[i]);
        }
        trap.run(samples, count, setup.peaking, setup.gap, setup.inverted);
        again = false;
        // What was before the trace has its own trigger: only a rise near the pulse counts.
        int from = Math.max(trap.first() + 1, lead - SLACK);
        trigger = triggered ? lead : search(setup, from, lead + after);
        if (trigger < 0) {
            return Integer.MIN_VALUE;
        }
        again = search(setup, trigger + 1, Math.min(count, trigger + setup.rePileUp)) >= 0;
        return trigger - lead;
    }

    private int search(ChannelSetup setup, int from, int to) {
        for (int i = from; i < to; i++) {
            if (trap.at(i) >= setup.threshold && trap.at(i - 1) < setup.threshold) {
                return fraction(setup, i, to);
            }
        }
        return -1;
    }

    /** Where the trigger lies once the threshold has been reached; −1 for a suppressed pulse. */
    private int fraction(ChannelSetup setup, int crossing, int to) {
        int end = Math.min(to, crossing + 2 * setup.peaking + setup.gap);
        if (trap.maximum(crossing, end) >= setup.high) {
            return -1;
        }
        if (!setup.cfdHalf && !setup.cfdZero) {
            return crossing;
        }
        int maximum = 0;
        for (int i = crossing; i < end; i++) {
            maximum = Math.max(maximum, trap.at(i));
            if (trap.at(i) < (setup.cfdHalf ? maximum / 2 : 0)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Writes the hit of the last trace that triggered.
     *
     * @param timestamp of the trigger [samples]
     * @param piledUp true when the hit before it was within the pile-up window
     * @param out little-endian, with room for {@code setup.words}
     */
    void put(ChannelSetup setup, long timestamp, boolean piledUp, ByteBuffer out) {
        int window = trigger - setup.preTrigger;
        energy.run(samples, count, setup.energyPeaking, setup.energyGap, setup.inverted);
        int gateEnd = Math.min(count, window + setup.gate);
        int peak = window;
        boolean overflow = false;
        boolean underflow = false;
        for (int i = window; i < gateEnd; i++) {
            peak = samples[i] > samples[peak] ? i : peak;
            overflow |= samples[i] == highest;
            underflow |= samples[i] == 0;
        }
        int information =
                (overflow ? 0x80 : 0)
                        | (underflow ? 0x40 : 0)
                        | (again ? 0x20 : 0)
                        | (piledUp ? 0x10 : 0);
        FirFilter shown = setup.mawOfEnergy ? energy : trap;
        Sis3316Encoder.Header header =
                new Sis3316Encoder.Header(
                        setup.channelId,
                        setup.format,
                        timestamp & (1L << Sis3316Frame.COUNTER_BITS) - 1,
                        peak - window,
                        samples[peak],
                        information,
                        accumulators(setup, window),
                        (setup.format & FORMAT_MAW) != 0 ? maw(window, gateEnd) : NO_WORDS,
                        energy.at(window),
                        energy.maximum(window, gateEnd),
                        again || piledUp,
                        setup.averagingFactor > 0 ? 0 : -1);
        int from = window + setup.rawStart;
        Sis3316Encoder.put(
                out,
                header,
                Arrays.copyOfRange(samples, from, from + setup.rawSamples),
                setup.averagingFactor > 0 ? averaged(setup, window) : NO_SAMPLES,
                setup.mawWords > 0 ? mawTest(setup, shown) : NO_WORDS);
    }

    private int[] accumulators(ChannelSetup setup, int window) {
        int[] sums = new int[setup.gateStart.length];
        for (int gate = 0; gate < sums.length; gate++) {
            int from = window + setup.gateStart[gate];
            for (int i = from; i < from + setup.gateLength[gate]; i++) {
                sums[gate] += samples[i];
            }
        }
        sums[0] &= Sis3316Frame.BITS_24;
        return sums;
    }

    private int[] maw(int window, int gateEnd) {
        return new int[] {
            trap.maximum(window, gateEnd) + Registers.FIR_ZERO,
            trap.at(trigger - 1) + Registers.FIR_ZERO,
            trap.at(trigger) + Registers.FIR_ZERO
        };
    }

    private char[] averaged(ChannelSetup setup, int window) {
        char[] means = new char[setup.averagedSamples];
        int factor = setup.averagingFactor;
        int from = window - setup.averagedPreTrigger * factor;
        for (int i = 0; i < means.length; i++) {
            int sum = 0;
            for (int j = 0; j < factor; j++) {
                sum += samples[from + i * factor + j];
            }
            means[i] = (char) (sum / factor);
        }
        return means;
    }

    private int[] mawTest(ChannelSetup setup, FirFilter shown) {
        int[] words = new int[setup.mawWords];
        for (int i = 0; i < words.length; i++) {
            int at = Math.min(count - 1, trigger - setup.mawDelay + i);
            words[i] = shown.at(at) + Registers.FIR_ZERO;
        }
        return words;
    }
}
