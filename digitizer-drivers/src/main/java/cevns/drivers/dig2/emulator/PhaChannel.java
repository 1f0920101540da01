package cevns.drivers.dig2.emulator;

import cevns.drivers.dig2.emulator.ParameterFolder.Quantity;

/**
 * A channel with pulse-height analysis: the height of a trapezoid made of a pulse that decays with
 * the pole-zero time, after Jordanov and Knoll, Nucl. Instrum. Meth. A 345 (1994) 337. The names of
 * its parameters are those of the document; ranges and defaults are ours.
 */
final class PhaChannel extends ProbedChannel {

    private static final int TRIGGER_LENGTH = 4;

    /** Code of the factor 4, by which the probes of filters are divided. */
    private static final int BY_FOUR = 1;

    /** In the order of their codes, as the digital ones. */
    private static final String[] ANALOG = {
        "ADCInput",
        "TimeFilter",
        "EnergyFilter",
        "EnergyFilterBaseline",
        "EnergyFilterMinusBaseline"
    };

    private static final String[] LOGIC = {
        "Trigger",
        "TimeFilterArmed",
        "ReTriggerGuard",
        "EnergyFilterBaselineFreeze",
        "EnergyFilterPeaking",
        "EnergyFilterPeakReady",
        "EnergyFilterPileUpGuard",
        "EventPileUp",
        "ADCSaturation",
        "ADCSaturationProtection",
        "PostSaturationEvent",
        "EnergyFilterSaturation",
        "AcquisitionInhibit"
    };

    private static final int TIME_FILTER = 1;
    private static final int ENERGY_FILTER = 2;
    private static final int ENERGY_BASELINE = 3;
    private static final int ENERGY_MINUS_BASELINE = 4;

    private static final int TRIGGER = 0;
    private static final int GUARD = 2;
    private static final int FREEZE = 3;
    private static final int PEAKING = 4;
    private static final int PEAK_READY = 5;
    private static final int PILE_UP_GUARD = 6;
    private static final int SATURATION = 8;

    private final int scale;
    private final Quantity timeRise;
    private final Quantity guard;
    private final Quantity rise;
    private final Quantity flatTop;
    private final Quantity peaking;
    private final Quantity poleZero;
    private final Quantity fineGain;
    private double[] trapezoid = new double[0];

    PhaChannel(ParameterFolder par, double sampleNs, int adcBits) {
        super(
                par,
                sampleNs,
                ANALOG,
                LOGIC,
                "ADCInput",
                "EnergyFilterMinusBaseline",
                "Trigger",
                "EnergyFilterPeaking",
                "EnergyFilterPeakReady",
                "EnergyFilterPileUpGuard");
        scale = 1 << 16 - adcBits;
        timeRise = par.length("timefilterrisetime", 10, 1, 1000, 1, sampleNs);
        guard = par.length("timefilterretriggerguard", 1, 1, 1000, 1, COARSE_NS);
        rise = par.length("energyfilterrisetime", 500, 2, 8000, 1, sampleNs);
        flatTop = par.length("energyfilterflattop", 200, 2, 4000, 1, sampleNs);
        peaking = par.number("energyfilterpeakingposition", 50, 0, 100, 1, "%");
        poleZero = par.length("energyfilterpolezero", 25_000, 4, 1 << 16, 1, sampleNs);
        par.length("energyfilterpileupguard", 10, 0, 8000, 1, sampleNs);
        par.length("energyfilterbaselineguard", 0, 0, 8000, 1, sampleNs);
        par.choice(
                "energyfilterbaselineavg",
                "MediumHigh",
                "Fixed",
                "VeryLow",
                "Low",
                "MediumLow",
                "Medium",
                "High");
        fineGain = par.number("energyfilterfinegain", 1, 1, 10, 1, "");
        par.choice("energyfilterlflimitation", "Off", "On");
    }

    @Override
    int lead() {
        return preTrigger();
    }

    @Override
    int tail() {
        return Math.max(samples() * step(), (int) (2 * rise.get() + flatTop.get()));
    }

    /**
     * Makes the trapezoid: eqs. 4 to 7 of the paper on the samples that come after the baseline's,
     * divided by what makes its flat top as high as the pulse.
     */
    @Override
    void look(DppTrace trace) {
        int n = trace.count();
        if (trapezoid.length < n) {
            trapezoid = new double[n];
        }
        int k = (int) rise.get();
        int l = k + (int) flatTop.get();
        double q = Math.exp(-1.0 / poleZero.get());
        double m = q / (1 - q);
        double p = 0;
        double s = 0;
        for (int i = 0; i < n; i++) {
            double d = at(trace, i) - at(trace, i - k) - at(trace, i - l) + at(trace, i - k - l);
            p += d;
            s += p + m * d;
            trapezoid[i] = s * (1 - q) / k;
        }
    }

    private static double at(DppTrace trace, int i) {
        return i < 0 ? 0 : trace.height(i);
    }

    @Override
    int energy(DppTrace trace) {
        return inRange(trapezoid[peak(trace)] * fineGain.get() * scale);
    }

    private int peak(DppTrace trace) {
        long flat = flatTop.get() * peaking.get() / 100;
        return (int) Math.min(trace.count() - 1, trace.trigger() + rise.get() + flat);
    }

    @Override
    double value(DppTrace trace, int probe, int i) {
        return switch (probe) {
            case TIME_FILTER -> trace.height(i) - at(trace, i - (int) timeRise.get());
            case ENERGY_FILTER, ENERGY_MINUS_BASELINE -> trapezoid[i];
            case ENERGY_BASELINE -> 0;
            default -> trace.sample(i);
        };
    }

    @Override
    int signedFactor(int probe) {
        return probe == 0 ? -1 : BY_FOUR;
    }

    @Override
    boolean isSet(DppTrace trace, int probe, int i) {
        int since = i - trace.trigger();
        return switch (probe) {
            case TRIGGER -> since >= 0 && since < TRIGGER_LENGTH;
            case GUARD -> since >= 0 && since < guard.get() * TRIGGER_LENGTH;
            case FREEZE -> since >= 0 && since < 2 * rise.get();
            case PEAKING -> since >= rise.get() && since < rise.get() + flatTop.get();
            case PEAK_READY -> i == peak(trace);
            case PILE_UP_GUARD -> since >= 0 && since < rise.get() + flatTop.get();
            case SATURATION -> trace.isSaturated(i);
            default -> false;
        };
    }
}
