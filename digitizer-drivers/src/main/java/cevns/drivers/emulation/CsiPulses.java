package cevns.drivers.emulation;

import cevns.daq.truth.PulseSource;
import cevns.daq.truth.PulseTable;
import cevns.daq.truth.TruePulse;
import cevns.daq.truth.TruePulse.Kind;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Pulses in the CsI[Na] crystal that a selection is about: those of the beam, recoils and neutrons,
 * as a table has them, and steady-state background. A size counts photoelectrons, statistics
 * included.
 *
 * <p>In real time each kind is a Poisson process over the whole time that is asked for. In a
 * time-lapse of N each is N times as often, and only around the beam, where C and AC are judged;
 * and a trace gets <em>at most one</em> pulse, of any kind: two in a trace would veto each other
 * through the pre-trace cut far more often than real ones do. One is dealt with the probability M,
 * the sum of the kinds' expected numbers, and is of each kind in proportion to its number. So each
 * kind, and with them C and AC, has the expected number of pulses exactly, however large M ≤ 1 is.
 * With c and a selected pulses expected in C and AC of a trace, C − AC varies by c + a − (c − a)²:
 * for a few percent as Poisson counts do.
 */
public final class CsiPulses implements PulseSource {

    /** Most pulses dealt to a nominal trace, so that a trace with more protons stays below 1. */
    private static final double MOST_PER_TRACE = 0.9;

    private final CsiSettings settings;
    private final double nominalProtons;
    private final double timeLapse;
    private final TableSampler[] signal;
    private final double[] expected;
    private final SeededRandom random;

    /**
     * @param settings the detector
     * @param nominalProtons protons of a cycle at full charge
     * @param signal what the beam makes
     * @param timeLapse 1 or more; 1 is real time
     */
    public CsiPulses(
            CsiSettings settings, double nominalProtons, PulseTable signal, double timeLapse) {
        this.settings = settings;
        this.nominalProtons = nominalProtons;
        this.timeLapse = timeLapse;
        this.signal = signal.parts().stream().map(TableSampler::new).toArray(TableSampler[]::new);
        this.expected = new double[this.signal.length + 1];
        this.random = new SeededRandom(settings.seed(), Streams.PULSES);
    }

    /** True when a trace has room for the pulses that this time-lapse would deal to it. */
    public boolean canBeDealt() {
        return timeLapse == 1 || perNominalTrace() <= MOST_PER_TRACE;
    }

    /** Why they cannot be dealt, for people. */
    String tooMany() {
        double mean = perNominalTrace();
        return String.format(
                Locale.ROOT,
                "a time-lapse of %.0f deals %.2f pulses to a trace, where at most one fits;"
                        + " with these rates up to %.0f is possible",
                timeLapse,
                mean,
                Math.floor(timeLapse * MOST_PER_TRACE / mean));
    }

    private double perNominalTrace() {
        return expect(nominalProtons, settings.dealFromNs(), settings.dealToNs());
    }

    @Override
    public void pulses(
            long cycle, double protons, double fromNs, double toNs, Consumer<TruePulse> into) {
        if (timeLapse == 1) {
            expect(protons, fromNs, toNs);
            for (int kind = 0; kind < expected.length; kind++) {
                for (int n = random.poisson(expected[kind]); n > 0; n--) {
                    play(kind, fromNs, toNs, into);
                }
            }
            return;
        }
        double dealFromNs = Math.max(fromNs, settings.dealFromNs());
        double dealToNs = Math.min(toNs, settings.dealToNs());
        expect(protons, dealFromNs, dealToNs);
        double lot = random.uniform();
        for (int kind = 0; kind < expected.length; kind++) {
            lot -= expected[kind];
            if (lot < 0) {
                play(kind, dealFromNs, dealToNs, into);
                return;
            }
        }
    }

    /** Expected pulses of each kind in a trace, into {@link #expected}; returns their sum. */
    private double expect(double protons, double fromNs, double toNs) {
        CsiSettings.Rates rates = settings.rates();
        int kind = 0;
        for (TableSampler part : signal) {
            expected[kind++] = timeLapse * protons * part.perProton();
        }
        expected[kind] = timeLapse * rates.steadyStatePerS() * (toNs - fromNs) * 1e-9;
        double sum = 0;
        for (double mean : expected) {
            sum += mean;
        }
        return sum;
    }

    private void play(int kind, double fromNs, double toNs, Consumer<TruePulse> into) {
        if (kind < signal.length) {
            TableSampler part = signal[kind];
            int size = part.size(random);
            deal(part.kind(), part.timeNs(random), size, fromNs, toNs, into);
        } else {
            int size = random.poisson(steadyPe());
            deal(Kind.STEADY_STATE, random.uniform(fromNs, toNs), size, fromNs, toNs, into);
        }
    }

    private static void deal(
            Kind kind,
            double timeNs,
            int size,
            double fromNs,
            double toNs,
            Consumer<TruePulse> into) {
        if (size > 0 && timeNs >= fromNs && timeNs < toNs) {
            into.accept(new TruePulse(kind, timeNs, size));
        }
    }

    private double steadyPe() {
        CsiSettings.Sizes sizes = settings.sizes();
        return random.uniform() < sizes.steadyFlatShare()
                ? random.uniform(0, sizes.steadyFlatPe())
                : random.exponential(sizes.steadyFallingPe());
    }
}
