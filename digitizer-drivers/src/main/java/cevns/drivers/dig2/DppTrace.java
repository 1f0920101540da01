package cevns.drivers.dig2;

import cevns.drivers.emulation.EmulatedSignals;

/**
 * What a channel of an emulated board with DPP-PSD firmware makes of what is at its input: the
 * trigger where the pulse first crosses the threshold, the charge in two gates, and the probes.
 */
final class DppTrace {

    /** A pulse may cross the threshold so long after its onset [ns]. */
    private static final double SEARCH_NS = 1000;

    /** Samples behind which the baseline is taken, before the gates and the record. */
    private static final int BASELINE = 64;

    /** Charge of one count of energy at a gain of 1 [ADC counts × samples]. */
    private static final int CHARGE_STEP = 64;

    private static final int FULL_ENERGY = 0xFFFF;
    private static final int TRIGGER_LENGTH = 4;
    private static final int LARGEST = 8191;

    private final EmulatedSignals inputs;
    private final double sampleNs;
    private final int highest;
    private char[] samples = new char[0];
    private char[][] analog = new char[2][0];
    private byte[] logic = new byte[0];
    private int count;
    private long firstTick;
    private int trigger;
    private double baseline;
    private int fine;
    private boolean crossed;

    DppTrace(EmulatedSignals inputs, double sampleNs, int adcBits) {
        this.inputs = inputs;
        this.sampleNs = sampleNs;
        highest = (1 << adcBits) - 1;
    }

    /**
     * Looks at a channel.
     *
     * @param atNs when something happens to it, or when it is triggered [ns from the start]
     * @param nextNs what its inputs count from [ns from the start]
     * @param forced true to trigger then, whatever the threshold
     * @return true when it triggers
     */
    boolean look(DppChannel settings, int channel, double atNs, double nextNs, boolean forced) {
        int lead = BASELINE + Math.max(settings.preTrigger(), settings.gateOffset());
        int search = forced ? 0 : (int) (SEARCH_NS / sampleNs);
        int tail = Math.max(settings.samples() * settings.step(), settings.longGate());
        count = lead + search + tail + 1;
        if (samples.length < count) {
            samples = new char[count];
        }
        firstTick = (long) Math.floor(atNs / sampleNs) - lead;
        inputs.fill(channel, samples, count, firstTick * sampleNs - nextNs, sampleNs);
        double sum = 0;
        for (int i = 0; i < BASELINE; i++) {
            sum += samples[i];
        }
        baseline = sum / BASELINE;
        trigger = lead;
        fine = 0;
        crossed = false;
        for (int i = lead; i <= lead + search && !crossed; i++) {
            double height = height(settings, i);
            if (height >= settings.threshold()) {
                double before = height(settings, i - 1);
                double share =
                        before >= settings.threshold()
                                ? 0
                                : (settings.threshold() - before) / (height - before);
                // Between the samples i − 1 and i; the time stamp names the earlier one.
                trigger = i - 1;
                fine = Math.min(HitFrame.FINE_STEPS - 1, (int) (share * HitFrame.FINE_STEPS));
                crossed = true;
            }
        }
        return forced || crossed;
    }

    private double height(DppChannel settings, int sample) {
        return settings.sign() * (samples[sample] - baseline);
    }

    /** Time stamp of the trigger [samples from the start]. */
    long ticks() {
        return firstTick + trigger;
    }

    /** What the trigger lies behind that, in 1024ths; 0 when none was found. */
    int fine() {
        return fine;
    }

    /** True when the threshold was crossed. */
    boolean isCrossed() {
        return crossed;
    }

    /** Charge in the long gate or the short one, as the board tells it. */
    int energy(DppChannel settings, boolean isLong) {
        int from = trigger - settings.gateOffset();
        int length = isLong ? settings.longGate() : settings.shortGate();
        double charge = 0;
        for (int i = from; i < Math.min(count, from + length); i++) {
            charge += height(settings, i);
        }
        double energy = charge * settings.gain() / CHARGE_STEP;
        return (int) Math.max(0, Math.min(FULL_ENERGY, Math.rint(energy)));
    }

    /** True when a sample behind the trigger is at an end of the ADC's range. */
    boolean isSaturated() {
        for (int i = trigger; i < count; i++) {
            if (samples[i] == 0 || samples[i] == highest) {
                return true;
            }
        }
        return false;
    }

    /** Makes the probes of the record around the trigger. */
    void record(DppChannel settings) {
        int n = settings.samples();
        if (logic.length < n) {
            logic = new byte[n];
            analog = new char[2][n];
        }
        int from = trigger - settings.preTrigger();
        for (int k = 0; k < n; k++) {
            int i = Math.min(count - 1, from + k * settings.step());
            for (int probe = 0; probe < 2; probe++) {
                analog[probe][k] = (char) value(settings, settings.analog(probe), i);
            }
            int bits = 0;
            for (int probe = 0; probe < 4; probe++) {
                bits |= isSet(settings, settings.logic(probe), i) ? 1 << probe : 0;
            }
            logic[k] = (byte) bits;
        }
    }

    private int value(DppChannel settings, int probe, int i) {
        return switch (probe) {
            case DppChannel.BASELINE -> (int) baseline;
            case DppChannel.CFD -> {
                int delayed = Math.max(0, i - settings.cfdDelay());
                double cfd =
                        settings.cfdFraction() * height(settings, i) - height(settings, delayed);
                yield (int) Math.max(-LARGEST, Math.min(LARGEST, cfd)) & 0x3FFF;
            }
            default -> samples[i] & 0x3FFF;
        };
    }

    private boolean isSet(DppChannel settings, int probe, int i) {
        int gate = i - trigger + settings.gateOffset();
        return switch (probe) {
            case DppChannel.TRIGGER -> i >= trigger && i < trigger + TRIGGER_LENGTH;
            case DppChannel.OVER_THRESHOLD -> height(settings, i) >= settings.threshold();
            case DppChannel.CHARGE_READY -> gate == settings.longGate();
            case DppChannel.LONG_GATE -> gate >= 0 && gate < settings.longGate();
            case DppChannel.SHORT_GATE -> gate >= 0 && gate < settings.shortGate();
            case DppChannel.SATURATION -> samples[i] == 0 || samples[i] == highest;
            default -> false;
        };
    }

    /** Samples of an analog probe, from 0. */
    char[] analog(int probe) {
        return analog[probe];
    }

    /** The digital probes, bit p for probe p, from 0. */
    byte[] logic() {
        return logic;
    }
}
