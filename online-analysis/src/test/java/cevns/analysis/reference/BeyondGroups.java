package cevns.analysis.reference;

import cevns.analysis.prediction.Couplings;
import cevns.analysis.prediction.CrossSection;
import cevns.analysis.prediction.Flavour;
import cevns.analysis.prediction.FormFactors;
import cevns.analysis.prediction.Interaction;
import cevns.analysis.prediction.Isotopes;
import cevns.analysis.prediction.Kinematics;
import cevns.analysis.prediction.StandardModel;
import cevns.analysis.prediction.beyond.ChargeRadius;
import cevns.analysis.prediction.beyond.ChargeRadius.Convention;
import cevns.analysis.prediction.beyond.LeptonDifference;
import cevns.analysis.prediction.beyond.LightVector;
import cevns.analysis.prediction.beyond.MagneticMoment;
import cevns.analysis.prediction.beyond.Millicharge;
import cevns.analysis.prediction.beyond.ScalarMediator;
import cevns.analysis.prediction.beyond.SterileNeutrino;
import cevns.analysis.prediction.beyond.TensorNsi;
import cevns.analysis.prediction.beyond.VectorNsi;
import java.util.Map;

/** The groups on models beyond the Standard Model. */
final class BeyondGroups {

    private static final Interaction NOTHING = (recoil, flavour) -> 0;

    private BeyondGroups() {}

    static Map<String, Evaluator> all() {
        return Map.of("bsm", BeyondGroups::differential, "bsm_misc", BeyondGroups::misc);
    }

    private static double differential(Point point) {
        boolean alike = point.text("model").matches("(scalar|magnetic moment|tensor) .*");
        Flavour flavour =
                alike && !point.has("flavour") ? Flavour.MU : Flavour.named(point.text("flavour"));
        CrossSection crossSection =
                new CrossSection(
                        interaction(point, flavour), FormFactors.named("helm-ls"), Kinematics.LOW);
        return crossSection.at(
                Isotopes.named(point.text("isotope")),
                PredictionGroups.species(flavour),
                point.number("E_MeV"),
                point.number("T_keV") * 1e-3);
    }

    private static Interaction interaction(Point point, Flavour flavour) {
        Couplings couplings = Couplings.named("erler-su");
        String model = point.text("model");
        return switch (model) {
            case "SM" -> new StandardModel(couplings);
            case "NSI" -> nsi(point, couplings, flavour);
            case "tensor NSI part only" ->
                    new TensorNsi(NOTHING, point.number("eps_u"), point.number("eps_d"));
            case "Lmu-Ltau" ->
                    LeptonDifference.muTau(couplings, point.number("g"), point.number("MZ_MeV"));
            case "scalar universal, scalar part only, nucleon charge 17.3" ->
                    new ScalarMediator(
                            NOTHING,
                            point.number("g"),
                            point.number("MS_MeV"),
                            ScalarMediator.NUCLEON_CHARGE);
            case "magnetic moment part only, with T/4E^2" -> {
                double moment = point.number("mu_B");
                yield new MagneticMoment(NOTHING, moment, moment, moment);
            }
            case "charge radius (total)", "charge radius (total) + transition" ->
                    new ChargeRadius(
                            couplings,
                            Convention.CADEDDU,
                            flavour,
                            point.number("r2_cm2"),
                            point.number("r2_off_cm2", 0));
            case "millicharge" ->
                    new Millicharge(
                            couplings, flavour, point.number("q_e"), point.number("q_off_e", 0));
            default ->
                    new LightVector(
                            couplings,
                            LightVector.charges(model),
                            point.number("g"),
                            point.number("MZ_MeV"));
        };
    }

    private static VectorNsi nsi(Point point, Couplings couplings, Flavour flavour) {
        Flavour other = flavour == Flavour.TAU ? Flavour.E : Flavour.TAU;
        return new VectorNsi(couplings)
                .with(flavour, flavour, point.number("eps_u", 0), point.number("eps_d", 0))
                .with(flavour, other, point.number("eps_u_off", 0), point.number("eps_d_off", 0));
    }

    private static double misc(Point point) {
        if (point.has("function")) {
            String function = point.text("function");
            if (!function.equals("eps_tau_mu")) {
                throw new IllegalArgumentException("unknown function '" + function + "'");
            }
            double q = point.number("q_MeV");
            return LeptonDifference.loop(Flavour.TAU, Flavour.MU, q * q);
        }
        return SterileNeutrino.survival(
                point.number("sin2_2theta"),
                point.number("dm2_eV2"),
                point.number("L_m"),
                point.number("E_MeV"));
    }
}
