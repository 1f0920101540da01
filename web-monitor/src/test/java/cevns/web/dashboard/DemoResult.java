package cevns.web.dashboard;

import cevns.analysis.monitor.BeamComponent;
import cevns.analysis.monitor.BeamSegment;
import cevns.analysis.monitor.BlindingState;
import cevns.analysis.monitor.CountedCells;
import cevns.analysis.monitor.Expectation;
import cevns.analysis.monitor.ExpectedExcess;
import cevns.analysis.monitor.ModelState;
import cevns.analysis.monitor.ModelTest;
import cevns.analysis.monitor.NullTest;
import cevns.analysis.monitor.SideBand;
import cevns.analysis.monitor.SignalStrength;
import cevns.analysis.monitor.Snapshot;
import cevns.analysis.monitor.Stability;
import cevns.analysis.monitor.Trajectory;
import cevns.analysis.statistics.GoodnessOfFit;
import cevns.analysis.statistics.LiMa;
import cevns.analysis.statistics.anytime.RatioProcess;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The CsI run of {@link DemoRun} with a comparison: the counts of CsI 2017, or a part of them. */
public final class DemoResult {

    private static final double POT = 1.76e23;
    private static final int[] TIMES = {14, 39, 26, 18, 14, 12, 9, 8, 6, 5, 4, 3};
    private static final int[] NEUTRON_SIZES = {2, 4, 5, 6, 6, 6, 5, 5, 4, 4, 3, 3};
    private static final int[] NEUTRON_TIMES = {9, 87, 3, 1, 0, 0, 0, 0, 0, 0, 0, 0};
    private static final int[] SIZES = {16, 30, 34, 28, 20, 14, 11, 7, 5, 4, 3, 2};

    private DemoResult() {}

    /** A snapshot with a comparison after a part of the exposure of CsI 2017, 0 to 1. */
    public static Snapshot csi(Snapshot of, double part) {
        Snapshot.Exposures e = of.exposure();
        Snapshot.Account good = protons(e.good(), part * POT);
        Snapshot.Account delivered = protons(e.delivered(), part * POT / 0.9812);
        return with(
                of,
                new Snapshot.Exposures(delivered, delivered, good),
                comparison(part, judged(part)),
                null);
    }

    /** The same so early that the full model has judged no event; true where it learns. */
    public static Snapshot unjudged(Snapshot of, boolean learning) {
        double nan = Double.NaN;
        ModelState state = ModelState.learning(new long[12], 0);
        ModelTest model = new ModelTest(0, nan, nan, nan, 0.9, 0.5, 1.5, 0, 0, learning, state);
        return with(of, of.exposure(), comparison(6e-7, model), null);
    }

    /** A snapshot without a comparison. */
    public static Snapshot without(Snapshot of, Snapshot.NoComparison why) {
        return with(of, of.exposure(), null, why);
    }

    /** The same snapshot as a blind run has it. */
    public static Snapshot blind(Snapshot of) {
        Snapshot.Comparison c = of.comparison();
        Snapshot.Counts n = of.counts();
        Map<String, Snapshot.Spectrum> spectra = new LinkedHashMap<>(of.spectra());
        spectra.keySet().removeIf(name -> name.contains("_coincidence"));
        Map<String, Long> open = Map.of("pre_trace", 17L);
        return new Snapshot(
                of.number(),
                of.run(),
                of.subrun(),
                of.detector(),
                of.detectorKind(),
                of.type(),
                of.mode(),
                of.timeLapse(),
                of.configHash(),
                of.startNs(),
                of.timeNs(),
                of.mark(),
                of.end(),
                of.sources(),
                of.residual(),
                of.beam(),
                of.exposure(),
                new Snapshot.Counts(
                        Snapshot.BLINDED,
                        n.anticoincidence(),
                        n.alpha(),
                        n.beamOffCoincidence(),
                        n.beamOffAnticoincidence(),
                        n.pendingEvents()),
                List.of(
                        new Snapshot.CutFlow(
                                "coincidence", Snapshot.BLINDED, Snapshot.BLINDED, open),
                        of.cutFlow().get(1)),
                spectra,
                of.channels(),
                of.gaps(),
                of.readings(),
                of.qualityFlag(),
                of.campaign(),
                null,
                Snapshot.NoComparison.BLINDED,
                new BlindingState(
                        BlindingState.State.BLINDED,
                        "v3",
                        "the cuts are frozen",
                        "the analysis board",
                        List.of(),
                        0),
                new Expectation(
                        c.anticoincidence(),
                        c.alpha(),
                        c.predicted(),
                        c.uncertainty(),
                        c.uncertainties(),
                        c.expectedLiMaSigma(),
                        c.nullTest(),
                        c.cells().unit(),
                        c.cells().sizes(),
                        c.cells().times(),
                        c.cells().anticoincidence(),
                        c.expected().excess(),
                        c.expected().error(),
                        c.expected().neutrons(),
                        c.expected().neutronsError(),
                        c.components(),
                        c.segments(),
                        c.stability().anticoincidencePerMark(),
                        c.stability().anticoincidenceChi2()));
    }

    private static Snapshot.Account protons(Snapshot.Account of, double protons) {
        // 7.48 GWh are 2.693e13 J
        double joules = 2.693e13 * protons / POT;
        return new Snapshot.Account(
                of.marks(), of.liveNs(), of.chargeCounts(), protons, joules, of.unknownMarks());
    }

    private static ModelTest judged(double part) {
        return new ModelTest(
                2.9 * Math.sqrt(part),
                6.3 * part,
                0.3,
                1.2,
                0.9,
                0.5,
                1.5,
                20,
                Math.round(952 * part),
                false,
                ModelState.learning(new long[12], 0));
    }

    private static Snapshot.Comparison comparison(double part, ModelTest model) {
        long[] on = new long[144];
        long[] off = new long[144];
        int[] signal = new int[144];
        for (int i = 0; i < 142; i++) {
            signal[cell(SIZES, i * 37 % 142) * 12 + cell(TIMES, i)]++;
        }
        long c = 0;
        long ac = 0;
        for (int i = 0; i < 405; i++) {
            int cell = i * 59 % 144;
            if (i < part * 405) {
                off[cell]++;
                on[(cell * 7 + 5) % 144]++;
                ac++;
                c++;
            }
        }
        long signals = 0;
        for (int cell = 0; cell < 144; cell++) {
            for (int i = 0; i < signal[cell] && signals < part * 142 - 0.5; i++) {
                on[cell]++;
                signals++;
            }
        }
        c += signals;
        double predicted = 174.0 * part;
        double neutrons = 6 * part;
        double excess = c - ac;
        double[] state = new double[256];
        Arrays.fill(state, -5.5);
        return new Snapshot.Comparison(
                c,
                ac,
                1,
                excess,
                Math.sqrt(c + ac),
                predicted,
                0.2784 * predicted,
                new TreeMap<>(
                        Map.of(
                                "flux", 0.10 * predicted,
                                "form_factor", 0.05 * predicted,
                                "quenching", 0.25 * predicted,
                                "selection", 0.05 * predicted)),
                (excess - predicted) / Math.sqrt(c + ac + Math.pow(0.2784 * predicted, 2)),
                LiMa.significance(c, ac, 1),
                LiMa.expected(predicted, ac, 1),
                3.7 * Math.sqrt(part),
                new RatioProcess.State(state, 9.1364 * part),
                new SignalStrength(
                        121.5, 0.698, 0.568, 0.833, 0.194, 5.8, 7.5, 412, Map.of("brn", 5.6)),
                new NullTest(2, Math.sqrt(416)),
                new CountedCells("pe", edges(6, 2), edges(0, 0.5), on, off),
                scaled(SIZES, predicted),
                scaled(TIMES, predicted),
                new ExpectedExcess(
                        predicted + neutrons,
                        Math.hypot(0.2784 * predicted, 0.25 * neutrons),
                        neutrons,
                        0.25 * neutrons,
                        excess - neutrons,
                        Math.sqrt(c + ac + Math.pow(0.25 * neutrons, 2))),
                List.of(
                        component("signal", predicted, 0.2784, SIZES, TIMES),
                        component("brn", neutrons, 0.25, NEUTRON_SIZES, NEUTRON_TIMES)),
                model,
                List.of(new BeamSegment(0.955, 0.69, part * POT, predicted, neutrons)),
                stability(part * POT, c, ac),
                new Trajectory(
                        LiMa.spread(predicted + neutrons, ac, 1),
                        RatioProcess.expected(1, 50, predicted + neutrons, ac, 1)),
                List.of(
                        new SideBand("above charge", "PE", 30, 50, 110, 97, 13, Math.sqrt(207)),
                        new SideBand("above time", "µs", 6, 12, 106, 107, -1, Math.sqrt(213))));
    }

    private static BeamComponent component(
            String name, double events, double relative, int[] sizes, int[] times) {
        return new BeamComponent(
                name, events, relative * events, scaled(sizes, events), scaled(times, events));
    }

    private static Stability stability(double protons, long c, long ac) {
        return new Stability(
                300,
                new long[] {300, 300},
                new double[] {protons / 2, protons / 2},
                new long[] {c / 2, c - c / 2},
                new long[] {ac / 2, ac - ac / 2},
                ac / 600.0,
                new GoodnessOfFit.Result(0.6, 1, 0.44),
                new GoodnessOfFit.Result(0.01, 0, 0.99),
                new GoodnessOfFit.Result(0.4, 1, 0.53),
                new GoodnessOfFit.Result(0.3, 0, 0.99));
    }

    private static int cell(int[] shape, int event) {
        int sum = 0;
        for (int i = 0; i < shape.length; i++) {
            sum += shape[i];
            if (event * Arrays.stream(shape).sum() / 142 < sum) {
                return i;
            }
        }
        return shape.length - 1;
    }

    private static double[] edges(double low, double width) {
        double[] edges = new double[13];
        Arrays.setAll(edges, i -> low + width * i);
        return edges;
    }

    private static double[] scaled(int[] shape, double sum) {
        double all = Arrays.stream(shape).sum();
        return Arrays.stream(shape).mapToDouble(n -> n / all * sum).toArray();
    }

    private static Snapshot with(
            Snapshot s,
            Snapshot.Exposures exposures,
            Snapshot.Comparison comparison,
            Snapshot.NoComparison why) {
        return new Snapshot(
                s.number(),
                s.run(),
                s.subrun(),
                s.detector(),
                s.detectorKind(),
                s.type(),
                s.mode(),
                s.timeLapse(),
                s.configHash(),
                s.startNs(),
                s.timeNs(),
                s.mark(),
                s.end(),
                s.sources(),
                s.residual(),
                s.beam(),
                exposures,
                s.counts(),
                s.cutFlow(),
                s.spectra(),
                s.channels(),
                s.gaps(),
                s.readings(),
                s.qualityFlag(),
                s.campaign(),
                comparison,
                why,
                s.blinding(),
                s.expectation());
    }
}
