package cevns.analysis.offline;

import cevns.analysis.prediction.Couplings;
import cevns.analysis.prediction.Flavour;
import cevns.analysis.prediction.Interaction;
import cevns.analysis.prediction.PredictionConfig;
import cevns.analysis.prediction.RadiiFormFactor;
import cevns.analysis.prediction.StandardModel;
import cevns.analysis.prediction.beyond.ChargeRadius;
import cevns.analysis.prediction.beyond.DarkZ;
import cevns.analysis.prediction.beyond.LeptonDifference;
import cevns.analysis.prediction.beyond.LightVector;
import cevns.analysis.prediction.beyond.MagneticMoment;
import cevns.analysis.prediction.beyond.Millicharge;
import cevns.analysis.prediction.beyond.ScalarMediator;
import cevns.analysis.prediction.beyond.SterileNeutrino;
import cevns.analysis.prediction.beyond.TensorNsi;
import cevns.analysis.prediction.beyond.VectorNsi;
import cevns.daq.config.ConfigTree;
import java.util.Map;
import java.util.TreeMap;

/** The parameters that a configuration can name (beyond-sm.md §1 to §6). */
final class ParameterModels {

    /** Over [2, 8] fm a polynomial of this degree in R_n is good to 10⁻⁹ of the counts. */
    private static final int DEGREE_OF_RADIUS = 16;

    private enum Name {
        /** sin²θ_W at q → 0. */
        WEAK_MIXING_ANGLE,
        /** R_n of all nuclei [fm], Helm with R_p held. */
        NEUTRON_RADIUS,
        /** ε of one quark and one pair of flavours. */
        VECTOR_NSI,
        /** ε of one quark. */
        TENSOR_NSI,
        /** Coupling g of a vector of given mass, {@code charges} as the prediction names them. */
        LIGHT_VECTOR,
        /** Coupling g of the vector of L_α − L_β. */
        LEPTON_DIFFERENCE,
        /** Kinetic mixing ε at a given δ, or mass mixing δ at a given ε, of a dark Z. */
        DARK_Z,
        /** Coupling g of a scalar. */
        SCALAR,
        /** Magnetic moment of one flavour [Bohr magnetons]. */
        MAGNETIC_MOMENT,
        /** ⟨r²⟩ of one flavour, or the size of one that changes it [cm²]. */
        CHARGE_RADIUS,
        /** Charge of one flavour, or the size of one that changes it [e]. */
        MILLICHARGE,
        /** |U_α4|² of a sterile neutrino at a given Δm². */
        STERILE
    }

    private enum Quark {
        UP,
        DOWN
    }

    /** What of the neutrinos counts as lost. */
    private enum Definition {
        /** All that changed flavour, as the seed papers have it: counts too much. */
        SURVIVAL,
        /** Only what became sterile: right for neutral currents. */
        ACTIVE
    }

    private ParameterModels() {}

    static ParameterModel read(ConfigTree tree) {
        return switch (tree.choice("model", Name.class)) {
            case WEAK_MIXING_ANGLE ->
                    ParameterModel.of(
                            2,
                            (value, config) ->
                                    new StandardModel(Couplings.named(config.couplings(), value)));
            case NEUTRON_RADIUS -> neutronRadius(tree);
            case VECTOR_NSI -> vectorNsi(tree);
            case TENSOR_NSI -> {
                boolean up = up(tree);
                yield ParameterModel.of(
                        2,
                        (value, config) ->
                                new TensorNsi(usual(config), up ? value : 0, up ? 0 : value));
            }
            case LIGHT_VECTOR -> {
                double mass = mass(tree);
                LightVector.Charges charges = charges(tree);
                yield ParameterModel.of(
                        4,
                        (value, config) ->
                                new LightVector(couplings(config), charges, value, mass));
            }
            case LEPTON_DIFFERENCE -> leptonDifference(tree);
            case DARK_Z -> darkZ(tree);
            case SCALAR -> {
                double mass = mass(tree);
                double charge =
                        tree.number("nucleon_charge", 0, 1e3, ScalarMediator.NUCLEON_CHARGE);
                yield ParameterModel.of(
                        4,
                        (value, config) -> new ScalarMediator(usual(config), value, mass, charge));
            }
            case MAGNETIC_MOMENT -> magneticMoment(tree);
            case CHARGE_RADIUS -> chargeRadius(tree);
            case MILLICHARGE -> {
                Flavour flavour = tree.choice("flavour", Flavour.class);
                boolean changes = tree.flag("transition", false);
                yield ParameterModel.of(
                        2,
                        (value, config) ->
                                new Millicharge(
                                        couplings(config),
                                        flavour,
                                        changes ? 0 : value,
                                        changes ? value : 0));
            }
            case STERILE -> sterile(tree);
        };
    }

    private static ParameterModel neutronRadius(ConfigTree tree) {
        ConfigTree named = tree.child("proton_radii_fm");
        Map<String, Double> protons = new TreeMap<>();
        named.keys().forEach(name -> protons.put(name, named.number(name, 2, 10)));
        return new ParameterModel(
                DEGREE_OF_RADIUS,
                (value, config) -> {
                    Map<String, RadiiFormFactor.Radii> radii = new TreeMap<>();
                    protons.forEach((n, r) -> radii.put(n, new RadiiFormFactor.Radii(r, value)));
                    return Hypothesis.standard(config)
                            .withFormFactor(
                                    new RadiiFormFactor(RadiiFormFactor.Surface.HELM, radii));
                });
    }

    private static ParameterModel vectorNsi(ConfigTree tree) {
        Flavour alpha = tree.choice("flavour", Flavour.class);
        Flavour beta = tree.choice("to", Flavour.class, alpha);
        boolean up = up(tree);
        return ParameterModel.of(
                2,
                (value, config) ->
                        new VectorNsi(couplings(config))
                                .with(alpha, beta, up ? value : 0, up ? 0 : value));
    }

    private static ParameterModel leptonDifference(ConfigTree tree) {
        Flavour alpha = tree.choice("alpha", Flavour.class, Flavour.MU);
        Flavour beta = tree.choice("beta", Flavour.class, Flavour.TAU);
        int sign = tree.flag("opposite_sign", false) ? -1 : 1;
        double mass = mass(tree);
        if (alpha == beta) {
            tree.problem("beta", "is alpha: L_α − L_β needs two flavours");
        }
        return ParameterModel.of(
                4,
                (value, config) ->
                        new LeptonDifference(couplings(config), alpha, beta, value, mass, sign));
    }

    private static ParameterModel darkZ(ConfigTree tree) {
        double mass = tree.number("mass_mev", 1e-6, 1e9);
        if (tree.has("delta")) {
            double delta = tree.number("delta", -1e3, 1e3);
            return ParameterModel.of(
                    2, (value, config) -> new DarkZ(config.couplings(), value, delta, mass));
        }
        double epsilon = tree.number("epsilon", -1e3, 1e3);
        return ParameterModel.of(
                6, (value, config) -> new DarkZ(config.couplings(), epsilon, value, mass));
    }

    private static ParameterModel magneticMoment(ConfigTree tree) {
        boolean all = tree.flag("all_flavours", false);
        Flavour one = all ? Flavour.E : tree.choice("flavour", Flavour.class);
        return ParameterModel.of(
                2,
                (value, config) ->
                        new MagneticMoment(
                                usual(config),
                                all || one == Flavour.E ? value : 0,
                                all || one == Flavour.MU ? value : 0,
                                all || one == Flavour.TAU ? value : 0));
    }

    private static ParameterModel chargeRadius(ConfigTree tree) {
        Flavour flavour = tree.choice("flavour", Flavour.class);
        boolean changes = tree.flag("transition", false);
        ChargeRadius.Convention convention =
                tree.choice(
                        "convention",
                        ChargeRadius.Convention.class,
                        ChargeRadius.Convention.CADEDDU);
        return ParameterModel.of(
                2,
                (value, config) -> {
                    Couplings couplings = couplings(config);
                    double usual = ChargeRadius.standardCm2(couplings, convention, flavour);
                    return new ChargeRadius(
                            couplings,
                            convention,
                            flavour,
                            changes ? usual : value,
                            changes ? value : 0);
                });
    }

    private static ParameterModel sterile(ConfigTree tree) {
        double dm2 = tree.number("dm2_ev2", 0, 1e6);
        Definition definition = tree.choice("definition", Definition.class, Definition.ACTIVE);
        boolean all = tree.flag("both_flavours", false);
        Flavour one = all ? Flavour.E : tree.choice("flavour", Flavour.class);
        double e4 = tree.number("u_e4_squared", 0, 1, 0);
        double mu4 = tree.number("u_mu4_squared", 0, 1, 0);
        double tau4 = tree.number("u_tau4_squared", 0, 1, 0);
        return new ParameterModel(
                2,
                (value, config) -> {
                    double e = all || one == Flavour.E ? value : e4;
                    double mu = all || one == Flavour.MU ? value : mu4;
                    double tau = one == Flavour.TAU ? value : tau4;
                    SterileNeutrino sterile =
                            definition == Definition.SURVIVAL
                                    ? SterileNeutrino.bySurvival(dm2, e, mu)
                                    : SterileNeutrino.byActiveShare(dm2, e, mu, tau);
                    return Hypothesis.standard(config)
                            .withSource(
                                    sterile.at(
                                            config.exposure().source(),
                                            config.exposure().distanceM()));
                });
    }

    private static LightVector.Charges charges(ConfigTree tree) {
        try {
            return LightVector.charges(tree.string("charges"));
        } catch (IllegalArgumentException e) {
            tree.problem("charges", e.getMessage());
            return LightVector.charges("universal");
        }
    }

    private static boolean up(ConfigTree tree) {
        return tree.choice("quark", Quark.class) == Quark.UP;
    }

    private static double mass(ConfigTree tree) {
        return tree.number("mass_mev", 0, 1e9);
    }

    private static Couplings couplings(PredictionConfig config) {
        return Couplings.named(config.couplings());
    }

    private static Interaction usual(PredictionConfig config) {
        return config.crossSection().interaction();
    }
}
