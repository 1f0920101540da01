package cevns.analysis.offline;

import cevns.analysis.prediction.Couplings;
import cevns.analysis.prediction.Flavour;
import cevns.analysis.prediction.Interaction;
import cevns.analysis.prediction.PredictionConfig;
import cevns.analysis.prediction.StandardModel;
import cevns.analysis.prediction.beyond.ChargeRadius;
import cevns.analysis.prediction.beyond.LeptonDifference;
import cevns.analysis.prediction.beyond.LightVector;
import cevns.analysis.prediction.beyond.MagneticMoment;
import cevns.analysis.prediction.beyond.Millicharge;
import cevns.analysis.prediction.beyond.ScalarMediator;
import cevns.analysis.prediction.beyond.TensorNsi;
import cevns.analysis.prediction.beyond.VectorNsi;
import cevns.daq.config.ConfigTree;

/** What a parameter changes in the interaction (beyond-sm.md §1 to §5). */
@FunctionalInterface
interface ParameterModel {

    /** The interaction at a value of the parameter; all else as {@code config} says. */
    Interaction at(double value, PredictionConfig config);

    /** What can be measured. */
    enum Name {
        /** sin²θ_W at q → 0. */
        WEAK_MIXING_ANGLE,
        /** ε of one quark and one pair of flavours. */
        VECTOR_NSI,
        /** ε of one quark. */
        TENSOR_NSI,
        /** Coupling g of a vector of given mass, {@code charges} as the prediction names them. */
        LIGHT_VECTOR,
        /** Coupling g of the vector of L_μ − L_τ. */
        MU_TAU,
        /** Coupling g of a scalar. */
        SCALAR,
        /** Magnetic moment of one flavour [Bohr magnetons]. */
        MAGNETIC_MOMENT,
        /** ⟨r²⟩ of one flavour [cm²]. */
        CHARGE_RADIUS,
        /** Charge of one flavour [e]. */
        MILLICHARGE
    }

    /** Which quark interacts. */
    enum Quark {
        UP,
        DOWN
    }

    static ParameterModel read(ConfigTree tree) {
        return switch (tree.choice("model", Name.class)) {
            case WEAK_MIXING_ANGLE ->
                    (value, config) ->
                            new StandardModel(Couplings.named(config.couplings(), value));
            case VECTOR_NSI -> vectorNsi(tree);
            case TENSOR_NSI -> {
                boolean up = up(tree);
                yield (value, config) ->
                        new TensorNsi(usual(config), up ? value : 0, up ? 0 : value);
            }
            case LIGHT_VECTOR -> {
                double mass = mass(tree);
                LightVector.Charges charges = charges(tree);
                yield (value, config) -> new LightVector(couplings(config), charges, value, mass);
            }
            case MU_TAU -> {
                double mass = mass(tree);
                yield (value, config) -> LeptonDifference.muTau(couplings(config), value, mass);
            }
            case SCALAR -> {
                double mass = mass(tree);
                double charge = ScalarMediator.NUCLEON_CHARGE;
                yield (value, config) -> new ScalarMediator(usual(config), value, mass, charge);
            }
            case MAGNETIC_MOMENT -> magneticMoment(tree);
            case CHARGE_RADIUS -> {
                Flavour flavour = tree.choice("flavour", Flavour.class);
                ChargeRadius.Convention convention =
                        tree.choice(
                                "convention",
                                ChargeRadius.Convention.class,
                                ChargeRadius.Convention.CADEDDU);
                yield (value, config) ->
                        new ChargeRadius(couplings(config), convention, flavour, value, 0);
            }
            case MILLICHARGE -> {
                Flavour flavour = tree.choice("flavour", Flavour.class);
                yield (value, config) -> new Millicharge(couplings(config), flavour, value, 0);
            }
        };
    }

    private static ParameterModel vectorNsi(ConfigTree tree) {
        Flavour alpha = tree.choice("flavour", Flavour.class);
        Flavour beta = tree.choice("to", Flavour.class, alpha);
        boolean up = up(tree);
        return (value, config) ->
                new VectorNsi(couplings(config)).with(alpha, beta, up ? value : 0, up ? 0 : value);
    }

    private static ParameterModel magneticMoment(ConfigTree tree) {
        boolean all = tree.flag("all_flavours", false);
        Flavour one = all ? Flavour.E : tree.choice("flavour", Flavour.class);
        return (value, config) ->
                new MagneticMoment(
                        usual(config),
                        all || one == Flavour.E ? value : 0,
                        all || one == Flavour.MU ? value : 0,
                        all || one == Flavour.TAU ? value : 0);
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
        return new StandardModel(couplings(config));
    }
}
