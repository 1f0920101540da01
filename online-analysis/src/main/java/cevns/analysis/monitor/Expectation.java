package cevns.analysis.monitor;

import cevns.analysis.statistics.GoodnessOfFit;
import java.util.List;
import java.util.Map;

/**
 * What a blind run may tell of its comparison: the prediction for the good protons, the
 * anticoincidence beside it, what significance is to be expected, and the null test without beam.
 * Nothing in it depends on an event in the coincidence window while there is beam.
 *
 * @param anticoincidence counts AC inside the bins of the prediction
 * @param alpha live window time of C over that of AC
 * @param predicted expected signal events
 * @param uncertainty their standard deviation, all systematic sources together
 * @param uncertainties the same by source, in alphabetical order
 * @param expectedLiMaSigma significance after Li and Ma at the expected counts
 * @param nullTest what is left with the beam off
 * @param unit of the sizes, pe or kevee
 * @param sizes edges of the bins of size
 * @param times edges of the bins of time since the beam reference [µs]
 * @param anticoincidenceCells counts AC, bin of size by bin of size
 * @param excess expected excess, signal and beam-related backgrounds
 * @param excessError its standard deviation
 * @param neutrons its beam-related backgrounds
 * @param neutronsError their standard deviation
 * @param components what the beam is expected to bring, the signal first
 * @param segments good protons by their energy and arrival
 * @param anticoincidencePerMark AC per good mark
 * @param anticoincidenceChi2 χ² of AC against a constant rate per good mark
 */
public record Expectation(
        long anticoincidence,
        double alpha,
        double predicted,
        double uncertainty,
        Map<String, Double> uncertainties,
        double expectedLiMaSigma,
        NullTest nullTest,
        String unit,
        double[] sizes,
        double[] times,
        long[] anticoincidenceCells,
        double excess,
        double excessError,
        double neutrons,
        double neutronsError,
        List<BeamComponent> components,
        List<BeamSegment> segments,
        double anticoincidencePerMark,
        GoodnessOfFit.Result anticoincidenceChi2) {

    /** What a comparison says without the coincidence. */
    static Expectation of(Snapshot.Comparison c) {
        return new Expectation(
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
                c.stability().anticoincidenceChi2());
    }
}
