package cevns.analysis.prediction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

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
            how.smearing()
                    .spread(kevee, how.smearedPePerKevee(), how.sizes(), how.efficiency(), all[i]);
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
        return predict(config, crossSection, source);
    }

    /**
     * What the file asks for, for protons of another energy that come at another time.
     *
     * @param gev kinetic energy of the protons [GeV]
     * @param t0Us their mean arrival since the beam reference [µs]
     */
    public Prediction predict(double gev, double t0Us) {
        ProtonPulse pulse = new ProtonPulse(t0Us, config.response().pulse().sigmaUs());
        PredictionConfig other = config.withBeamEnergy(gev).with(config.response().with(pulse));
        return predict(other, config.crossSection(), config.exposure().source());
    }

    private Prediction predict(
            PredictionConfig about, CrossSection crossSection, NeutrinoSource source) {
        RecoilRate rate = new RecoilRate(about.material(), source, crossSection);
        double scale =
                about.material().formulaUnits(about.massKg()) * about.exposure().fluencePerUnit();
        List<Prediction.Part> parts = new ArrayList<>();
        for (NeutrinoSource.Emission emission : source.emissions()) {
            parts.add(part(about.response(), rate, emission, scale));
        }
        List<Prediction.BackgroundPart> backgrounds = new ArrayList<>();
        for (Background background : about.backgrounds()) {
            backgrounds.add(background(about, background));
        }
        return new Prediction(about, parts, backgrounds);
    }

    private Prediction.Part part(
            ResponseConfig how, RecoilRate rate, NeutrinoSource.Emission emission, double scale) {
        double[] sizes = new double[how.sizes().size()];
        double recoils = 0;
        for (Material.Nuclei nuclei : config.material().nuclei()) {
            double[][] response = responses.get(how.quenching().of(nuclei.isotope()));
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
        return new Prediction.Part(
                emission.species(), recoils, sizes, times(how, emission.arrival()));
    }

    private static double[] times(ResponseConfig how, ProtonPulse.Arrival arrival) {
        if (arrival == ProtonPulse.Arrival.STEADY) {
            return new double[] {1};
        }
        return times(how, us -> how.seenPulse().before(arrival, us));
    }

    private static double[] times(ResponseConfig how, DoubleUnaryOperator before) {
        double[] times = new double[how.times().size()];
        for (int bin = 0; bin < times.length; bin++) {
            times[bin] =
                    how.timeAcceptance()
                            .accepted(before, how.times().edge(bin), how.times().edge(bin + 1));
        }
        return times;
    }

    private Prediction.BackgroundPart background(PredictionConfig about, Background background) {
        ResponseConfig how = about.response();
        double[] sizes = background.size().selected(how.sizes(), how.efficiency());
        double perProton = background.perProton(about, selectedShare(background));
        return new Prediction.BackgroundPart(
                background.name(),
                background.uncertainty(),
                Arrays.stream(sizes).map(part -> part * perProton).toArray(),
                times(how, us -> background.arrival().before(how.seenPulse(), us)));
    }

    /** Part of a background that is selected and lies in the bins, as the file has them. */
    double selectedShare(Background background) {
        ResponseConfig how = config.response();
        ProtonPulse pulse = how.seenPulse();
        double sizes =
                Arrays.stream(background.size().selected(how.sizes(), how.efficiency())).sum();
        return sizes
                * Arrays.stream(times(how, us -> background.arrival().before(pulse, us))).sum();
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
