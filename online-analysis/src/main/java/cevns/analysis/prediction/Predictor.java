package cevns.analysis.prediction;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Predicts what one detector sees. What does not depend on the model, the response of the detector
 * at each recoil energy, is computed once; a prediction for another model then takes milliseconds.
 */
public final class Predictor {

    private static final double KEV = 1e-3;

    private final PredictionConfig config;
    private final RecoilGrid grid;
    private final Map<Quenching, double[][]> responses = new LinkedHashMap<>();

    public Predictor(PredictionConfig config) {
        this.config = config;
        grid = RecoilRate.grid(config.material(), config.exposure().source(), sharpEdges());
        for (Quenching quenching : config.response().quenching().byElement().values()) {
            if (!responses.containsKey(quenching)) {
                responses.put(quenching, response(quenching));
            }
        }
    }

    /** Probability of each bin of size, selected, at each recoil energy. */
    private double[][] response(Quenching quenching) {
        ResponseConfig how = config.response();
        double[][] all = new double[grid.size()][how.sizes().size()];
        for (int i = 0; i < grid.size(); i++) {
            double kevee = quenching.electronEquivalentKev(grid.energyMev(i) / KEV);
            how.smearing().spread(kevee, how.pePerKevee(), how.sizes(), how.efficiency(), all[i]);
        }
        return all;
    }

    /** What the file asks for. */
    public Prediction predict() {
        return predict(config.crossSection(), config.exposure().source());
    }

    /** With another cross section. */
    public Prediction predict(CrossSection crossSection) {
        return predict(crossSection, config.exposure().source());
    }

    /**
     * With another cross section and with other spectra, as oscillations make them.
     *
     * @param source its spectra must not reach beyond those of the file
     */
    public Prediction predict(CrossSection crossSection, NeutrinoSource source) {
        RecoilRate rate = new RecoilRate(config.material(), source, crossSection);
        double scale =
                config.material().formulaUnits(config.massKg())
                        * config.exposure().fluencePerUnit();
        List<Prediction.Part> parts = new ArrayList<>();
        for (NeutrinoSource.Emission emission : source.emissions()) {
            parts.add(part(rate, emission, scale));
        }
        return new Prediction(config, parts);
    }

    private Prediction.Part part(RecoilRate rate, NeutrinoSource.Emission emission, double scale) {
        double[] sizes = new double[config.response().sizes().size()];
        double recoils = 0;
        for (Material.Nuclei nuclei : config.material().nuclei()) {
            double[][] response = responses.get(config.response().quenching().of(nuclei.isotope()));
            for (int i = 0; i < grid.size(); i++) {
                double at = rate.at(emission, nuclei, grid.energyMev(i));
                if (at == 0) {
                    continue;
                }
                at *= scale * grid.weight(i);
                recoils += at;
                for (int bin = 0; bin < sizes.length; bin++) {
                    sizes[bin] += at * response[i][bin];
                }
            }
        }
        return new Prediction.Part(emission.species(), recoils, sizes, times(emission.arrival()));
    }

    private double[] times(ProtonPulse.Arrival arrival) {
        if (arrival == ProtonPulse.Arrival.STEADY) {
            return new double[] {1};
        }
        ResponseConfig how = config.response();
        double[] times = new double[how.times().size()];
        for (int bin = 0; bin < times.length; bin++) {
            times[bin] =
                    how.timeAcceptance()
                            .accepted(
                                    how.seenPulse(),
                                    arrival,
                                    how.times().edge(bin),
                                    how.times().edge(bin + 1));
        }
        return times;
    }

    /** Recoil energies at which a bin begins or ends, where nothing smears its edges [MeV]. */
    private double[] sharpEdges() {
        ResponseConfig how = config.response();
        if (!how.smearing().isSharp()) {
            return new double[0];
        }
        return how.quenching().byElement().values().stream()
                .flatMapToDouble(
                        quenching ->
                                how.sizes().edges().stream()
                                        .filter(edge -> edge > 0)
                                        .mapToDouble(edge -> quenching.recoilKev(edge) * KEV))
                .toArray();
    }
}
