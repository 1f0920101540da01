package cevns.analysis.prediction;

/**
 * How often nuclei of a material recoil, by species and recoil energy: the flux folded with the
 * cross section and summed over the isotopes, N_i σ_i each, for one formula unit and a fluence of
 * 1/cm². The neutrino energies are integrated exactly, by the moments of their spectra.
 */
public final class RecoilRate {

    private final Material material;
    private final NeutrinoSource source;
    private final CrossSection crossSection;

    public RecoilRate(Material material, NeutrinoSource source, CrossSection crossSection) {
        this.material = material;
        this.source = source;
        this.crossSection = crossSection;
    }

    /**
     * dσ/dT of a formula unit, averaged over the spectrum of one species [cm²/MeV].
     *
     * @param emission one of the source
     * @param recoilMev recoil energy [MeV], above 0
     */
    public double at(NeutrinoSource.Emission emission, double recoilMev) {
        double sum = 0;
        for (Material.Nuclei nuclei : material.nuclei()) {
            sum += at(emission, nuclei, recoilMev);
        }
        return sum;
    }

    /** The same of one nuclide of the formula unit. */
    public double at(NeutrinoSource.Emission emission, Material.Nuclei nuclei, double recoilMev) {
        Isotope isotope = nuclei.isotope();
        double eMin = isotope.smallestNeutrinoMev(recoilMev);
        if (eMin > emission.spectrum().maxMev()) {
            return 0;
        }
        double[] moments = new double[3];
        emission.spectrum().momentsAbove(eMin, moments);
        InverseEnergy terms = crossSection.terms(isotope, emission.species(), recoilMev);
        return nuclei.perFormula()
                * (terms.c0() * moments[0] + terms.c1() * moments[1] + terms.c2() * moments[2]);
    }

    /** The sum over all species. */
    public double at(double recoilMev) {
        return source.emissions().stream().mapToDouble(e -> at(e, recoilMev)).sum();
    }

    /**
     * The energies over which to integrate: from 0 to the largest recoil, with panels that end
     * where a spectrum ends for one of the isotopes.
     *
     * @param bordersMev further borders [MeV]
     */
    public RecoilGrid grid(double... bordersMev) {
        return grid(material, source, bordersMev);
    }

    static RecoilGrid grid(Material material, NeutrinoSource source, double... bordersMev) {
        return RecoilGrid.upTo(largest(material, source), borders(material, source, bordersMev));
    }

    /** Integrated over the recoils in [lowMev, highMev) for one species [cm²]. */
    public double between(NeutrinoSource.Emission emission, double lowMev, double highMev) {
        double high = Math.min(highMev, largest(material, source));
        if (lowMev >= high) {
            return 0;
        }
        RecoilGrid grid = RecoilGrid.between(lowMev, high, borders(material, source));
        double sum = 0;
        for (int i = 0; i < grid.size(); i++) {
            sum += grid.weight(i) * at(emission, grid.energyMev(i));
        }
        return sum;
    }

    private static double largest(Material material, NeutrinoSource source) {
        return material.nuclei().stream()
                .mapToDouble(n -> n.isotope().largestRecoilMev(source.maxMev()))
                .max()
                .orElseThrow();
    }

    private static double[] borders(Material material, NeutrinoSource source, double... further) {
        int species = source.emissions().size();
        double[] all = new double[further.length + species * material.nuclei().size()];
        System.arraycopy(further, 0, all, 0, further.length);
        int next = further.length;
        for (Material.Nuclei nuclei : material.nuclei()) {
            for (NeutrinoSource.Emission emission : source.emissions()) {
                all[next++] = nuclei.isotope().largestRecoilMev(emission.spectrum().maxMev());
            }
        }
        return all;
    }
}
