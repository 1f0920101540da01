package cevns.daq.truth;

import java.util.List;

/**
 * Pulses that a beam makes in a detector, before any selection: how often for each proton, how
 * large, when. What an emulator draws its signal from; a plain table, so that the emulator needs no
 * physics.
 *
 * @param parts independent of each other; none for a detector that the beam does nothing in
 */
public record PulseTable(List<Part> parts) {

    /** No pulses at all. */
    public static final PulseTable EMPTY = new PulseTable(List.of());

    /**
     * Pulses whose size and time are independent of each other.
     *
     * @param kind what makes them
     * @param step from one size to the next [photoelectrons or keV]; 1 where they are counted
     * @param sizes expected pulses of 0, 1, 2… steps, at all times [per proton]
     * @param firstNs begin of the first bin of time [ns from the beam reference]
     * @param binNs width of a bin, above 0 [ns]
     * @param times share of the pulses in each bin of time, together at most 1
     */
    public record Part(
            TruePulse.Kind kind,
            double step,
            double[] sizes,
            double firstNs,
            double binNs,
            double[] times) {

        /** Sizes are numbers of photoelectrons. */
        public Part(
                TruePulse.Kind kind, double[] sizes, double firstNs, double binNs, double[] times) {
            this(kind, 1, sizes, firstNs, binNs, times);
        }

        public Part {
            if (!(step > 0)) {
                throw new IllegalArgumentException("step " + step + " is not above 0");
            }
            if (!(binNs > 0)) {
                throw new IllegalArgumentException("binNs " + binNs + " is not above 0");
            }
            sizes = sizes.clone();
            times = times.clone();
        }

        @Override
        public double[] sizes() {
            return sizes.clone();
        }

        @Override
        public double[] times() {
            return times.clone();
        }

        /** Expected pulses of one step or more, within the bins of time [per proton]. */
        public double perProton() {
            double pulses = 0;
            for (int n = 1; n < sizes.length; n++) {
                pulses += sizes[n];
            }
            double inTime = 0;
            for (double share : times) {
                inTime += share;
            }
            return pulses * inTime;
        }

        private Part times(double strength) {
            double[] scaled = sizes.clone();
            for (int n = 0; n < scaled.length; n++) {
                scaled[n] *= strength;
            }
            return new Part(kind, step, scaled, firstNs, binNs, times);
        }
    }

    public PulseTable {
        parts = List.copyOf(parts);
    }

    /**
     * The same with recoils of neutrinos so many times as often; neutrons stay as they are.
     *
     * @param strength 0 or more
     */
    public PulseTable times(double strength) {
        return new PulseTable(
                parts.stream()
                        .map(
                                part ->
                                        part.kind() == TruePulse.Kind.CEVNS
                                                ? part.times(strength)
                                                : part)
                        .toList());
    }

    /** Expected pulses of one step or more [per proton]. */
    public double perProton() {
        return parts.stream().mapToDouble(Part::perProton).sum();
    }
}
