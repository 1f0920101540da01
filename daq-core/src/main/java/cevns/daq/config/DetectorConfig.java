package cevns.daq.config;

import java.util.List;

/**
 * A detector as its file in {@code configs/detectors} describes it.
 *
 * @param name name for people, {@code CsI-1}
 * @param kind which page elements make sense: csi, lar, ge, nai, bench, …
 * @param massKg target mass [kg]
 * @param distanceM distance from the target of the accelerator [m]; 0 where there is none
 * @param channels its channels, in alphabetical order of their names
 */
public record DetectorConfig(
        String name, String kind, double massKg, double distanceM, List<ChannelConfig> channels) {
    public DetectorConfig {
        channels = List.copyOf(channels);
    }

    static DetectorConfig read(ConfigTree tree) {
        tree.optionalChild("prediction").acceptAll(); // cevns.analysis.prediction reads it
        return new DetectorConfig(
                tree.string("name"),
                tree.string("kind"),
                tree.number("mass_kg", 0, 1e9),
                tree.number("distance_m", 0, 1e9, 0),
                tree.named("channels").entrySet().stream()
                        .map(e -> ChannelConfig.read(e.getKey(), e.getValue()))
                        .toList());
    }
}
