package cevns.analysis.offline;

import cevns.analysis.statistics.Draws;
import cevns.analysis.statistics.FitResult;
import cevns.analysis.statistics.GoodnessOfFit;
import cevns.analysis.statistics.LiMa;
import cevns.analysis.statistics.OnOff;
import cevns.analysis.statistics.ProfileScan;
import cevns.analysis.statistics.SingleBin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongFunction;

/** Counts, residuals, fits and intervals on released data, as a configuration names them. */
public final class Analysis {

    private static final double JOINED_COUNTS = 5;
    private static final String SIGNAL = "cevns";

    private final AnalysisConfig config;
    private final ReleasedData data;
    private final Contribution signal;
    private final Optional<SignalModel> model;
    private final List<Contribution> backgrounds;

    private Analysis(
            AnalysisConfig config,
            ReleasedData data,
            Contribution signal,
            Optional<SignalModel> model,
            List<Contribution> backgrounds) {
        this.config = config;
        this.data = data;
        this.signal = signal;
        this.model = model;
        this.backgrounds = backgrounds;
    }

    /**
     * Reads all data that a configuration names.
     *
     * @param config the analysis
     * @param root where its folders lie
     * @throws DataFileException if a file is missing or malformed
     */
    public static Analysis read(AnalysisConfig config, Path root) throws IOException {
        ReleasedData data = ReleasedData.read(config.data(), config.cells(), root);
        Optional<SignalModel> model = config.signal().model(data);
        Contribution signal =
                config.signal() instanceof PredictedShape shape
                        ? shape.contribution(SIGNAL, model.orElseThrow())
                        : config.signal().read(SIGNAL, data);
        List<Contribution> backgrounds = new ArrayList<>();
        for (Map.Entry<String, Shape> entry : config.backgrounds().entrySet()) {
            backgrounds.add(entry.getValue().read(entry.getKey(), data));
        }
        return new Analysis(config, data, signal, model, List.copyOf(backgrounds));
    }

    /** The signal as it is expected. */
    public Contribution signal() {
        return signal;
    }

    /** The backgrounds as they are expected, in alphabetical order. */
    public List<Contribution> backgrounds() {
        return backgrounds;
    }

    /** Counts of the coincidence window. */
    public double coincidence() {
        return sum(data.coincidence());
    }

    /** Counts of the anticoincidence window; empty where it was not released. */
    public OptionalDouble anticoincidence() {
        return data.anticoincidence().map(Analysis::optionalSum).orElseGet(OptionalDouble::empty);
    }

    /** The likelihood fit alone. */
    public AnalysisResult.Fit fit() {
        return summary(rigidFit(), Optional.empty());
    }

    private SignalFit rigidFit() {
        return new SignalFit(rigid(), data.coincidence());
    }

    /** Does all the statistics but pseudo-experiments; the same input gives the same bits. */
    public AnalysisResult result() {
        return result(Optional.empty());
    }

    /**
     * Does all the statistics.
     *
     * @param draws makes the generator of a seed, for the pseudo-experiments of the configuration
     */
    public AnalysisResult result(LongFunction<Draws> draws) {
        return result(Optional.of(draws));
    }

    private AnalysisResult result(Optional<LongFunction<Draws>> draws) {
        double on = coincidence();
        OptionalDouble off = anticoincidence();
        Contribution steady = background(config.steadyState());
        double steadySigma = off.isPresent() ? StrictMath.sqrt(off.getAsDouble()) : steady.sigma();
        double residual = on - off.orElse(steady.counts());
        SignalFit fit = rigidFit();
        Optional<SingleBin> single =
                config.singleBin().map(bin -> single(bin, residual, off.orElse(steady.counts())));
        return new AnalysisResult(
                config.name(),
                on,
                off,
                residual,
                StrictMath.sqrt(on + steadySigma * steadySigma),
                off.isPresent()
                        ? OptionalDouble.of(LiMa.significance(on, off.getAsDouble(), 1))
                        : OptionalDouble.empty(),
                beamOffResidual(),
                single.map(this::oneBin),
                summary(fit, draws),
                projections(fit),
                profiles(fit, single, draws, config.parameters().first()),
                config.parameters().first() == AnalysisResult.Method.FIT
                        ? new LinkedHashMap<>()
                        : measured(single, draws, AnalysisResult.Method.FIT));
    }

    private OptionalDouble beamOffResidual() {
        if (data.beamOff().isEmpty()) {
            return OptionalDouble.empty();
        }
        double[][] windows = data.beamOff().get();
        return OptionalDouble.of(new OnOff(sum(windows[0]), sum(windows[1]), 1).residual());
    }

    private static SingleBin single(
            AnalysisConfig.OneBin bin, double residual, double steadyState) {
        return SingleBin.of(
                residual,
                steadyState,
                bin.background(),
                bin.signalUncertainty(),
                bin.backgroundUncertainty());
    }

    private AnalysisResult.OneBin oneBin(SingleBin single) {
        double predicted =
                model.map(m -> m.at(Hypothesis.standard(m.config())).events())
                        .orElse(signal.counts());
        return new AnalysisResult.OneBin(
                single.signal(),
                single.signalSigma(),
                single.background(),
                predicted,
                single.signalUncertainty() * predicted,
                single.chi2(predicted),
                single.nullSigma());
    }

    private AnalysisResult.Fit summary(SignalFit fit, Optional<LongFunction<Draws>> draws) {
        FitResult best = fit.best();
        ProfileScan profile = fit.profile(signal.name(), config.scanHigh(), config.scanSteps());
        Map<String, Double> counts = new LinkedHashMap<>();
        backgrounds.forEach(b -> counts.put(b.name(), best.value(b.name())));
        List<Contribution> rigid = rigid();
        double[] mu = fit.bestCounts();
        Optional<SignalFit> total =
                hasSystematics()
                        ? Optional.of(new SignalFit(contributions(), data.coincidence()))
                        : Optional.empty();
        return new AnalysisResult.Fit(
                best.value(signal.name()),
                profile.interval(ProfileScan.ONE_SIGMA),
                signal.counts(),
                counts,
                fit.significance(),
                optional(total.map(SignalFit::significance)),
                optional(total.map(t -> t.best().value(signal.name()))),
                new SignalFit(rigid, SignalFit.expected(rigid)).significance(),
                best.chi2(),
                fit.degreesOfFreedom(),
                GoodnessOfFit.pearson(data.coincidence(), mu, rigid.size(), JOINED_COUNTS),
                draws.flatMap(
                        d ->
                                config.goodnessOfFit()
                                        .map(t -> fit.saturated(t.number(), d.apply(t.seed())))));
    }

    private Map<String, AnalysisResult.Projection> projections(SignalFit fit) {
        Map<String, AnalysisResult.Projection> all = new LinkedHashMap<>();
        Cells cells = data.cells();
        for (int k = 0; k < cells.axes().size(); k++) {
            int axis = k;
            double[] counts = cells.projection(data.coincidence(), axis);
            double[] mu = cells.projection(fit.bestCounts(), axis);
            SignalFit along =
                    new SignalFit(
                            contributions().stream().map(c -> c.along(cells, axis)).toList(),
                            counts);
            all.put(
                    cells.axes().get(axis).name(),
                    new AnalysisResult.Projection(
                            along.best().value(signal.name()),
                            along.profile(signal.name(), config.scanHigh(), config.scanSteps())
                                    .interval(ProfileScan.ONE_SIGMA),
                            along.significance(),
                            GoodnessOfFit.kolmogorov(counts, mu)));
        }
        return all;
    }

    private Map<String, AnalysisResult.Profile> profiles(
            SignalFit fit,
            Optional<SingleBin> single,
            Optional<LongFunction<Draws>> draws,
            AnalysisResult.Method method) {
        Map<String, AnalysisResult.Profile> all = new LinkedHashMap<>();
        all.put(signal.name(), counts(fit, signal.name(), config.scanHigh()));
        for (Contribution background : backgrounds) {
            double best = fit.best().value(background.name());
            double reach = 5 * (StrictMath.sqrt(best) + finite(background.sigma()));
            all.put(background.name(), counts(fit, background.name(), best + reach));
        }
        all.putAll(measured(single, draws, method));
        return all;
    }

    private AnalysisResult.Profile counts(SignalFit fit, String name, double high) {
        return AnalysisResult.Profile.of(
                AnalysisResult.Method.FIT,
                fit.profile(name, high, config.scanSteps()),
                Optional.empty());
    }

    private Map<String, AnalysisResult.Profile> measured(
            Optional<SingleBin> single,
            Optional<LongFunction<Draws>> draws,
            AnalysisResult.Method method) {
        return model.map(
                        signalModel ->
                                new ParameterAnalysis(
                                                config.parameters(),
                                                signalModel,
                                                backgrounds,
                                                data.coincidence(),
                                                single,
                                                draws)
                                        .profiles(method))
                .orElseGet(LinkedHashMap::new);
    }

    private List<Contribution> contributions() {
        List<Contribution> all = new ArrayList<>();
        all.add(signal);
        all.addAll(backgrounds);
        return all;
    }

    private List<Contribution> rigid() {
        return contributions().stream().map(Contribution::rigid).toList();
    }

    private boolean hasSystematics() {
        return contributions().stream().anyMatch(c -> !c.template().variations().isEmpty());
    }

    private Contribution background(String name) {
        return backgrounds.stream()
                .filter(b -> b.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no background " + name));
    }

    private static OptionalDouble optional(Optional<Double> value) {
        return value.map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
    }

    private static OptionalDouble optionalSum(double[] counts) {
        return OptionalDouble.of(sum(counts));
    }

    private static double finite(double sigma) {
        return Double.isInfinite(sigma) ? 0 : sigma;
    }

    private static double sum(double[] counts) {
        return Arrays.stream(counts).sum();
    }
}
