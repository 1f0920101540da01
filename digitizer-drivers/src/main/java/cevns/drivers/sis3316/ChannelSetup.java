package cevns.drivers.sis3316;

import static cevns.drivers.sis3316.Registers.base;

import java.util.function.IntUnaryOperator;

/** What the registers of an emulated board say of one channel, when a trigger asks. */
final class ChannelSetup {

    private static final int GATES = 8;
    private static final int ZERO_CROSSING = 2;
    private static final int HALF = 3;

    final int channel;
    final int channelId;
    final int format;
    final boolean inverted;
    final boolean internal;
    final boolean external;
    final boolean mawOfEnergy;
    final int rawStart;
    final int rawSamples;
    final int preTrigger;
    final int gate;
    final int pileUp;
    final int rePileUp;
    final int peaking;
    final int gap;
    final int threshold;
    final int high;
    final boolean cfdZero;
    final boolean cfdHalf;
    final int energyPeaking;
    final int energyGap;
    final int mawWords;
    final int mawDelay;
    final int averagingFactor;
    final int averagedSamples;
    final int averagedPreTrigger;
    final int[] gateStart = new int[GATES];
    final int[] gateLength = new int[GATES];
    final int words;

    /**
     * @param registers gives the value of a register
     * @param averages true for a board that can average
     */
    ChannelSetup(int channel, IntUnaryOperator registers, boolean averages) {
        this.channel = channel;
        int base = base(channel / 4);
        int c = channel % 4;
        channelId = registers.applyAsInt(base + Registers.HEADER_ID) >>> 20 & 0xFFC | c;
        int event = registers.applyAsInt(base + Registers.EVENT) >>> 8 * c;
        inverted = (event & Registers.EVENT_INVERT) != 0;
        external = (event & Registers.EVENT_EXTERNAL) != 0;
        int fir = base + Registers.FIR_STEP * c;
        int trap = registers.applyAsInt(fir + Registers.FIR_THRESHOLD);
        internal = (event & Registers.EVENT_INTERNAL) != 0 && (trap & Registers.FIR_ENABLE) != 0;
        threshold = (trap & Sis3316Frame.BITS_28) - Registers.FIR_ZERO;
        cfdZero = (trap >>> 28 & 3) == ZERO_CROSSING;
        cfdHalf = (trap >>> 28 & 3) == HALF;
        int highWord = registers.applyAsInt(fir + Registers.FIR_HIGH) & Sis3316Frame.BITS_28;
        boolean suppresses = (trap & 1 << 30) != 0;
        high = suppresses ? highWord - Registers.FIR_ZERO : Integer.MAX_VALUE;
        int setup = registers.applyAsInt(fir + Registers.FIR_SETUP);
        peaking = Math.max(1, setup & 0xFFF);
        gap = setup >>> 12 & 0xFFF;
        int energy = registers.applyAsInt(base + Registers.ENERGY_FILTER + 4 * c);
        energyPeaking = Math.max(1, energy & 0xFFF);
        energyGap = energy >>> 12 & 0x3FF;
        int formats = registers.applyAsInt(base + Registers.FORMAT) >>> 8 * c;
        format = formats & 0xF;
        mawOfEnergy = (formats & Registers.FORMAT_MAW_ENERGY) != 0;
        int maw = registers.applyAsInt(base + Registers.MAW_TEST);
        mawWords = (formats & Registers.FORMAT_MAW) != 0 ? maw & 0x7FE : 0;
        mawDelay = maw >>> 16 & 0x3FE;
        int raw = registers.applyAsInt(base + Registers.RAW);
        int extended = registers.applyAsInt(base + Registers.RAW_EXTENDED) & 0x1FF_FFFE;
        rawStart = raw & 0xFFFF;
        rawSamples = raw >>> 16 != 0 ? raw >>> 16 & 0xFFFE : extended;
        preTrigger = registers.applyAsInt(base + Registers.PRE_TRIGGER) & 0x3FFF;
        gate = (registers.applyAsInt(base + Registers.GATE) & 0xFFFF) + 2;
        int piles = registers.applyAsInt(base + Registers.PILE_UP);
        pileUp = piles & 0xFFFF;
        rePileUp = piles >>> 16;
        int averaging = registers.applyAsInt(base + Registers.AVERAGING);
        int mode = averages ? averaging >>> 28 & 7 : 0;
        averagingFactor = mode > 0 ? 1 << mode + 1 : 0;
        averagedSamples = mode > 0 ? averaging & 0xFFFE : 0;
        averagedPreTrigger = averaging >>> 16 & 0xFFF;
        for (int i = 0; i < GATES; i++) {
            int value = registers.applyAsInt(base + Registers.ACCUMULATORS + 4 * i);
            gateStart[i] = value & 0xFFFF;
            gateLength[i] = (value >>> 16 & 0x1FF) + 1;
        }
        words =
                Sis3316Frame.countWord(format)
                        + (mode > 0 ? 2 : 1)
                        + (rawSamples + averagedSamples) / 2
                        + mawWords;
    }

    /** Samples that must lie before a trigger. */
    int lead() {
        int window = preTrigger + averagedPreTrigger * averagingFactor + mawDelay;
        int filters = Math.max(2 * peaking + gap, 2 * energyPeaking + energyGap);
        return window + filters;
    }

    /** Samples that must lie behind the begin of the pre-trigger window. */
    int tail() {
        int end = Math.max(rawStart + rawSamples, gate);
        for (int i = 0; i < GATES; i++) {
            end = Math.max(end, gateStart[i] + gateLength[i]);
        }
        return Math.max(end, averagedSamples * averagingFactor) + mawWords;
    }
}
