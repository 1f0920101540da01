package cevns.drivers.emulation;

import cevns.daq.config.ConfigTree;
import java.util.ArrayList;
import java.util.List;

/**
 * The emulated germanium detectors: the block {@code ge} of an {@code emulator}. What a key means
 * and where its default comes from stands with the configuration that is shipped.
 *
 * @param seed same seed and same cycles, same pulses
 * @param detectors inputs with a detector, from 0
 * @param timingChannel input with the timing signal; −1 for none
 * @param timingAdc height of the timing signal [ADC counts]
 * @param preamplifier what a charge makes
 * @param beamTime arrival of what the beam makes
 * @param rates how often things happen
 * @param sizes how large they are
 * @param lines peaks of the background
 * @param deal in a time-lapse, where pulses of interest are dealt
 */
public record GeSettings(
        long seed,
        int detectors,
        int timingChannel,
        double timingAdc,
        Preamplifier preamplifier,
        BeamTime beamTime,
        Rates rates,
        Sizes sizes,
        List<Line> lines,
        Deal deal) {

    /**
     * Arrival of beam neutrons (prediction.md §5).
     *
     * @param t0Us mean arrival of the protons after the beam reference [µs]
     * @param sigmaUs width of the proton pulse [µs]
     */
    public record BeamTime(double t0Us, double sigmaUs) {
        static BeamTime read(ConfigTree tree) {
            return new BeamTime(
                    tree.number("t0_us", -100, 100, 0.69), tree.number("sigma_us", 0, 10, 0.14));
        }
    }

    private static final int MOST_CHANNELS = 64;
    private static final double HALF_CYCLE_US = 8300;

    /**
     * A charge-sensitive preamplifier with resistive feedback and its noise.
     *
     * @param adcBits bits of the ADC
     * @param baselineAdc pulses go up from it [ADC counts]
     * @param adcPerKev height of a pulse [ADC counts/keV]
     * @param decayUs decay constant [µs]
     * @param whiteRmsAdc noise from sample to sample [ADC counts]
     * @param slowRmsAdc noise that lasts [ADC counts]
     * @param slowUs for so long [µs]
     * @param fastestNs shortest collection of a charge [ns]
     * @param slowestNs longest in the bulk [ns]
     * @param surfaceNs mean of what it takes longer near the surface [ns]
     * @param surfaceShare share of the background that is near the surface
     */
    public record Preamplifier(
            int adcBits,
            double baselineAdc,
            double adcPerKev,
            double decayUs,
            double whiteRmsAdc,
            double slowRmsAdc,
            double slowUs,
            double fastestNs,
            double slowestNs,
            double surfaceNs,
            double surfaceShare) {
        static Preamplifier read(ConfigTree tree) {
            int bits = tree.count("adc_bits", 8, 16, 16);
            double[] collection =
                    tree.has("collection_ns")
                            ? tree.interval("collection_ns")
                            : new double[] {300, 800};
            return new Preamplifier(
                    bits,
                    tree.number("baseline_adc", 0, (1 << bits) - 1, 4000),
                    tree.number("adc_per_kev", 1e-3, 1e4, 100),
                    tree.number("decay_us", 1, 1e5, 80),
                    tree.number("white_rms_adc", 0, 1000, 10),
                    tree.number("slow_rms_adc", 0, 1000, 6.75),
                    tree.number("slow_us", 0.01, 1000, 4),
                    Math.max(1, collection[0]),
                    collection[1],
                    tree.number("surface_ns", 0, 1e5, 1500),
                    tree.number("surface_share", 0, 1, 0.1));
        }
    }

    /**
     * How often things happen in all detectors together. Those of the beam hold for its full charge
     * and 60 Hz.
     *
     * @param beamNeutronsPerHour beam neutrons of any size [1/h]
     * @param continuumPerS background between 0 and the end of the continuum [1/s]
     * @param calibrationPerS pulses of a calibration source, never faster in a time-lapse [1/s]
     */
    public record Rates(double beamNeutronsPerHour, double continuumPerS, double calibrationPerS) {
        static Rates read(ConfigTree tree) {
            return new Rates(
                    tree.number("beam_neutrons_per_hour", 0, 1e6, 0.01),
                    tree.number("continuum_per_s", 0, 1e5, 0.04),
                    tree.number("calibration_per_s", 0, 1e6, 10));
        }
    }

    /**
     * Sizes [keV of ionisation].
     *
     * @param leastKev smaller ones are not played: no trigger sees them
     * @param beamNeutronKev mean of the falling spectrum of beam neutrons
     * @param continuumKev end of the flat continuum
     * @param calibrationKev line of the calibration source
     * @param perRootKev width of a line over the root of its energy, without noise [√keV]
     */
    public record Sizes(
            double leastKev,
            double beamNeutronKev,
            double continuumKev,
            double calibrationKev,
            double perRootKev) {
        static Sizes read(ConfigTree tree) {
            return new Sizes(
                    tree.number("least_kev", 0.01, 100, 0.2),
                    tree.number("beam_neutron_kev", 0.1, 1000, 3),
                    tree.number("continuum_kev", 0.1, 10_000, 20),
                    tree.number("calibration_kev", 0.1, 10_000, 59.54),
                    tree.number("per_root_kev", 0, 10, 0.0172));
        }
    }

    /**
     * A line of the background.
     *
     * @param kev its energy [keV]
     * @param perS how often, in all detectors together [1/s]
     */
    public record Line(double kev, double perS) {
        static Line read(ConfigTree tree) {
            return new Line(tree.number("kev", 0.1, 10_000), tree.number("per_s", 0, 1e4));
        }
    }

    /**
     * Two stretches of a cycle, around the windows of C and AC [ns from the beam reference].
     *
     * @param firstFromNs begin of the first one
     * @param firstToNs its end
     * @param secondFromNs begin of the second one, not before the first one's end
     * @param secondToNs its end
     */
    public record Deal(
            double firstFromNs, double firstToNs, double secondFromNs, double secondToNs) {
        static Deal read(ConfigTree tree) {
            double[] first = interval(tree, "coincidence_us", -20, 40);
            double[] second = interval(tree, "anticoincidence_us", 4980, 5120);
            if (second[0] < first[1]) {
                tree.problem("anticoincidence_us", "does not lie behind coincidence_us");
            }
            return new Deal(first[0] * 1e3, first[1] * 1e3, second[0] * 1e3, second[1] * 1e3);
        }

        private static double[] interval(ConfigTree tree, String key, double from, double to) {
            double[] value = tree.has(key) ? tree.interval(key) : new double[] {from, to};
            if (value[0] < -HALF_CYCLE_US || value[1] > HALF_CYCLE_US) {
                tree.problem(key, "reaches further than half a cycle, 8300 us");
            }
            return value;
        }

        /** Both together [ns]. */
        double lengthNs() {
            return firstToNs - firstFromNs + secondToNs - secondFromNs;
        }

        /** The time that lies so far in both together [ns]. */
        double at(double ns) {
            double first = firstToNs - firstFromNs;
            return ns < first ? firstFromNs + ns : secondFromNs + ns - first;
        }

        boolean contains(double ns) {
            return ns >= firstFromNs && ns < firstToNs || ns >= secondFromNs && ns < secondToNs;
        }
    }

    /** Reads the keys; all have defaults, and those are without any enhancement. */
    public static GeSettings read(ConfigTree tree) {
        List<Line> lines = new ArrayList<>();
        tree.list("lines").forEach(line -> lines.add(Line.read(line)));
        return new GeSettings(
                tree.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE, 1),
                tree.count("detectors", 1, MOST_CHANNELS, 8),
                tree.count("timing_channel", -1, MOST_CHANNELS - 1, 12),
                tree.number("timing_adc", 1, 65_535, 20_000),
                Preamplifier.read(tree.optionalChild("preamplifier")),
                BeamTime.read(tree.optionalChild("beam_time")),
                Rates.read(tree.optionalChild("rates")),
                Sizes.read(tree.optionalChild("sizes")),
                List.copyOf(lines),
                Deal.read(tree.optionalChild("deal")));
    }
}
