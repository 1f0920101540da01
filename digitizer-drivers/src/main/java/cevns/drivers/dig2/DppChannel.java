package cevns.drivers.dig2;

import cevns.drivers.dig2.ParameterFolder.Quantity;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * One channel of an emulated board with DPP-PSD firmware: its parameters, with names, ranges and
 * defaults of a real VX2730, and its counters.
 */
final class DppChannel {

    private static final int PROBES = 2;
    private static final int LOGIC_PROBES = 4;
    private static final double COARSE_NS = 8;

    /** Code of the only analog probe with a sign. */
    static final int CFD = 2;

    /** Code of the baseline. */
    static final int BASELINE = 1;

    /** Codes of the digital probes that are played. */
    static final int TRIGGER = 0;

    static final int OVER_THRESHOLD = 4;
    static final int CHARGE_READY = 5;
    static final int LONG_GATE = 6;
    static final int SHORT_GATE = 8;
    static final int SATURATION = 9;

    private static final String[] SOURCES = {
        "Disabled",
        "Ch64Trigger",
        "ChSelfTrigger",
        "SwTrg",
        "TRGIN",
        "GlobalTriggerSource",
        "LVDS",
        "ITLA",
        "ITLB"
    };
    private static final String[] ANALOG = {"ADCInput", "ADCInputBaseline", "CFDFilter"};

    /** In the order of their codes. */
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

    private final double sampleNs;
    private final Quantity record;
    private final Quantity preTrigger;
    private final Quantity longGate;
    private final Quantity shortGate;
    private final Quantity gateOffset;
    private final Quantity cfdDelay;
    private final Quantity threshold;
    private final Supplier<String> cfdFraction;
    private final Supplier<String> polarity;
    private final Supplier<String> gain;
    private final Supplier<String> events;
    private final Supplier<String> waves;
    private final Supplier<String> downSampling;
    private final List<Supplier<String>> analog;
    private final List<Supplier<String>> logic;

    /** Triggers of the present run. */
    long triggers;

    /** Of those, the ones that became hits. */
    long saved;

    /** Time in which it could not trigger [ns]. */
    long deadNs;

    /** Until when it cannot [host time, ns]. */
    long busyUntilNs;

    DppChannel(ParameterFolder par, double sampleNs) {
        this.sampleNs = sampleNs;
        record = par.length("chrecordlength", 400, 16, 8100, 4, sampleNs);
        preTrigger = par.length("chpretrigger", 8, 4, 1000, 1, COARSE_NS);
        longGate = par.length("gatelonglength", 150, 1, 4000, 1, sampleNs);
        shortGate = par.length("gateshortlength", 40, 1, 4000, 1, sampleNs);
        gateOffset = par.length("gateoffset", 25, 8, 1000, 1, sampleNs);
        cfdDelay = par.length("cfddelay", 4, 1, 1020, 1, sampleNs);
        par.length("timefilterretriggerguard", 1, 1, 1000, 1, COARSE_NS);
        threshold = par.number("triggerthr", 50, 1, 8191, 1, "");
        cfdFraction = par.choice("cfdfraction", "25", "50", "75", "100");
        polarity = par.choice("pulsepolarity", "Negative", "Positive");
        gain = par.choice("energygain", "x1", "x4", "x16", "x64", "x256");
        par.choice("triggerfilterselection", "LeadingEdge", "CFD");
        par.choice("adcinputbaselineavg", "MediumHigh", "Fixed", "Low", "MediumLow", "High");
        par.choice("wavesaving", "Always", "OnRequest");
        par.anyOf("smoothingfactor", "1", "1", "2", "4", "8", "16");
        events = par.anyOf("eventtriggersource", "ChSelfTrigger", SOURCES);
        waves = par.anyOf("wavetriggersource", "ChSelfTrigger", SOURCES);
        downSampling = par.choice("wavedownsamplingfactor", "1", "2", "4", "8");
        analog =
                List.of(
                        par.anyOf("waveanalogprobe0", "ADCInput", ANALOG),
                        par.anyOf("waveanalogprobe1", "CFDFilter", ANALOG));
        logic =
                List.of(
                        par.anyOf("wavedigitalprobe0", "Trigger", LOGIC),
                        par.anyOf("wavedigitalprobe1", "LongGate", LOGIC),
                        par.anyOf("wavedigitalprobe2", "ShortGate", LOGIC),
                        par.anyOf("wavedigitalprobe3", "ChargeReady", LOGIC));
        par.readOnly("energy_nbit", "16");
        par.readOnly("chtriggercnt", "NUMBER", () -> Long.toString(triggers));
        par.readOnly("chsavedeventcnt", "NUMBER", () -> Long.toString(saved));
        par.readOnly("chdeadtimemonitor", "NUMBER", () -> Long.toString(deadNs))
                .attribute("uom", "second")
                .attribute("expuom", "-9");
    }

    /** A run begins. */
    void begin(long startNs) {
        triggers = 0;
        saved = 0;
        deadNs = 0;
        busyUntilNs = startNs;
    }

    /** True when a source makes it trigger, {@code ChSelfTrigger}. */
    boolean triggersOn(String source) {
        return Arrays.stream(events.get().split(" \\| ")).anyMatch(source::equals);
    }

    boolean sendsWaveforms() {
        return !waves.get().equals("Disabled");
    }

    /** Samples of a record, of every {@link #step}th one. */
    int samples() {
        return (int) record.get();
    }

    /** ADC samples from one sample of a record to the next. */
    int step() {
        return Integer.parseInt(downSampling.get());
    }

    /** ADC samples of a record before its trigger. */
    int preTrigger() {
        return (int) Math.round(preTrigger.get() * COARSE_NS / sampleNs);
    }

    int longGate() {
        return (int) longGate.get();
    }

    int shortGate() {
        return (int) shortGate.get();
    }

    /** ADC samples by which the gates begin before the trigger. */
    int gateOffset() {
        return (int) gateOffset.get();
    }

    int cfdDelay() {
        return (int) cfdDelay.get();
    }

    double cfdFraction() {
        return Integer.parseInt(cfdFraction.get()) / 100.0;
    }

    int threshold() {
        return (int) threshold.get();
    }

    /** 1 for pulses that go up, −1 for those that go down. */
    int sign() {
        return polarity.get().equals("Positive") ? 1 : -1;
    }

    int gain() {
        return Integer.parseInt(gain.get().substring(1));
    }

    /** Code of an analog probe. */
    int analog(int probe) {
        return Arrays.asList(ANALOG).indexOf(analog.get(probe).get());
    }

    /** Code of a digital probe. */
    int logic(int probe) {
        return Arrays.asList(LOGIC).indexOf(logic.get(probe).get());
    }

    /** Data of the extra word that describes its waveforms. */
    long description() {
        long data = (long) threshold() << 28;
        for (int probe = 0; probe < PROBES; probe++) {
            int signed = analog(probe) == CFD ? 8 : 0;
            data |= (long) (analog(probe) | signed) << 6 * probe;
        }
        for (int probe = 0; probe < LOGIC_PROBES; probe++) {
            data |= (long) logic(probe) << 12 + 4 * probe;
        }
        return data | (long) Integer.numberOfTrailingZeros(step()) << 44;
    }
}
