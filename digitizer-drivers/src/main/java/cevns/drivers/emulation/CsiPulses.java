package cevns.drivers.emulation;

import cevns.daq.truth.PulseSource;
import cevns.daq.truth.TruePulse;
import cevns.daq.truth.TruePulse.Kind;
import java.util.function.Consumer;

/**
 * Pulses in the CsI[Na] crystal that a selection is about: recoils from neutrinos, beam neutrons,
 * steady-state background. Their times are physical, so C and AC see the background alike at any
 * rate; their sizes are simple spectra. A size counts photoelectrons, statistics included.
 */
public final class CsiPulses implements PulseSource {

    /** Mean life of the pion and the muon [ns] (prediction.md §0). */
    private static final double PION_NS = 26.033;

    private static final double MUON_NS = 2196.9811;

    /** Cycles in an hour at 60 Hz. */
    private static final double CYCLES_PER_HOUR = 216_000;

    private final CsiSettings settings;
    private final double nominalProtons;
    private final SeededRandom random;

    /**
     * @param settings the detector
     * @param nominalProtons protons per cycle at which the rates of the settings hold
     */
    public CsiPulses(CsiSettings settings, double nominalProtons) {
        this.settings = settings;
        this.nominalProtons = nominalProtons;
        this.random = new SeededRandom(settings.seed(), Streams.PULSES);
    }

    @Override
    public void pulses(
            long cycle, double protons, double fromNs, double toNs, Consumer<TruePulse> into) {
        double hours = nominalProtons > 0 ? protons / nominalProtons / CYCLES_PER_HOUR : 0;
        CsiSettings.Rates rates = settings.rates();
        for (int n = random.poisson(rates.cevnsPerHour() * hours); n > 0; n--) {
            double size = random.exponential(settings.sizes().cevnsPe());
            deal(Kind.CEVNS, neutrinoNs(), size, fromNs, toNs, into);
        }
        for (int n = random.poisson(rates.beamNeutronsPerHour() * hours); n > 0; n--) {
            double size = random.exponential(settings.sizes().beamNeutronPe());
            deal(Kind.BEAM_NEUTRON, protonNs(), size, fromNs, toNs, into);
        }
        double seconds = (toNs - fromNs) * 1e-9;
        for (int n = random.poisson(rates.steadyStatePerS() * seconds); n > 0; n--) {
            double timeNs = random.uniform(fromNs, toNs);
            deal(Kind.STEADY_STATE, timeNs, steadyPe(), fromNs, toNs, into);
        }
    }

    private void deal(
            Kind kind,
            double timeNs,
            double meanPe,
            double fromNs,
            double toNs,
            Consumer<TruePulse> into) {
        int size = random.poisson(meanPe);
        if (size > 0 && timeNs >= fromNs && timeNs < toNs) {
            into.accept(new TruePulse(kind, timeNs, size));
        }
    }

    private double protonNs() {
        CsiSettings.BeamTime beam = settings.beamTime();
        return 1000 * (beam.t0Us() + beam.sigmaUs() * random.gaussian());
    }

    private double neutrinoNs() {
        double timeNs = protonNs() + random.exponential(PION_NS);
        boolean prompt = random.uniform() < settings.beamTime().promptShare();
        return prompt ? timeNs : timeNs + random.exponential(MUON_NS);
    }

    private double steadyPe() {
        CsiSettings.Sizes sizes = settings.sizes();
        return random.uniform() < sizes.steadyFlatShare()
                ? random.uniform(0, sizes.steadyFlatPe())
                : random.exponential(sizes.steadyFallingPe());
    }
}
