package cevns.analysis.prediction;

import cevns.daq.config.ConfigTree;
import cevns.daq.config.Configs;
import java.util.List;
import java.util.Optional;

/**
 * What a prediction needs to know of a detector: the block {@code prediction} of its file in {@code
 * configs/detectors}, with its mass and distance.
 *
 * @param detector name of the detector
 * @param preset which of the named variants of the file; empty for its default
 * @param material what the target is made of
 * @param massKg target mass [kg]
 * @param exposure how much of which source, and where
 * @param formFactor name of the form factor
 * @param size radii that stand for those of the name
 * @param couplings name of the scheme of couplings
 * @param kinematics form of the kinematic factor
 * @param axial true to add the axial current
 * @param response how recoils become events
 * @param systematics uncertainties of the number of events
 * @param backgrounds that the beam makes, in alphabetical order
 * @param live what following a run needs
 */
public record PredictionConfig(
        String detector,
        String preset,
        Material material,
        double massKg,
        SourceExposure exposure,
        String formFactor,
        NuclearSize size,
        String couplings,
        Kinematics kinematics,
        boolean axial,
        ResponseConfig response,
        Systematics systematics,
        List<Background> backgrounds,
        LiveConfig live) {

    private static final String PRESETS = "presets";

    /**
     * Reads a detector file, or a run configuration that has one under {@code detector}.
     *
     * @param name a file, or the name of a shipped one, {@code detectors/csi-2017}
     * @param preset one of the variants that the file names, or empty
     * @throws cevns.daq.config.InvalidConfig with one line for each problem
     */
    public static PredictionConfig load(String name, String preset) {
        ConfigTree tree = Configs.load(name);
        boolean ofRun = tree.has("detector");
        ConfigTree detector = ofRun ? tree.child("detector") : tree;
        PredictionConfig config = read(detector, preset);
        if (ofRun) {
            tree.acceptAll();
        }
        tree.rejectUnknown();
        tree.problems().throwIfAny();
        return config;
    }

    /**
     * The prediction of a run, from the configuration text that it keeps; none where its detector
     * has no block {@code prediction}.
     *
     * @throws cevns.daq.config.InvalidConfig with one line for each problem
     */
    public static Optional<PredictionConfig> ofRun(String text) {
        ConfigTree detector = Configs.parse(text, "run.conf").child("detector");
        if (!detector.has("prediction")) {
            return Optional.empty();
        }
        PredictionConfig config = read(detector, "");
        detector.rejectUnknown();
        detector.problems().throwIfAny();
        return Optional.of(config);
    }

    /** The names of the variants of a file, in alphabetical order. */
    public static List<String> presets(String name) {
        ConfigTree tree = Configs.load(name);
        ConfigTree detector = tree.has("detector") ? tree.child("detector") : tree;
        return detector.optionalChild("prediction").optionalChild(PRESETS).keys();
    }

    /**
     * Reads the part of a detector's file that a prediction needs; the channels are left alone.
     * Mass and distance are the detector's, unless the block or the preset has others: sources
     * disagree.
     */
    public static PredictionConfig read(ConfigTree detector, String preset) {
        String name = detector.string("name");
        detector.string("kind");
        detector.has("channels");
        double massKg = detector.number("mass_kg", 1e-9, 1e9);
        double distanceM = detector.number("distance_m", 1e-3, 1e9);
        ConfigTree block = detector.child("prediction");
        ConfigTree tree = preset.isEmpty() ? block : block.overlaid(PRESETS, preset);
        tree.has(PRESETS);
        Material material = known(tree, "target", Material::named, Material.named("Ge"));
        String formFactor = known(tree, "form_factor", PredictionConfig::formFactorName, "unity");
        ResponseConfig response = ResponseConfig.read(tree, material);
        return new PredictionConfig(
                name,
                preset,
                material,
                tree.number("mass_kg", 1e-9, 1e9, massKg),
                SourceExposure.read(tree, tree.number("distance_m", 1e-3, 1e9, distanceM)),
                formFactor,
                NuclearSize.read(tree, formFactor),
                known(tree, "couplings", text -> Couplings.named(text).name(), "tree"),
                tree.has("kinematics")
                        ? known(tree, "kinematics", Kinematics::named, Kinematics.FULL)
                        : Kinematics.FULL,
                tree.flag("axial", false),
                response,
                Systematics.read(tree.child("systematics")),
                Background.read(tree, response),
                LiveConfig.read(tree, response));
    }

    /** The cross section that the file asks for. */
    public CrossSection crossSection() {
        return crossSection(formFactor, couplings);
    }

    /** The same with another form factor and other couplings. */
    public CrossSection crossSection(String formFactorName, String couplingsName) {
        StandardModel model = new StandardModel(Couplings.named(couplingsName));
        return new CrossSection(
                axial ? new AxialCurrent(model) : model,
                size.formFactor(formFactorName),
                kinematics);
    }

    /** The same with another response. */
    public PredictionConfig with(ResponseConfig other) {
        return new PredictionConfig(
                detector,
                preset,
                material,
                massKg,
                exposure,
                formFactor,
                size,
                couplings,
                kinematics,
                axial,
                other,
                systematics,
                backgrounds,
                live);
    }

    /** The same for protons of another energy [GeV]. */
    public PredictionConfig withBeamEnergy(double gev) {
        return new PredictionConfig(
                detector,
                preset,
                material,
                massKg,
                exposure.withBeamEnergy(gev),
                formFactor,
                size,
                couplings,
                kinematics,
                axial,
                response,
                systematics,
                backgrounds,
                live);
    }

    private static String formFactorName(String name) {
        FormFactors.named(name);
        return name;
    }

    private interface ByName<T> {
        T named(String text);
    }

    /** What a text names; a problem with file and line where nothing has that name. */
    private static <T> T known(ConfigTree tree, String key, ByName<T> byName, T otherwise) {
        String text = tree.string(key);
        try {
            return text.isEmpty() ? otherwise : byName.named(text);
        } catch (IllegalArgumentException e) {
            tree.problem(key, e.getMessage());
            return otherwise;
        }
    }
}
