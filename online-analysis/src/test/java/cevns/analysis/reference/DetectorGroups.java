package cevns.analysis.reference;

import cevns.analysis.prediction.Bins;
import cevns.analysis.prediction.Efficiency;
import cevns.analysis.prediction.Isotope;
import cevns.analysis.prediction.Material;
import cevns.analysis.prediction.NeutrinoSource;
import cevns.analysis.prediction.Prediction;
import cevns.analysis.prediction.PredictionConfig;
import cevns.analysis.prediction.Predictor;
import cevns.analysis.prediction.Quenching;
import cevns.analysis.prediction.RecoilRate;
import cevns.analysis.prediction.Smearing;
import cevns.analysis.prediction.Smearing.GammaDensity;
import cevns.analysis.prediction.TargetQuenching;
import java.util.Map;
import java.util.TreeMap;

/** The groups on what a detector makes of recoils, with the configurations that are shipped. */
final class DetectorGroups {

    private static final Efficiency ALL = new Efficiency.Flat(1, 0);

    private DetectorGroups() {}

    static Map<String, Evaluator> all() {
        Map<String, Evaluator> all = new TreeMap<>();
        all.put("quenching", DetectorGroups::quenching);
        all.put("efficiency", DetectorGroups::efficiency);
        all.put("smearing", DetectorGroups::smearing);
        all.put("csi2017", DetectorGroups::csi2017);
        all.put("csi2021", DetectorGroups::csi2021);
        all.put("lar2020", DetectorGroups::lar2020);
        all.put("ge", DetectorGroups::germanium);
        all.put("reactor", DetectorGroups::reactor);
        return all;
    }

    private static PredictionConfig shipped(String name) {
        return PredictionConfig.load("../configs/detectors/" + name + ".conf", "");
    }

    private static Prediction predict(PredictionConfig config, Point point) {
        return new Predictor(config).predict(PredictionGroups.crossSection(point));
    }

    private static PredictionConfig with(PredictionConfig config, Bins sizes) {
        return config.with(config.response().with(sizes));
    }

    private static double quenching(Point point) {
        String model = point.text("model");
        Quenching quenching =
                switch (model) {
                    case "lindhard" -> new Quenching.Lindhard(point.number("k"), point.number("Z"));
                    case "csi2021" -> quenchingOf("csi-2021", "Cs");
                    case "csi2017" -> quenchingOf("csi-2017", "Cs");
                    case "lar" -> quenchingOf("lar-cenns10", "Ar");
                    default -> throw unknown("quenching model", model);
                };
        return quenching.electronEquivalentKev(point.number("T_keV"));
    }

    private static Quenching quenchingOf(String detector, String element) {
        return shipped(detector).response().quenching().byElement().get(element);
    }

    private static double efficiency(Point point) {
        String model = point.text("model");
        return switch (model) {
            case "csi2017" -> shipped("csi-2017").response().efficiency().at(point.number("pe"));
            case "csi2021" -> shipped("csi-2021").response().efficiency().at(point.number("pe"));
            case "csi2021_time" ->
                    shipped("csi-2021").response().timeAcceptance().at(point.number("t_us"));
            default -> throw unknown("efficiency model", model);
        };
    }

    private static double smearing(Point point) {
        String model = point.text("model");
        return switch (model) {
            case "poisson" ->
                    Smearing.Poisson.probability((int) point.number("n"), point.number("mu"));
            case "gamma2021" ->
                    ((GammaDensity) shipped("csi-2021").response().smearing())
                            .density(point.number("Eee_keV"), point.number("pe"));
            default -> throw unknown("smearing model", model);
        };
    }

    private static double csi2017(Point point) {
        PredictionConfig config = shipped("csi-2017");
        PredictionConfig before = config.with(config.response().with(ALL));
        double protons = config.exposure().amount();
        String quantity = point.text("quantity");
        return protons
                * switch (quantity) {
                    case "all recoils, all times" -> recoils(predict(config, point));
                    case "all recoils in 0-6 us" -> recoilsInTime(predict(config, point));
                    case "6<=PE<30 before acceptance" -> predict(before, point).events();
                    case "6<=PE<30 after acceptance" -> predict(config, point).events();
                    case "6<=PE<30 before acceptance, one species" -> species(before, point);
                    case "6<=PE<30 after acceptance, one species" -> species(config, point);
                    case "2-PE bin before acceptance" -> twoPhotoelectrons(before, point);
                    case "2-PE bin after acceptance" -> twoPhotoelectrons(config, point);
                    default -> throw unknown("quantity", quantity);
                };
    }

    private static double species(PredictionConfig config, Point point) {
        String wanted = point.text("species");
        return predict(config, point).parts().stream()
                .filter(part -> part.species().key().equalsIgnoreCase(wanted))
                .findFirst()
                .orElseThrow(() -> unknown("species", wanted))
                .events();
    }

    private static double twoPhotoelectrons(PredictionConfig config, Point point) {
        double low = point.number("pe_lo");
        return predict(with(config, Bins.equal(1, low, low + 2)), point).events();
    }

    private static double csi2021(Point point) {
        PredictionConfig config = shipped("csi-2021");
        double protons = config.exposure().amount();
        String quantity = point.text("quantity");
        return switch (quantity) {
            case "all recoils" -> protons * recoils(predict(config, point));
            case "accepted" -> protons * predict(config, point).events();
            case "accepted prompt" -> protons * predict(config, point).parts().get(0).events();
            case "accepted delayed" ->
                    protons
                            * predict(config, point).parts().stream()
                                    .skip(1)
                                    .mapToDouble(Prediction.Part::events)
                                    .sum();
            case "accepted in PE bin" ->
                    protons
                            * predict(
                                            with(
                                                    config,
                                                    Bins.equal(
                                                            1,
                                                            point.number("pe_lo"),
                                                            point.number("pe_hi"))),
                                            point)
                                    .events();
            case "time efficiency x window, prompt" ->
                    new Predictor(config).predict().parts().get(0).inTime();
            case "time efficiency x window, delayed" ->
                    new Predictor(config).predict().parts().get(1).inTime();
            default -> throw unknown("quantity", quantity);
        };
    }

    private static double lar2020(Point point) {
        PredictionConfig config = shipped("lar-cenns10");
        double protons = config.exposure().amount();
        String quantity = point.text("quantity");
        return protons
                * switch (quantity) {
                    case "recoils", "all recoils" -> recoils(predict(config, point));
                    case "in_window" -> recoilsInTime(predict(config, point));
                    case "accepted" -> predict(config, point).events();
                    case "accepted in bin" -> {
                        double low = point.number("lo_keVee");
                        yield predict(with(config, Bins.equal(1, low, low + 10)), point).events();
                    }
                    default -> throw unknown("quantity", quantity);
                };
    }

    private static double germanium(Point point) {
        PredictionConfig config = shipped("ge-mini");
        PredictionConfig asked =
                with(config, Bins.equal(1, point.number("lo_keVee"), point.number("hi_keVee")));
        return config.exposure().amount() * allTimes(asked, point, point.number("k"));
    }

    /** Events a kilogram and day, in an interval of recoil energy or, with k, of keVee. */
    private static double reactor(Point point) {
        Material material = Material.named(point.text("material"));
        double sum = 0;
        for (Material.Nuclei nuclei : material.nuclei()) {
            sum += nuclei.perFormula() * reactor(point, nuclei.isotope());
        }
        return sum * point.number("flux") * 86_400 * material.formulaUnits(1);
    }

    private static double reactor(Point point, Isotope isotope) {
        NeutrinoSource source = NeutrinoSource.reactor();
        Quenching quenching =
                point.has("lindhard_k")
                        ? new Quenching.Lindhard(point.number("lindhard_k"), isotope.z())
                        : new Quenching.Constant(1);
        return new RecoilRate(
                        Material.ofOneIsotope(isotope.name()),
                        source,
                        PredictionGroups.crossSection(point))
                .between(
                        source.emissions().get(0),
                        quenching.recoilKev(point.number("lo")) * 1e-3,
                        quenching.recoilKev(point.number("hi")) * 1e-3);
    }

    /** Events at all times, with the Lindhard model. */
    private static double allTimes(PredictionConfig config, Point point, double k) {
        Quenching quenching = new Quenching.Lindhard(k, 32);
        PredictionConfig asked =
                config.with(
                        config.response().with(TargetQuenching.same(config.material(), quenching)));
        double sum = 0;
        for (Prediction.Part part : predict(asked, point).parts()) {
            for (double size : part.sizes()) {
                sum += size;
            }
        }
        return sum;
    }

    private static double recoils(Prediction prediction) {
        return prediction.parts().stream().mapToDouble(Prediction.Part::recoils).sum();
    }

    private static double recoilsInTime(Prediction prediction) {
        return prediction.parts().stream().mapToDouble(p -> p.recoils() * p.inTime()).sum();
    }

    private static IllegalArgumentException unknown(String what, String name) {
        return new IllegalArgumentException("unknown " + what + " '" + name + "'");
    }
}
