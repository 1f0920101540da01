package cevns.drivers.emulation;

import cevns.daq.truth.PulseSource;
import cevns.daq.truth.TruePulse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Germanium detectors and the timing signal of the machine at the inputs of a free-running board.
 * The timing signal is at the trigger input and, digitised, at a channel of its own. Each pulse is
 * in one detector. A charge is collected along half a cosine, and decays.
 */
public final class GeSignals implements EmulatedSignals {

    private static final double CYCLE_NS = 1e9 / LineClock.NOMINAL_HZ;

    /** A cycle's pulses are those from so long before its reference [ns]. */
    private static final double BEFORE_NS = 100_000;

    private static final double TIMING_EDGE_NS = 20;
    private static final double TIMING_LENGTH_NS = 1000;

    /** So many decay constants behind a pulse nothing is left of it. */
    private static final double FORGOTTEN = 12;

    /**
     * Something at an input.
     *
     * @param timeNs when [host time, ns since the Unix epoch]
     * @param belowNs and so much later, below 1 [ns]
     */
    private record Happening(int input, long timeNs, double belowNs, double kev, double riseNs) {}

    private final GeSettings settings;
    private final GeSettings.Preamplifier preamplifier;
    private final Iterator<SeenCycle> cycles;
    private final PulseSource pulses;
    private final Consumer<TruePulse> into = this::take;
    private final SeededRandom random;
    private final PreamplifierNoise noise;
    private List<Happening> before = new ArrayList<>();
    private List<Happening> now = new ArrayList<>();
    private float[] sum = new float[0];
    private EmulatedCycle cycle;
    private int at;
    private long lastNs;

    /**
     * @param settings the detectors
     * @param beam the machine
     * @param pulses what happens in the detectors
     */
    public GeSignals(GeSettings settings, EmulatedBeam beam, PulseSource pulses) {
        this.settings = settings;
        this.pulses = pulses;
        preamplifier = settings.preamplifier();
        cycles = beam.seen();
        random = new SeededRandom(settings.seed(), Streams.CHARGE_PULSES);
        noise =
                new PreamplifierNoise(
                        preamplifier, new SeededRandom(settings.seed(), Streams.CHARGE_NOISE));
        nextCycle();
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
        now.add(new Happening(TRIGGER_INPUT, timeNs, 0, 0, 0));
        if (settings.timingChannel() >= 0) {
            now.add(new Happening(settings.timingChannel(), timeNs, 0, 0, 0));
        }
    }

    private void take(TruePulse pulse) {
        double rise = random.uniform(preamplifier.fastestNs(), preamplifier.slowestNs());
        boolean background = pulse.kind() == TruePulse.Kind.STEADY_STATE;
        if (background && random.uniform() < preamplifier.surfaceShare()) {
            rise += random.exponential(preamplifier.surfaceNs());
        }
        long whole = (long) Math.floor(pulse.timeNs());
        int detector = random.below(settings.detectors());
        now.add(
                new Happening(
                        detector,
                        cycle.timeNs() + whole,
                        pulse.timeNs() - whole,
                        pulse.size(),
                        rise));
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
        if (sum.length < n) {
            sum = new float[n];
        }
        boolean isTiming = channel == settings.timingChannel();
        boolean isConnected = isTiming || channel >= 0 && channel < settings.detectors();
        noise.fill(sum, n, sampleNs);
        if (isConnected) {
            add(before, channel, n, fromNs, sampleNs, isTiming);
            add(now, channel, n, fromNs, sampleNs, isTiming);
        }
        int highest = (1 << preamplifier.adcBits()) - 1;
        float base = (float) preamplifier.baselineAdc() + 0.5f;
        for (int i = 0; i < n; i++) {
            int value = (int) Math.floor(base + sum[i]);
            samples[i] = (char) Math.max(0, Math.min(highest, value));
        }
    }

    private void add(
            List<Happening> all,
            int channel,
            int n,
            double fromNs,
            double sampleNs,
            boolean isTiming) {
        long reference = nextNs();
        for (Happening one : all) {
            if (one.input() == channel) {
                double onset = (one.timeNs() - reference + one.belowNs() - fromNs) / sampleNs;
                if (isTiming) {
                    addTiming(onset, n, sampleNs);
                } else {
                    addCharge(one, onset, n, sampleNs);
                }
            }
        }
    }

    private void addTiming(double onset, int n, double sampleNs) {
        double edge = TIMING_EDGE_NS / sampleNs;
        double end = onset + TIMING_LENGTH_NS / sampleNs;
        for (int i = inside(onset, n); i < inside(end, n); i++) {
            sum[i] += (float) (settings.timingAdc() * Math.min(1, (i - onset) / edge));
        }
    }

    private void addCharge(Happening pulse, double onset, int n, double sampleNs) {
        double decay = 1000 * preamplifier.decayUs() / sampleNs;
        double rise = pulse.riseNs() / sampleNs;
        if (onset >= n || onset < -FORGOTTEN * decay) {
            return;
        }
        double height = pulse.kev() * preamplifier.adcPerKev();
        int top = inside(onset + rise, n);
        for (int i = inside(onset, n); i < top; i++) {
            double share = 0.5 * (1 - StrictMath.cos(StrictMath.PI * (i - onset) / rise));
            sum[i] += (float) (height * share * StrictMath.exp(-(i - onset) / 2 / decay));
        }
        // Each part of the charge decays from when it was collected: on average half way.
        double value = height * StrictMath.exp(-(top - onset - rise / 2) / decay);
        double perSample = StrictMath.exp(-1 / decay);
        for (int i = top; i < n; i++) {
            sum[i] += (float) value;
            value *= perSample;
        }
    }

    /** First sample at or after a place, within the trace. */
    private static int inside(double at, int n) {
        return (int) Math.max(0, Math.min(n, Math.ceil(at)));
    }
}
