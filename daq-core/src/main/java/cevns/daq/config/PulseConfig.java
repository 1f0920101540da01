package cevns.daq.config;

/** How pulses of a channel are found; one record for each {@code kind} a channel can have. */
public sealed interface PulseConfig {

    /** What a channel is. */
    enum Kind {
        /** A photomultiplier or SiPM: short pulses, charge in photoelectrons. */
        PMT,
        /** A germanium detector behind a charge-sensitive preamplifier. */
        HPGE,
        /** A muon veto: only whether it fired counts. */
        VETO,
        /** A timing signal, digitised as a channel: its hits become beam marks. */
        TIMING
    }

    /** Sign of a pulse in the samples. */
    enum Polarity {
        POSITIVE,
        NEGATIVE
    }

    /** How a baseline is estimated. */
    enum BaselineMethod {
        MEAN,
        MEDIAN
    }

    /**
     * Where the baseline is taken.
     *
     * @param fromNs begin [ns from the first sample]
     * @param toNs end
     * @param method how
     * @param maxRmsAdc a baseline with a larger RMS makes the trace unusable [ADC counts]
     */
    record BaselineWindow(double fromNs, double toNs, BaselineMethod method, double maxRmsAdc) {
        static BaselineWindow read(ConfigTree tree) {
            double[] window = tree.interval("baseline_ns");
            return new BaselineWindow(
                    window[0],
                    window[1],
                    tree.choice("baseline_method", BaselineMethod.class, BaselineMethod.MEAN),
                    tree.number("max_baseline_rms_adc", 0, 65535, 65535));
        }
    }

    /**
     * Photomultiplier (selection.md §1, §2).
     *
     * @param polarity sign of its pulses
     * @param baseline where the baseline is taken
     * @param thresholdAdc height of a peak above the baseline [ADC counts]
     * @param minSamples consecutive samples above threshold that make a peak
     * @param widenBefore samples added before a peak
     * @param widenAfter samples added behind a peak
     * @param speChargeAdc charge of one photoelectron [ADC counts × samples]
     * @param integrationNs integration window from the onset [ns]
     * @param promptNs prompt part of it, for F90 [ns]
     * @param gateSamples a stretch of so many samples within ±1 count is the linear gate; 0 off
     */
    record Pmt(
            Polarity polarity,
            BaselineWindow baseline,
            double thresholdAdc,
            int minSamples,
            int widenBefore,
            int widenAfter,
            double speChargeAdc,
            double integrationNs,
            double promptNs,
            int gateSamples)
            implements PulseConfig {}

    /**
     * Germanium (selection.md §3).
     *
     * @param polarity sign of its pulses
     * @param baseline where the baseline is taken
     * @param decayNs decay constant of the preamplifier [ns]
     * @param riseNs rise of the trapezoid [ns]
     * @param flatNs flat top of the trapezoid [ns]
     * @param thresholdAdc trapezoid height of a hit [ADC counts]
     * @param kevPerAdc energy of one count of trapezoid height [keV]
     */
    record Hpge(
            Polarity polarity,
            BaselineWindow baseline,
            double decayNs,
            double riseNs,
            double flatNs,
            double thresholdAdc,
            double kevPerAdc)
            implements PulseConfig {}

    /**
     * Muon veto.
     *
     * @param polarity sign of its pulses
     * @param baseline where the baseline is taken
     * @param thresholdAdc height that counts as fired [ADC counts]
     */
    record Veto(Polarity polarity, BaselineWindow baseline, double thresholdAdc)
            implements PulseConfig {}

    /**
     * Timing signal as a channel.
     *
     * @param polarity sign of its pulses
     * @param baseline where the baseline is taken
     * @param thresholdAdc height of a mark [ADC counts]
     */
    record Timing(Polarity polarity, BaselineWindow baseline, double thresholdAdc)
            implements PulseConfig {}

    /** Reads the keys of a channel that belong to its kind. */
    static PulseConfig read(ConfigTree tree) {
        Kind kind = tree.choice("kind", Kind.class);
        Polarity polarity = tree.choice("polarity", Polarity.class);
        BaselineWindow baseline = BaselineWindow.read(tree);
        double threshold = tree.number("threshold_adc", 0, 65535);
        return switch (kind) {
            case PMT ->
                    new Pmt(
                            polarity,
                            baseline,
                            threshold,
                            tree.count("min_samples", 1, 10_000, 4),
                            tree.count("widen_before_samples", 0, 1000, 1),
                            tree.count("widen_after_samples", 0, 1000, 2),
                            tree.number("spe_charge_adc", 1e-3, 1e9),
                            tree.number("integration_ns", 1, 1e9, 3000),
                            tree.number("prompt_ns", 1, 1e9, 90),
                            tree.count("gate_samples", 0, 1_000_000, 0));
            case HPGE ->
                    new Hpge(
                            polarity,
                            baseline,
                            tree.number("decay_ns", 1, 1e9),
                            tree.number("trapezoid_rise_ns", 1, 1e9),
                            tree.number("trapezoid_flat_ns", 0, 1e9),
                            threshold,
                            tree.number("kev_per_adc", 1e-9, 1e9));
            case VETO -> new Veto(polarity, baseline, threshold);
            case TIMING -> new Timing(polarity, baseline, threshold);
        };
    }
}
