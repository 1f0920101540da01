package cevns.drivers.dig2.emulator;

import cevns.drivers.dig2.emulator.ParameterFolder.Quantity;
import cevns.drivers.dig2.wire.Firmware;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * One channel of an emulated board whose channels trigger by themselves: the parameters that all
 * such firmware has, with names, ranges and defaults of a real VX2730, and its counters. What a
 * firmware makes of a pulse is the subclass's.
 */
abstract class DppChannel {

    /** What lengths of the trigger logic count [ns]. */
    static final double COARSE_NS = 8;

    /** Longest header of a hit [bytes]. */
    static final int MOST_HEADER = 8 * 4;

    static final int FULL_ENERGY = 0xFFFF;

    private static final int SATURATED = 1 << 2;
    private static final int OVERFLOW = 1 << 4;
    private static final int HAS_FINE_TIME = 1 << 6;

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

    private static final String[] WAVE_SOURCES = {
        "Disabled",
        "Ch64Trigger",
        "ChSelfTrigger",
        "SwTrg",
        "ADCOverSaturation",
        "ADCUnderSaturation",
        "ExternalInhibit",
        "TRGIN",
        "GlobalTriggerSource",
        "LVDS",
        "ITLA",
        "ITLB"
    };

    private final double sampleNs;
    private final Quantity record;
    private final Quantity preTrigger;
    private final Quantity threshold;
    private final Supplier<String> polarity;
    private final Supplier<String> events;
    private final Supplier<String> waves;
    private final Supplier<String> downSampling;

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
        threshold = par.number("triggerthr", 50, 1, 8191, 1, "");
        polarity = par.choice("pulsepolarity", "Negative", "Positive");
        events = par.anyOf("eventtriggersource", "ChSelfTrigger", SOURCES);
        waves = par.anyOf("wavetriggersource", "ChSelfTrigger", WAVE_SOURCES);
        downSampling = par.choice("wavedownsamplingfactor", "1", "2", "4", "8");
        par.choice("wavesaving", "Always", "OnRequest");
        par.choice("wavedatasource", "ADC_DATA");
        par.readOnly("energy_nbit", "16");
        par.readOnly("chtriggercnt", "NUMBER", () -> Long.toString(triggers));
        par.readOnly("chsavedeventcnt", "NUMBER", () -> Long.toString(saved));
        par.readOnly("chwavecnt", "NUMBER", () -> sendsWaveforms() ? Long.toString(saved) : "0");
        par.readOnly("chdeadtimemonitor", "NUMBER", () -> Long.toString(deadNs))
                .attribute("uom", "second")
                .attribute("expuom", "-9");
    }

    /** A channel of a board with some firmware. */
    static DppChannel of(Firmware firmware, ParameterFolder par, double sampleNs, int adcBits) {
        return switch (firmware) {
            case DPP_PSD -> new PsdChannel(par, sampleNs);
            case DPP_PHA -> new PhaChannel(par, sampleNs, adcBits);
            case DPP_OPEN -> new OpenChannel(par, sampleNs);
            case SCOPE, DPP_ZLE ->
                    throw new IllegalArgumentException(firmware + " has no such channels");
        };
    }

    /** A run begins. */
    void begin(long startNs) {
        triggers = 0;
        saved = 0;
        deadNs = 0;
        busyUntilNs = startNs;
    }

    /** ADC samples that are looked at before a trigger, besides those of the baseline. */
    abstract int lead();

    /** ADC samples that are looked at after a trigger; in that time it cannot trigger again. */
    abstract int tail();

    /**
     * Writes a hit.
     *
     * @param time time stamp [tick]
     * @param fine what the time lies behind that [tick/1024]
     * @param single true for one word, if no waveform is to be sent
     */
    abstract void write(
            ByteBuffer out,
            int channel,
            EmulatedTrigger source,
            long time,
            int fine,
            boolean single,
            DppTrace trace);

    /** Flags of what is special about a hit. */
    static int highFlags(DppTrace trace, int energy) {
        return (trace.isSaturated() ? SATURATED : 0)
                | (energy == FULL_ENERGY ? OVERFLOW : 0)
                | (trace.isCrossed() ? HAS_FINE_TIME : 0);
    }

    /** An energy as the board can tell it. */
    static int inRange(double energy) {
        return (int) Math.max(0, Math.min(FULL_ENERGY, Math.rint(energy)));
    }

    /** True when a source makes it trigger, {@code ChSelfTrigger}. */
    final boolean triggersOn(String source) {
        return Arrays.stream(events.get().split(" \\| ")).anyMatch(source::equals);
    }

    final boolean sendsWaveforms() {
        return !waves.get().equals("Disabled");
    }

    /** Samples of a record, of every {@link #step}th one. */
    final int samples() {
        return (int) record.get();
    }

    /** ADC samples from one sample of a record to the next. */
    final int step() {
        return Integer.parseInt(downSampling.get());
    }

    /** ADC samples of a record before its trigger. */
    final int preTrigger() {
        return (int) Math.round(preTrigger.get() * COARSE_NS / sampleNs);
    }

    final int threshold() {
        return (int) threshold.get();
    }

    /** 1 for pulses that go up, −1 for those that go down. */
    final int sign() {
        return polarity.get().equals("Positive") ? 1 : -1;
    }
}
