package cevns.drivers.emulation;

import cevns.daq.truth.PulseSource;
import cevns.daq.truth.TruePulse;
import cevns.daq.truth.TruePulse.Kind;
import java.util.function.Consumer;

/**
 * What the detector adds by itself: dark current, Cherenkov flashes, muons and the phosphorescence
 * after them, which lasts from one trigger to the next. A muon of size 0 passed only the veto.
 */
final class CsiEffects implements PulseSource {

    private static final double CYCLE_S = 1 / LineClock.NOMINAL_HZ;

    /** Photoelectrons of a flash, evenly distributed. */
    private static final int FEWEST_CHERENKOV_PE = 2;

    private static final int MOST_CHERENKOV_PE = 8;

    /** Light of muons is gamma-distributed with this shape: path lengths differ. */
    private static final double MUON_SHAPE = 3;

    private final CsiSettings settings;
    private final SeededRandom random;
    private double fastHz;
    private double slowHz;

    CsiEffects(CsiSettings settings) {
        this.settings = settings;
        random = new SeededRandom(settings.seed(), Streams.EFFECTS);
        // The crystal has seen muons for long: begin with the mean of the slow component.
        CsiSettings.Afterglow glow = settings.afterglow();
        slowHz = settings.rates().muonsPerS() * glow.slowHz() * glow.slowMs() * 1e-3;
    }

    @Override
    public void pulses(
            long cycle, double protons, double fromNs, double toNs, Consumer<TruePulse> into) {
        CsiSettings.Rates rates = settings.rates();
        double seconds = (toNs - fromNs) * 1e-9;
        muonsBefore(Math.max(0, CYCLE_S - seconds));
        singles(Kind.DARK, rates.darkPerS() * seconds, fromNs, toNs, into);
        singles(Kind.AFTERGLOW, (fastHz + slowHz) * seconds, fromNs, toNs, into);
        for (int n = random.poisson(rates.cherenkovPerS() * seconds); n > 0; n--) {
            int extra = random.below(MOST_CHERENKOV_PE - FEWEST_CHERENKOV_PE + 1);
            double timeNs = random.uniform(fromNs, toNs);
            into.accept(new TruePulse(Kind.CHERENKOV, timeNs, FEWEST_CHERENKOV_PE + extra));
        }
        for (int n = random.poisson(rates.vetoMuonsPerS() * seconds); n > 0; n--) {
            into.accept(new TruePulse(Kind.MUON, random.uniform(fromNs, toNs), 0));
        }
        for (int n = random.poisson(rates.muonsPerS() * seconds); n > 0; n--) {
            muon(fromNs, toNs, into);
        }
    }

    private void muon(double fromNs, double toNs, Consumer<TruePulse> into) {
        double timeNs = random.uniform(fromNs, toNs);
        double relative = random.gamma(MUON_SHAPE);
        into.accept(new TruePulse(Kind.MUON, timeNs, relative * settings.muon().lightPe()));
        CsiSettings.Afterglow glow = settings.afterglow();
        double seconds = (toNs - timeNs) * 1e-9;
        double hz = relative * (glow.fastHz() + glow.slowHz());
        singles(Kind.AFTERGLOW, hz * seconds, timeNs, toNs, into);
        fastHz += relative * glow.fastHz();
        slowHz += relative * glow.slowHz();
    }

    /** The phosphorescence after a gap, with muons in it. */
    private void muonsBefore(double gapS) {
        CsiSettings.Afterglow glow = settings.afterglow();
        fastHz *= decay(CYCLE_S, glow.fastMs());
        slowHz *= decay(CYCLE_S, glow.slowMs());
        for (int n = random.poisson(settings.rates().muonsPerS() * gapS); n > 0; n--) {
            double relative = random.gamma(MUON_SHAPE);
            double ageS = random.uniform(0, gapS);
            fastHz += relative * glow.fastHz() * decay(ageS, glow.fastMs());
            slowHz += relative * glow.slowHz() * decay(ageS, glow.slowMs());
        }
    }

    private void singles(
            Kind kind, double mean, double fromNs, double toNs, Consumer<TruePulse> into) {
        for (int n = random.poisson(mean); n > 0; n--) {
            into.accept(new TruePulse(kind, random.uniform(fromNs, toNs), 1));
        }
    }

    private static double decay(double seconds, double lifeMs) {
        return StrictMath.exp(-seconds * 1e3 / lifeMs);
    }
}
