package cevns.analysis.reference;

import cevns.analysis.prediction.BeamExposure;
import cevns.analysis.prediction.Material;
import cevns.analysis.prediction.NeutrinoSource;
import cevns.analysis.prediction.ProtonPulse;
import cevns.analysis.prediction.RecoilRate;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The groups on flux, exposure, arrival and recoils before any detector. */
final class FluxGroups {

    private FluxGroups() {}

    static Map<String, Evaluator> all() {
        Map<String, Evaluator> all = new TreeMap<>();
        all.put("pot", point -> BeamExposure.protons(1e-3, point.number("Ep_GeV")));
        all.put(
                "fluence",
                point ->
                        BeamExposure.fluence(
                                point.number("pot"), point.number("r"), point.number("L_m")));
        all.put("flux_rate", FluxGroups::fluxRate);
        all.put("timing", FluxGroups::timing);
        all.put("sigma_avg", FluxGroups::averagePerAtom);
        all.put("sigma_species", FluxGroups::ofSpecies);
        all.put(
                "diff_rate",
                point ->
                        fluenceOfAYear()
                                * formulaUnitsInAKg(point)
                                * 1e-3
                                * rate(point).at(point.number("T_keV") * 1e-3));
        all.put("recoil_bins", FluxGroups::recoilsInBin);
        return all;
    }

    private static double fluxRate(Point point) {
        double gwhASecond = point.number("power_MW") * 1e-3 / 3600;
        return BeamExposure.fluence(
                BeamExposure.protons(gwhASecond, point.number("Ep_GeV")),
                point.number("r"),
                point.number("L_m"));
    }

    /** At 20 m, 1.4 MW, 1 GeV, 0.0848 per proton, 8766 h. */
    private static double fluenceOfAYear() {
        return BeamExposure.fluence(BeamExposure.protons(1.4e-3 * 8766, 1), 0.0848, 20);
    }

    private static double formulaUnitsInAKg(Point point) {
        return Material.named(point.text("material")).formulaUnits(1);
    }

    private static RecoilRate rate(Point point) {
        return new RecoilRate(
                Material.named(point.text("material")),
                NeutrinoSource.stoppedPions(),
                PredictionGroups.crossSection(point));
    }

    private static double timing(Point point) {
        String component = point.text("component").toUpperCase(Locale.ROOT);
        return new ProtonPulse(point.number("t0_us"), point.number("sigma_us"))
                .between(
                        ProtonPulse.Arrival.valueOf(component),
                        point.number("a_us"),
                        point.number("b_us"));
    }

    private static double averagePerAtom(Point point) {
        NeutrinoSource source = NeutrinoSource.stoppedPions();
        double sum = 0;
        for (NeutrinoSource.Emission emission : source.emissions()) {
            sum += rate(point).between(emission, 0, 1);
        }
        double atoms = Material.named(point.text("material")).atoms();
        return sum / source.emissions().size() / atoms * 1e40;
    }

    private static double ofSpecies(Point point) {
        String isotope = point.text("isotope");
        NeutrinoSource source = NeutrinoSource.stoppedPions();
        RecoilRate rate =
                new RecoilRate(
                        Material.ofOneIsotope(isotope),
                        source,
                        PredictionGroups.crossSection(point));
        return 1e40 * rate.between(emission(source, point.text("species")), 0, 1);
    }

    /** The emission of the species that the reference calls so. */
    static NeutrinoSource.Emission emission(NeutrinoSource source, String species) {
        return source.emissions().stream()
                .filter(e -> e.species().key().equalsIgnoreCase(species))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown species " + species));
    }

    private static double recoilsInBin(Point point) {
        double sum = 0;
        for (NeutrinoSource.Emission emission : NeutrinoSource.stoppedPions().emissions()) {
            sum +=
                    rate(point)
                            .between(
                                    emission,
                                    point.number("lo_keV") * 1e-3,
                                    point.number("hi_keV") * 1e-3);
        }
        return sum * fluenceOfAYear() * formulaUnitsInAKg(point);
    }
}
