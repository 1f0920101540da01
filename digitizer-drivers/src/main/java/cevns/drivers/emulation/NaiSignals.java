package cevns.drivers.emulation;

import cevns.daq.truth.PulseSource;
import cevns.daq.truth.PulseTable;
import cevns.daq.truth.TruePulse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Crystals of sodium iodide, each with a photomultiplier, and the timing signal of the machine at
 * the inputs of a free-running board. The timing signal is at the trigger input and, digitised, at
 * a channel of its own. Each pulse is in one crystal. All pulses go down from the baseline.
 */
public final class NaiSignals implements EmulatedSignals {

    private static final double CYCLE_NS = 1e9 / LineClock.NOMINAL_HZ;

    /** A cycle's pulses are those from so long before its reference [ns]. */
    private static final double BEFORE_NS = 100_000;

    private static final double TIMING_LENGTH_NS = 1000;

    /** A pulse with more photoelectrons is drawn as a whole. */
    private static final double COUNTED_PE = 2000;

    /** So many decay constants behind a pulse nothing is left of it. */
    private static final double FORGOTTEN = 14;

    private static final double[] NONE = new double[0];

    /**
     * Something at an input.
     *
     * @param timeNs when [host time, ns since the Unix epoch]
     * @param belowNs and so much later, below 1 [ns]
     * @param timesNs its photoelectrons [ns from then]
     * @param charges of them [ADC counts × ns]
     * @param large charge of a pulse that is drawn as a whole [ADC counts × ns]
     */
    private record Happening(
            int input,
            long timeNs,
            double belowNs,
            double[] timesNs,
            double[] charges,
            double large) {}

    private final NaiSettings settings;
    private final Iterator<SeenCycle> cycles;
    private final PulseSource pulses;
    private final Consumer<TruePulse> into = this::take;
    private final SeededRandom random;
    private final double chargeShape;
    private final Noise noise;
    private final WaveformSynth synth;
    private final PmtLight light = new PmtLight();
    private List<Happening> before = new ArrayList<>();
    private List<Happening> now = new ArrayList<>();
    private EmulatedCycle cycle;
    private int at;
    private long lastNs;

    /**
     * @param settings the crystals
     * @param beam the machine
     * @param pulses what happens in the crystals, sizes in keV
     */
    public NaiSignals(NaiSettings settings, EmulatedBeam beam, PulseSource pulses) {
        this.settings = settings;
        this.pulses = pulses;
        cycles = beam.seen();
        long seed = settings.pulses().seed();
        random = new SeededRandom(seed, Streams.LIGHT);
        CsiSettings.Photoelectron one = settings.photoelectron();
        chargeShape = 1 / (one.resolution() * one.resolution());
        noise = new Noise(settings.readout(), new SeededRandom(seed, Streams.NOISE));
        synth = new WaveformSynth(settings.readout(), settings.scintillation(), one.tauNs(), noise);
        nextCycle();
    }

    /**
     * The table of a prediction in photoelectrons, in keV: what is drawn from it is a whole number
     * of photoelectrons again.
     */
    static PulseTable inKev(PulseTable signal, double pePerKev) {
        return new PulseTable(
                signal.parts().stream()
                        .map(
                                part ->
                                        new PulseTable.Part(
                                                part.kind(),
                                                part.step() / pePerKev,
                                                part.sizes(),
                                                part.firstNs(),
                                                part.binNs(),
                                                part.times()))
                        .toList());
    }

    private void nextCycle() {
        do {
            readCycle();
        } while (now.isEmpty());
    }

    private void readCycle() {
        List<Happening> old = before;
        before = now;
        now = old;
        now.clear();
        SeenCycle seen = cycles.next();
        cycle = seen.cycle();
        at = 0;
        if (seen.isMarked()) {
            timing(seen.markNs());
        }
        for (long extraNs : seen.extraNs()) {
            timing(extraNs);
        }
        pulses.pulses(cycle.index(), cycle.protons(), -BEFORE_NS, CYCLE_NS - BEFORE_NS, into);
        now.sort(Comparator.comparingLong(Happening::timeNs));
    }

    private void timing(long timeNs) {
        int channel = settings.pulses().timingChannel();
        now.add(new Happening(TRIGGER_INPUT, timeNs, 0, NONE, NONE, 0));
        if (channel >= 0) {
            now.add(new Happening(channel, timeNs, 0, NONE, NONE, 0));
        }
    }

    private void take(TruePulse pulse) {
        boolean counted =
                pulse.kind() == TruePulse.Kind.CEVNS
                        || pulse.kind() == TruePulse.Kind.NEUTRINO_NEUTRON;
        double mean = pulse.size() * settings.pePerKev();
        boolean whole = mean > COUNTED_PE;
        // Of recoils the prediction has drawn the number; of the others this is done here.
        int n = whole ? 0 : counted ? (int) Math.rint(mean) : random.poisson(mean);
        double[] times = new double[n];
        double[] charges = new double[n];
        CsiSettings.Photoelectron one = settings.photoelectron();
        for (int i = 0; i < n; i++) {
            times[i] = delayNs();
            charges[i] = one.chargeAdcNs() * random.gamma(chargeShape);
        }
        long floorNs = (long) Math.floor(pulse.timeNs());
        now.add(
                new Happening(
                        random.below(settings.pulses().detectors()),
                        cycle.timeNs() + floorNs,
                        pulse.timeNs() - floorNs,
                        times,
                        charges,
                        whole ? mean * one.chargeAdcNs() : 0));
    }

    private double delayNs() {
        CsiSettings.Scintillation in = settings.scintillation();
        boolean slow = random.uniform() < in.slowShare();
        return random.exponential(slow ? in.slowNs() : in.fastNs());
    }

    @Override
    public long nextNs() {
        // Neighbouring cycles may overlap by their jitter.
        return Math.max(lastNs, now.get(at).timeNs());
    }

    @Override
    public int nextInput() {
        return now.get(at).input();
    }

    @Override
    public void advance() {
        lastNs = nextNs();
        if (++at == now.size()) {
            nextCycle();
        }
    }

    @Override
    public void fill(int channel, char[] samples, int n, double fromNs, double sampleNs) {
        light.clear();
        boolean isTiming = channel == settings.pulses().timingChannel();
        if (!isTiming && channel >= 0 && channel < settings.pulses().detectors()) {
            add(before, channel, n * sampleNs, fromNs);
            add(now, channel, n * sampleNs, fromNs);
        }
        synth.render(light, noise.place(random), samples, n, 0, sampleNs);
        if (isTiming) {
            timing(before, samples, n, fromNs, sampleNs);
            timing(now, samples, n, fromNs, sampleNs);
        }
    }

    private double onsetNs(Happening one, double fromNs) {
        return one.timeNs() - nextNs() + one.belowNs() - fromNs;
    }

    private void add(List<Happening> all, int channel, double lengthNs, double fromNs) {
        double longest = FORGOTTEN * settings.scintillation().slowNs();
        for (Happening one : all) {
            double onset = onsetNs(one, fromNs);
            if (one.input() == channel && onset < lengthNs && onset > -longest) {
                for (int i = 0; i < one.timesNs().length; i++) {
                    light.add(onset + one.timesNs()[i], one.charges()[i]);
                }
                if (one.large() > 0) {
                    light.addLarge(onset, one.large());
                }
            }
        }
    }

    private void timing(
            List<Happening> all, char[] samples, int n, double fromNs, double sampleNs) {
        double height = settings.pulses().timingAdc();
        for (Happening one : all) {
            if (one.input() == settings.pulses().timingChannel()) {
                double onset = onsetNs(one, fromNs);
                int from = (int) Math.max(0, Math.min(n, Math.ceil(onset / sampleNs)));
                double end = (onset + TIMING_LENGTH_NS) / sampleNs;
                int to = (int) Math.max(0, Math.min(n, Math.ceil(end)));
                for (int i = from; i < to; i++) {
                    samples[i] = (char) Math.max(0, samples[i] - height);
                }
            }
        }
    }
}
