package cevns.drivers.emulation;

import cevns.daq.truth.PulseSource;
import cevns.daq.truth.PulseTable;
import cevns.daq.truth.TruePulse;
import cevns.daq.truth.TruePulse.Kind;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Pulses in the germanium detectors: recoils as a table has them, beam neutrons, the background of
 * a flat continuum and lines, a calibration source. A size is keV of ionisation, with the
 * statistics of the charges but without noise.
 *
 * <p>In real time each kind is a Poisson process over the whole cycle. In a time-lapse of N all but
 * the calibration source are N times as often, and only around the windows of C and AC; at most one
 * such pulse is dealt to a cycle, for the reason and with the effect that {@link CsiPulses} names.
 */
public final class GePulses implements PulseSource {

    /** Most pulses dealt to a nominal cycle, so that one with more protons stays below 1. */
    private static final double MOST_PER_CYCLE = 0.9;

    private static final double CYCLES_PER_HOUR = 216_000;

    private final GeSettings settings;
    private final double nominalProtons;
    private final double timeLapse;
    private final TableSampler[] signal;
    private final double[] expected;
    private final SeededRandom random;

    /**
     * @param settings the detectors
     * @param nominalProtons protons per cycle at which the rates of the settings hold
     * @param signal what the beam makes, neutrons left out
     * @param timeLapse 1 or more; 1 is real time
     */
    public GePulses(
            GeSettings settings, double nominalProtons, PulseTable signal, double timeLapse) {
        this.settings = settings;
        this.nominalProtons = nominalProtons;
        this.timeLapse = timeLapse;
        this.signal =
                signal.parts().stream()
                        .map(part -> new TableSampler(part, settings.sizes().leastKev()))
                        .toArray(TableSampler[]::new);
        expected = new double[this.signal.length + 2 + settings.lines().size()];
        random = new SeededRandom(settings.seed(), Streams.PULSES);
    }

    /** True when a cycle has room for the pulses that this time-lapse would deal to it. */
    public boolean canBeDealt() {
        return timeLapse == 1 || perNominalCycle() <= MOST_PER_CYCLE;
    }

    /** Why they cannot be dealt, for people. */
    String tooMany() {
        double mean = perNominalCycle();
        return String.format(
                Locale.ROOT,
                "a time-lapse of %.0f deals %.2f pulses to a cycle, where at most one fits;"
                        + " with these rates up to %.0f is possible",
                timeLapse,
                mean,
                Math.floor(timeLapse * MOST_PER_CYCLE / mean));
    }

    private double perNominalCycle() {
        return expect(nominalProtons, settings.deal().lengthNs());
    }

    @Override
    public void pulses(
            long cycle, double protons, double fromNs, double toNs, Consumer<TruePulse> into) {
        double calibration = settings.rates().calibrationPerS() * (toNs - fromNs) * 1e-9;
        for (int n = random.poisson(calibration); n > 0; n--) {
            double kev = widened(settings.sizes().calibrationKev());
            into.accept(new TruePulse(Kind.CALIBRATION, random.uniform(fromNs, toNs), kev));
        }
        if (timeLapse == 1) {
            expect(protons, toNs - fromNs);
            for (int kind = 0; kind < expected.length; kind++) {
                for (int n = random.poisson(expected[kind]); n > 0; n--) {
                    double timeNs = timeNs(kind, random.uniform(fromNs, toNs));
                    if (timeNs >= fromNs && timeNs < toNs) {
                        play(kind, timeNs, into);
                    }
                }
            }
            return;
        }
        expect(protons, settings.deal().lengthNs());
        double lot = random.uniform();
        for (int kind = 0; kind < expected.length; kind++) {
            lot -= expected[kind];
            if (lot < 0) {
                double at = settings.deal().at(random.uniform(0, settings.deal().lengthNs()));
                double timeNs = timeNs(kind, at);
                if (settings.deal().contains(timeNs)) {
                    play(kind, timeNs, into);
                }
                return;
            }
        }
    }

    /** Expected pulses of each kind in so long a time, into {@link #expected}; returns the sum. */
    private double expect(double protons, double lengthNs) {
        double hours = nominalProtons > 0 ? protons / nominalProtons / CYCLES_PER_HOUR : 0;
        double seconds = lengthNs * 1e-9;
        int kind = 0;
        for (TableSampler part : signal) {
            expected[kind++] = timeLapse * protons * part.perProton();
        }
        expected[kind++] = timeLapse * hours * settings.rates().beamNeutronsPerHour();
        expected[kind++] = timeLapse * settings.rates().continuumPerS() * seconds;
        for (GeSettings.Line line : settings.lines()) {
            expected[kind++] = timeLapse * line.perS() * seconds;
        }
        double sum = 0;
        for (double mean : expected) {
            sum += mean;
        }
        return sum;
    }

    /** When a pulse of a kind is; {@code anyNs} where it does not depend on the beam. */
    private double timeNs(int kind, double anyNs) {
        if (kind < signal.length) {
            return signal[kind].timeNs(random);
        }
        if (kind == signal.length) {
            GeSettings.BeamTime beam = settings.beamTime();
            return 1000 * (beam.t0Us() + beam.sigmaUs() * random.gaussian());
        }
        return anyNs;
    }

    private void play(int kind, double timeNs, Consumer<TruePulse> into) {
        GeSettings.Sizes sizes = settings.sizes();
        if (kind < signal.length) {
            TableSampler part = signal[kind];
            deal(part.kind(), timeNs, part.step() * part.size(random), into);
        } else if (kind == signal.length) {
            deal(Kind.BEAM_NEUTRON, timeNs, random.exponential(sizes.beamNeutronKev()), into);
        } else if (kind == signal.length + 1) {
            deal(Kind.STEADY_STATE, timeNs, random.uniform(0, sizes.continuumKev()), into);
        } else {
            GeSettings.Line line = settings.lines().get(kind - signal.length - 2);
            deal(Kind.STEADY_STATE, timeNs, widened(line.kev()), into);
        }
    }

    private void deal(Kind kind, double timeNs, double kev, Consumer<TruePulse> into) {
        if (kev >= settings.sizes().leastKev()) {
            into.accept(new TruePulse(kind, timeNs, kev));
        }
    }

    private double widened(double kev) {
        double sigma = settings.sizes().perRootKev() * StrictMath.sqrt(kev);
        return Math.max(0, kev + sigma * random.gaussian());
    }
}
