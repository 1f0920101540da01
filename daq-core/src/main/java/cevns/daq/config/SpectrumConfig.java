package cevns.daq.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Range and bins of one histogram of a run. All of them are always there; a run configuration may
 * give some another range:
 *
 * <pre>
 *   spectra {
 *     energy_kev { low = 0, high = 20, bins = 200 }
 *   }
 * </pre>
 *
 * @param name which histogram
 * @param low lower edge of the first bin
 * @param high upper edge of the last bin
 * @param bins number of bins
 */
public record SpectrumConfig(Name name, double low, double high, int bins) {

    /** The most bins a histogram may have, so that a snapshot stays one short line. */
    public static final int MOST_BINS = 600;

    /** The histograms of a run, with their usual ranges. */
    public enum Name {
        /** Charge of events in the coincidence window, after all cuts but those on charge. */
        CHARGE_COINCIDENCE_PE("PE", 0, 50, 25),
        /** The same in the anticoincidence window. */
        CHARGE_ANTICOINCIDENCE_PE("PE", 0, 50, 25),
        /** Time since the beam reference, after all cuts but those on time. */
        TIME_COINCIDENCE_US("µs", 0, 12, 24),
        /** The same in the anticoincidence window, shifted. */
        TIME_ANTICOINCIDENCE_US("µs", 0, 12, 24),
        /** Charge of every photomultiplier hit. */
        CHARGE_PE("PE", 0, 500, 250),
        /** Energy of every germanium hit. */
        ENERGY_KEV("keV", 0, 3000, 600),
        /** Charge of every peak of a photomultiplier; up to five photoelectrons. */
        SPE_ADC("ADC", 0, 1000, 200),
        /** Prompt fraction of every photomultiplier hit. */
        F90("", 0, 1.2, 120),
        /** Baseline of every trace; up to the limit of the ADC. */
        BASELINE_ADC("ADC", 0, 65_536, 256),
        /** Hits in every event. */
        MULTIPLICITY("", 0, 20, 20);

        /** Unit of the axis. */
        public final String unit;

        private final double low;
        private final double high;
        private final int bins;

        Name(String unit, double low, double high, int bins) {
            this.unit = unit;
            this.low = low;
            this.high = high;
            this.bins = bins;
        }

        /** The key in the configuration and the name in a snapshot. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Reads the optional block {@code spectra}; one entry for every name, in order. */
    static List<SpectrumConfig> read(ConfigTree tree, List<ChannelConfig> channels) {
        ConfigTree spectra = tree.optionalChild("spectra");
        List<SpectrumConfig> all = new ArrayList<>();
        for (Name name : Name.values()) {
            all.add(
                    spectra.has(name.key())
                            ? read(name, spectra.child(name.key()))
                            : new SpectrumConfig(
                                    name, name.low, usualHigh(name, channels), name.bins));
        }
        return all;
    }

    /** What depends on the ADCs reaches as far as they do. */
    private static double usualHigh(Name name, List<ChannelConfig> channels) {
        double high = 0;
        for (ChannelConfig channel : channels) {
            if (name == Name.BASELINE_ADC) {
                high = Math.max(high, 1 << channel.adcBits());
            } else if (name == Name.SPE_ADC && channel.pulses() instanceof PulseConfig.Pmt pmt) {
                high = Math.max(high, 5 * pmt.speChargeAdc());
            }
        }
        return high > 0 ? high : name.high;
    }

    private static SpectrumConfig read(Name name, ConfigTree tree) {
        double low = tree.number("low", -1e12, 1e12);
        double high = tree.number("high", -1e12, 1e12);
        int bins = tree.count("bins", 1, MOST_BINS);
        if (!(low < high)) {
            tree.problem("high", high + " is not above low " + low);
            return new SpectrumConfig(name, name.low, name.high, name.bins);
        }
        return new SpectrumConfig(name, low, high, bins);
    }
}
