package cevns.drivers.emulation;

import cevns.daq.truth.PulseSource;
import cevns.daq.truth.TruePulse;
import java.util.Iterator;
import java.util.function.Consumer;

/**
 * The CsI[Na] detector behind its board: channel 0 is the photomultiplier, channel 1 the sum of the
 * muon veto, triggered by event 39 of every cycle. Filling allocates nothing; going on allocates a
 * {@link TruePulse} for each pulse and an {@link EmulatedCycle}.
 */
public final class CsiTraces implements EmulatedTraces {

    /** Channel of the photomultiplier. */
    public static final int PMT = 0;

    /** Channel of the muon veto. */
    public static final int VETO = 1;

    /** A pulse with more photoelectrons is drawn as a whole. */
    private static final double COUNTED_PE = 2000;

    /** A Cherenkov flash lasts so long [ns]. */
    private static final double FLASH_NS = 20;

    /** The linear gate closes so long after the onset of a muon [ns]. */
    private static final double GATE_DELAY_NS = 200;

    /** Pulse of the veto's scintillators: τ of t² e^(−t/τ) [ns]. */
    private static final double VETO_TAU_NS = 20;

    /** Veto heights are gamma-distributed with this shape: always well above the noise. */
    private static final double VETO_SHAPE = 16;

    private final CsiSettings settings;
    private final Iterator<EmulatedCycle> cycles;
    private final PulseSource pulses;
    private final PulseSource effects;
    private final Consumer<TruePulse> into = this::draw;
    private final SeededRandom random;
    private final double chargeShape;
    private final double vetoCharge;
    private final double latePerPe;
    private final Noise noise;
    private final WaveformSynth pmt;
    private final WaveformSynth veto;
    private final PmtLight pmtLight = new PmtLight();
    private final PmtLight vetoLight = new PmtLight();

    private EmulatedCycle cycle;
    private int pmtNoise;
    private int vetoNoise;

    /**
     * @param settings the detector
     * @param beam the machine
     * @param pulses what happens in the crystal; the detector's own effects are added
     */
    public CsiTraces(CsiSettings settings, EmulatedBeam beam, PulseSource pulses) {
        this.settings = settings;
        this.cycles = beam.triggers();
        this.pulses = pulses;
        effects = new CsiEffects(settings);
        random = new SeededRandom(settings.seed(), Streams.LIGHT);
        CsiSettings.Photoelectron one = settings.photoelectron();
        chargeShape = 1 / (one.resolution() * one.resolution());
        vetoCharge = settings.muon().vetoAdc() / WaveformSynth.heightPerCharge(VETO_TAU_NS);
        latePerPe = settings.scintillation().latePerPe();
        CsiSettings.Readout readout = settings.readout();
        noise = new Noise(readout, new SeededRandom(settings.seed(), Streams.NOISE));
        pmt = new WaveformSynth(readout, settings.scintillation(), one.tauNs(), noise);
        veto = new WaveformSynth(readout, settings.scintillation(), VETO_TAU_NS, noise);
        advance();
    }

    @Override
    public int channels() {
        return 2;
    }

    @Override
    public long nextTriggerNs() {
        return cycle.timeNs();
    }

    @Override
    public void fill(int channel, char[] samples, int n, int preTrigger, double sampleNs) {
        if (channel == PMT) {
            pmt.render(pmtLight, pmtNoise, samples, n, preTrigger, sampleNs);
        } else {
            veto.render(vetoLight, vetoNoise, samples, n, preTrigger, sampleNs);
        }
    }

    @Override
    public void advance() {
        cycle = cycles.next();
        pmtLight.clear();
        vetoLight.clear();
        double from = settings.fromNs();
        double to = settings.toNs();
        pulses.pulses(cycle.index(), cycle.protons(), from, to, into);
        effects.pulses(cycle.index(), cycle.protons(), from, to, into);
        pmtNoise = noise.place(random);
        vetoNoise = noise.place(random);
    }

    /** Makes light of a pulse. */
    private void draw(TruePulse pulse) {
        switch (pulse.kind()) {
            case DARK, AFTERGLOW -> photoelectron(pulse.timeNs());
            case CHERENKOV -> {
                for (int i = 0; i < pulse.size(); i++) {
                    photoelectron(pulse.timeNs() + random.uniform(0, FLASH_NS));
                }
            }
            case MUON -> muon(pulse);
            default -> scintillate(pulse);
        }
    }

    private void scintillate(TruePulse pulse) {
        if (pulse.size() > COUNTED_PE) {
            double charge = pulse.size() * settings.photoelectron().chargeAdcNs();
            pmtLight.addLarge(pulse.timeNs(), charge);
            return;
        }
        for (long n = StrictMath.round(pulse.size()); n > 0; n--) {
            photoelectron(pulse.timeNs() + delayNs(false));
        }
        for (long n = random.poisson(pulse.size() * latePerPe); n > 0; n--) {
            photoelectron(pulse.timeNs() + delayNs(true));
        }
    }

    /** Delay of a photoelectron that comes within the gate, or after it. */
    private double delayNs(boolean late) {
        CsiSettings.Scintillation light = settings.scintillation();
        while (true) {
            boolean slow = random.uniform() < light.slowShare();
            double delay = random.exponential(slow ? light.slowNs() : light.fastNs());
            if (delay >= light.gateNs() == late) {
                return delay;
            }
        }
    }

    private void muon(TruePulse muon) {
        vetoLight.add(muon.timeNs(), vetoCharge * random.gamma(VETO_SHAPE));
        if (muon.size() > 0) {
            scintillate(muon);
            if (settings.muon().gateNs() > 0) {
                double closes = muon.timeNs() + GATE_DELAY_NS;
                pmtLight.closeGate(closes, closes + settings.muon().gateNs());
            }
        }
    }

    private void photoelectron(double timeNs) {
        pmtLight.add(timeNs, settings.photoelectron().chargeAdcNs() * random.gamma(chargeShape));
    }
}
