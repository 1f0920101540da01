package cevns.drivers.dig2.emulator;

import cevns.drivers.dig2.emulator.ParameterFolder.Quantity;
import java.util.function.Supplier;

/** A channel with pulse-shape discrimination: the charge in a long gate and a short one. */
final class PsdChannel extends ProbedChannel {

    /** Charge of one count of energy at a gain of 1 [ADC counts × samples]. */
    private static final int CHARGE_STEP = 64;

    private static final int TRIGGER_LENGTH = 4;

    /** In the order of their codes, as the digital ones. */
    private static final String[] ANALOG = {"ADCInput", "ADCInputBaseline", "CFDFilter"};

    private static final int BASELINE = 1;
    private static final int CFD = 2;

    private static final String[] LOGIC = {
        "Trigger",
        "CFDFilterArmed",
        "ReTriggerGuard",
        "ADCInputBaselineFreeze",
        "ADCInputOverthreshold",
        "ChargeReady",
        "LongGate",
        "PileUpTrigger",
        "ShortGate",
        "ADCSaturation",
        "ChargeOverRange",
        "ADCInputNegativeOverthreshold"
    };

    private static final int TRIGGER = 0;
    private static final int OVER_THRESHOLD = 4;
    private static final int CHARGE_READY = 5;
    private static final int LONG_GATE = 6;
    private static final int SHORT_GATE = 8;
    private static final int SATURATION = 9;

    private final Quantity longGate;
    private final Quantity shortGate;
    private final Quantity gateOffset;
    private final Quantity cfdDelay;
    private final Supplier<String> cfdFraction;
    private final Supplier<String> gain;
    private double fraction;

    PsdChannel(ParameterFolder par, double sampleNs) {
        super(
                par,
                sampleNs,
                ANALOG,
                LOGIC,
                "ADCInput",
                "CFDFilter",
                "Trigger",
                "LongGate",
                "ShortGate",
                "ChargeReady");
        longGate = par.length("gatelonglength", 150, 1, 4000, 1, sampleNs);
        shortGate = par.length("gateshortlength", 40, 1, 4000, 1, sampleNs);
        gateOffset = par.length("gateoffset", 25, 8, 1000, 1, sampleNs);
        cfdDelay = par.length("cfddelay", 4, 1, 1020, 1, sampleNs);
        cfdFraction = par.choice("cfdfraction", "25", "50", "75", "100");
        gain = par.choice("energygain", "x1", "x4", "x16", "x64", "x256");
        PassiveParameters.psdChannel(par);
    }

    @Override
    int lead() {
        return Math.max(preTrigger(), (int) gateOffset.get());
    }

    @Override
    int tail() {
        return Math.max(samples() * step(), (int) longGate.get());
    }

    @Override
    void look(DppTrace trace) {
        fraction = Integer.parseInt(cfdFraction.get()) / 100.0;
    }

    @Override
    int energy(DppTrace trace) {
        return charge(trace, longGate.get());
    }

    @Override
    int shortEnergy(DppTrace trace) {
        return charge(trace, shortGate.get());
    }

    private int charge(DppTrace trace, long length) {
        int from = trace.trigger() - (int) gateOffset.get();
        double charge = 0;
        for (int i = from; i < Math.min(trace.count(), from + length); i++) {
            charge += trace.height(i);
        }
        return inRange(charge * Integer.parseInt(gain.get().substring(1)) / CHARGE_STEP);
    }

    @Override
    double value(DppTrace trace, int probe, int i) {
        return switch (probe) {
            case BASELINE -> trace.baseline();
            case CFD -> {
                int delayed = Math.max(0, i - (int) cfdDelay.get());
                yield fraction * trace.height(i) - trace.height(delayed);
            }
            default -> trace.sample(i);
        };
    }

    @Override
    int signedFactor(int probe) {
        return probe == CFD ? 0 : -1;
    }

    @Override
    boolean isSet(DppTrace trace, int probe, int i) {
        long gate = i - trace.trigger() + gateOffset.get();
        return switch (probe) {
            case TRIGGER -> i >= trace.trigger() && i < trace.trigger() + TRIGGER_LENGTH;
            case OVER_THRESHOLD -> trace.height(i) >= threshold();
            case CHARGE_READY -> gate == longGate.get();
            case LONG_GATE -> gate >= 0 && gate < longGate.get();
            case SHORT_GATE -> gate >= 0 && gate < shortGate.get();
            case SATURATION -> trace.isSaturated(i);
            default -> false;
        };
    }
}
