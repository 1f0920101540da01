package cevns.daq.config;

import cevns.daq.record.RunType;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * All that a run needs to know, from one resolved text.
 *
 * @param text the resolved configuration, as the run keeps it
 * @param hash SHA-256 of the text, hexadecimal
 * @param name name of the run configuration, {@code csi-demo}
 * @param type what the run is for
 * @param detector the detector
 * @param beam beam timing and exposure
 * @param events how events are built
 * @param windows windows and regions
 * @param cuts the selection, in order
 * @param sources the devices, in order of their id
 * @param limits when a run ends by itself
 * @param spectra ranges of the histograms
 * @param blinding whether the result may be shown
 * @param campaign which runs add up with this one
 * @param publish whether our numbers are published as EPICS process variables
 */
public record RunConfig(
        String text,
        String hash,
        String name,
        RunType type,
        DetectorConfig detector,
        BeamConfig beam,
        EventConfig events,
        List<WindowConfig> windows,
        List<CutConfig> cuts,
        List<SourceConfig> sources,
        Limits limits,
        List<SpectrumConfig> spectra,
        BlindingConfig blinding,
        CampaignConfig campaign,
        PublishConfig publish) {

    /**
     * When a run ends by itself.
     *
     * @param maxBytes size of its queue [bytes]; 0 for none
     * @param maxS length [s]; 0 for none
     * @param subrunS length of a subrun [s]; 0 for one subrun only
     */
    public record Limits(long maxBytes, double maxS, double subrunS) {
        static Limits read(ConfigTree tree) {
            return new Limits(
                    tree.integer("max_bytes", 0, Long.MAX_VALUE, 0),
                    tree.number("max_s", 0, 1e9, 0),
                    tree.number("subrun_s", 0, 1e9, 0));
        }
    }

    /**
     * Reads a configuration by file or shipped name.
     *
     * @param check takes each source, to have its device options read by its family
     * @throws InvalidConfig with one line for each problem
     */
    public static RunConfig load(String name, Consumer<SourceConfig> check) {
        return load(name, Map.of(), check);
    }

    /**
     * Reads a configuration with some values replaced.
     *
     * @param overrides values by key path that stand above those of the file
     */
    public static RunConfig load(
            String name, Map<String, ?> overrides, Consumer<SourceConfig> check) {
        ConfigTree tree = Configs.load(name, overrides);
        return read(tree, Configs.render(name, overrides), check);
    }

    /**
     * Reads the text that a run keeps. Device options are not checked: replay needs no driver.
     *
     * @throws InvalidConfig with one line for each problem
     */
    public static RunConfig ofText(String text) {
        return read(Configs.parse(text, "run.conf"), text, source -> source.device().acceptAll());
    }

    private static RunConfig read(ConfigTree tree, String text, Consumer<SourceConfig> check) {
        List<SourceConfig> sources =
                tree.named("sources").entrySet().stream()
                        .map(e -> SourceConfig.read(e.getKey(), e.getValue()))
                        .sorted(java.util.Comparator.comparingInt(SourceConfig::id))
                        .toList();
        DetectorConfig detector = DetectorConfig.read(tree.child("detector"));
        RunConfig run =
                new RunConfig(
                        text,
                        Configs.hash(text),
                        tree.string("name"),
                        tree.choice("type", RunType.class),
                        detector,
                        BeamConfig.read(tree.child("beam")),
                        EventConfig.read(tree.child("events")),
                        WindowConfig.read(tree),
                        CutConfig.read(tree),
                        sources,
                        Limits.read(tree.optionalChild("limits")),
                        SpectrumConfig.read(tree, detector.channels()),
                        BlindingConfig.read(tree.optionalChild("blinding"), text),
                        CampaignConfig.read(tree, text),
                        PublishConfig.read(tree.optionalChild("epics")));
        for (SourceConfig source : sources) {
            check.accept(source);
            source.emulator().acceptAll();
        }
        checkNames(run, tree);
        tree.rejectUnknown();
        tree.problems().throwIfAny();
        return run;
    }

    private static void checkNames(RunConfig run, ConfigTree tree) {
        Set<Integer> ids = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (SourceConfig source : run.sources()) {
            names.add(source.name());
            if (!ids.add(source.id())) {
                tree.problem("sources", "two sources have the id " + source.id());
            }
        }
        for (ChannelConfig channel : run.detector().channels()) {
            if (!names.contains(channel.source())) {
                tree.problem(
                        "detector",
                        "channel " + channel.name() + " names no source: " + channel.source());
            }
        }
        tree.problems().checkNames(names);
        named(run.beam().markSource(), "beam.mark_source", names, tree);
        named(run.beam().chargeSource(), "beam.charge_source", names, tree);
    }

    private static void named(String source, String key, Set<String> names, ConfigTree tree) {
        if (!source.isEmpty() && !names.contains(source)) {
            tree.problem(key, "no source has the name " + source);
        }
    }
}
