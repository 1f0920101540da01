package cevns.drivers.dig2.emulator;

import cevns.drivers.dig2.wire.HitEncoder;
import cevns.drivers.dig2.wire.HitFrame;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Supplier;

/** A channel that sends two analog and four digital probes: DPP-PSD and DPP-PHA. */
abstract class ProbedChannel extends DppChannel {

    private static final int PROBES = 2;
    private static final int LOGIC_PROBES = 4;
    private static final int SIGNED = 1 << 3;
    private static final int[] FACTORS = {1, 4, 8, 16};
    private static final int LARGEST = 8191;

    private final List<String> analogNames;
    private final List<String> logicNames;
    private final List<Supplier<String>> analog;
    private final List<Supplier<String>> logic;
    private final char[][] traces = new char[PROBES][0];
    private final int[] codes = new int[PROBES + LOGIC_PROBES];
    private byte[] bits = new byte[0];

    /**
     * @param analogNames names of analog probes in the order of their codes
     * @param logicNames names of digital probes in the order of their codes
     * @param usual the two analog and four digital ones by default
     */
    ProbedChannel(
            ParameterFolder par,
            double sampleNs,
            String[] analogNames,
            String[] logicNames,
            String... usual) {
        super(par, sampleNs);
        this.analogNames = List.of(analogNames);
        this.logicNames = List.of(logicNames);
        analog =
                List.of(
                        par.anyOf("waveanalogprobe0", usual[0], analogNames),
                        par.anyOf("waveanalogprobe1", usual[1], analogNames));
        logic =
                List.of(
                        par.anyOf("wavedigitalprobe0", usual[2], logicNames),
                        par.anyOf("wavedigitalprobe1", usual[3], logicNames),
                        par.anyOf("wavedigitalprobe2", usual[4], logicNames),
                        par.anyOf("wavedigitalprobe3", usual[5], logicNames));
    }

    /** Prepares for what is asked of a trace. */
    void look(DppTrace trace) {}

    /** Energy of a pulse; of PSD the charge in the long gate. */
    abstract int energy(DppTrace trace);

    /** Charge in the short gate, where there is one. */
    int shortEnergy(DppTrace trace) {
        return 0;
    }

    /** An analog probe at a sample of the trace, in ADC counts. */
    abstract double value(DppTrace trace, int probe, int sample);

    /** Code of the factor that an analog probe with a sign is divided by; −1 for one without. */
    abstract int signedFactor(int probe);

    /** A digital probe at a sample of the trace. */
    abstract boolean isSet(DppTrace trace, int probe, int sample);

    @Override
    final void write(
            ByteBuffer out,
            int channel,
            EmulatedTrigger source,
            long time,
            int fine,
            boolean single,
            DppTrace trace) {
        look(trace);
        int energy = energy(trace);
        int high = highFlags(trace, energy);
        boolean waveform = sendsWaveforms();
        if (!waveform && single) {
            HitEncoder.single(out, channel, high, time, energy);
            return;
        }
        HitEncoder.time(out, channel, false, time);
        HitEncoder.values(
                out, waveform, waveform, source.hitFlags, high, shortEnergy(trace), fine, energy);
        if (waveform) {
            choose();
            record(trace);
            HitEncoder.extra(out, true, HitFrame.WAVEFORM, description());
            HitEncoder.waveform(out, traces[0], traces[1], bits, samples(), false);
        }
    }

    private void record(DppTrace trace) {
        int n = samples();
        if (bits.length < n) {
            bits = new byte[n];
            traces[0] = new char[n];
            traces[1] = new char[n];
        }
        int from = trace.trigger() - preTrigger();
        int step = step();
        for (int k = 0; k < n; k++) {
            int i = Math.min(trace.count() - 1, from + k * step);
            for (int probe = 0; probe < PROBES; probe++) {
                traces[probe][k] = (char) sent(trace, codes[probe], i);
            }
            int set = 0;
            for (int probe = 0; probe < LOGIC_PROBES; probe++) {
                set |= isSet(trace, codes[PROBES + probe], i) ? 1 << probe : 0;
            }
            bits[k] = (byte) set;
        }
    }

    private int sent(DppTrace trace, int code, int sample) {
        int factor = signedFactor(code);
        double value = value(trace, code, sample);
        if (factor >= 0) {
            value = Math.max(-LARGEST, Math.min(LARGEST, value / FACTORS[factor]));
        }
        return (int) value & 0x3FFF;
    }

    private void choose() {
        for (int probe = 0; probe < PROBES; probe++) {
            codes[probe] = analogNames.indexOf(analog.get(probe).get());
        }
        for (int probe = 0; probe < LOGIC_PROBES; probe++) {
            codes[PROBES + probe] = logicNames.indexOf(logic.get(probe).get());
        }
    }

    /** Data of the extra word that describes its waveforms. */
    private long description() {
        long data = (long) threshold() << 28;
        for (int probe = 0; probe < PROBES; probe++) {
            int factor = signedFactor(codes[probe]);
            int sign = factor < 0 ? 0 : SIGNED | factor << 4;
            data |= (long) (codes[probe] | sign) << 6 * probe;
        }
        for (int probe = 0; probe < LOGIC_PROBES; probe++) {
            data |= (long) codes[PROBES + probe] << 12 + 4 * probe;
        }
        return data | (long) Integer.numberOfTrailingZeros(step()) << 44;
    }
}
