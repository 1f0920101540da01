package cevns.drivers.emulation;

import cevns.daq.truth.PulseSource;
import cevns.daq.truth.TruePulse;
import cevns.drivers.incident.IncidentKind;
import cevns.drivers.incident.IncidentScript;
import java.util.Iterator;
import java.util.function.Consumer;

/**
 * A liquid-argon detector behind its board: two photomultipliers that share the light of each
 * pulse, read out by event 39 of every cycle and by a strobe half a cycle later. Filling allocates
 * nothing; going on allocates a {@link TruePulse} for each pulse and an {@link EmulatedCycle}.
 */
public final class LarTraces implements EmulatedTraces {

    /** Pattern input of the beam trigger. */
    public static final int BEAM = 1;

    /** Pattern input of the strobe. */
    public static final int STROBE = 2;

    private static final int PMTS = 2;

    /** From half a cycle to 4 ms before the next timing pulse, and how long that takes [s]. */
    private static final double DRIFT_NS = 4_333_000;

    private static final double DRIFT_S = 10;

    private final LarSettings settings;
    private final Iterator<EmulatedCycle> cycles;
    private final PulseSource pulses;
    private final Consumer<TruePulse> into = this::scintillate;
    private final SeededRandom random;
    private final double chargeShape;
    private final Noise noise;
    private final WaveformSynth synth;
    private final PmtLight[] light = new PmtLight[PMTS];
    private final int[] noisePlace = new int[PMTS];

    private final IncidentScript script;

    private EmulatedCycle cycle;
    private EmulatedCycle next;
    private long triggerNs;
    private long strobeNs = Long.MAX_VALUE;
    private boolean strobe;

    /**
     * @param settings the detector
     * @param beam the machine
     * @param pulses what happens in the argon
     */
    public LarTraces(LarSettings settings, EmulatedBeam beam, PulseSource pulses) {
        this.settings = settings;
        this.cycles = beam.triggers();
        script = beam.script();
        next = cycles.next();
        this.pulses = pulses;
        CsiSettings common = settings.pulses();
        random = new SeededRandom(common.seed(), Streams.LIGHT);
        CsiSettings.Photoelectron one = common.photoelectron();
        chargeShape = 1 / (one.resolution() * one.resolution());
        CsiSettings.Readout readout = common.readout();
        noise = new Noise(readout, new SeededRandom(common.seed(), Streams.NOISE));
        synth = new WaveformSynth(readout, settings.electron(), one.tauNs(), noise);
        for (int pmt = 0; pmt < PMTS; pmt++) {
            light[pmt] = new PmtLight();
        }
        advance();
    }

    @Override
    public int channels() {
        return PMTS;
    }

    @Override
    public long nextTriggerNs() {
        return triggerNs;
    }

    @Override
    public int pattern() {
        return strobe ? STROBE : BEAM;
    }

    @Override
    public void fill(int channel, char[] samples, int n, int preTrigger, double sampleNs) {
        synth.render(light[channel], noisePlace[channel], samples, n, preTrigger, sampleNs);
    }

    @Override
    public void advance() {
        strobe = strobeNs <= next.timeNs();
        if (strobe) {
            triggerNs = strobeNs;
            strobeNs = Long.MAX_VALUE;
        } else {
            cycle = next;
            triggerNs = cycle.timeNs();
            next = cycles.next();
            strobeNs = cycle.isCycle() ? triggerNs + strobeDelayNs() : strobeNs;
        }
        for (int pmt = 0; pmt < PMTS; pmt++) {
            light[pmt].clear();
            noisePlace[pmt] = noise.place(random);
        }
        CsiSettings common = settings.pulses();
        double fromNs = common.fromNs();
        double toNs = common.toNs();
        double protons = strobe ? 0 : cycle.protons(); // none come half a cycle later
        long index = strobe ? -1 : cycle.index();
        pulses.pulses(index, protons, fromNs, toNs, into);
        dark(common.rates().darkPerS() * (toNs - fromNs) * 1e-9, fromNs, toNs);
    }

    private long strobeDelayNs() {
        double since = script.sinceS(IncidentKind.STROBE_DRIFT, triggerNs);
        double drift = Double.isNaN(since) ? 0 : DRIFT_NS * StrictMath.min(1, since / DRIFT_S);
        return StrictMath.round(settings.strobeNs() + drift);
    }

    private void dark(double mean, double fromNs, double toNs) {
        for (int pmt = 0; pmt < PMTS; pmt++) {
            for (int n = random.poisson(mean); n > 0; n--) {
                photoelectron(pmt, random.uniform(fromNs, toNs));
            }
        }
    }

    /** Makes light of a pulse; its size is what arrives within the gate. */
    private void scintillate(TruePulse pulse) {
        CsiSettings.Scintillation how =
                pulse.kind() == TruePulse.Kind.STEADY_STATE
                        ? settings.electron()
                        : settings.nuclear();
        for (long n = StrictMath.round(pulse.size()); n > 0; n--) {
            photoelectron(random.below(PMTS), pulse.timeNs() + delayNs(how, false));
        }
        for (long n = random.poisson(pulse.size() * how.latePerPe()); n > 0; n--) {
            photoelectron(random.below(PMTS), pulse.timeNs() + delayNs(how, true));
        }
    }

    /** Delay of a photoelectron that comes within the gate, or after it. */
    private double delayNs(CsiSettings.Scintillation how, boolean late) {
        while (true) {
            boolean slow = random.uniform() < how.slowShare();
            double delay = random.exponential(slow ? how.slowNs() : how.fastNs());
            if (delay >= how.gateNs() == late) {
                return delay;
            }
        }
    }

    private void photoelectron(int pmt, double timeNs) {
        double mean = settings.pulses().photoelectron().chargeAdcNs();
        light[pmt].add(timeNs, mean * random.gamma(chargeShape));
    }
}
