package cevns.analysis.monitor;

import cevns.analysis.event.BeamEnergy;
import cevns.analysis.prediction.PredictionConfig;
import cevns.analysis.prediction.Predictor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Good protons by their energy and arrival, and the prediction for them. The prediction of one
 * proton is made once for each energy and T0, in steps of the detector's file, and kept; what is
 * expected is the sum of the segments. A mark whose energy or T0 is not known, or is far from the
 * file's, counts with those of the file.
 */
public final class BeamSegments {

    /** Further off than this factor an energy is not believed. */
    private static final double MOST_ENERGY = 2;

    /** Further off than this a T0 is not believed [µs]. */
    private static final double MOST_T0_US = 5;

    /** Different beams of a run; more than these count with those of the file. */
    private static final int MOST = 500;

    private final Predictor predictor;
    private final PredictionConfig config;
    private final double timeLapse;
    private final Map<Key, Segment> byKey = new LinkedHashMap<>();

    /** Logarithm of a step of protons. */
    private static final double LOG_STEP = StrictMath.log(1.01);

    private final List<Segment> all = new ArrayList<>();

    /** Steps of energy and of T0 away from the file's. */
    private record Key(long energy, long t0) {}

    /** One of them. */
    static final class Segment {
        private final int index;
        private final double energyGev;
        private final double t0Us;
        private final PredictedCells cells;
        private long chargeCounts;

        private Segment(int index, double energyGev, double t0Us, PredictedCells cells) {
            this.index = index;
            this.energyGev = energyGev;
            this.t0Us = t0Us;
            this.cells = cells;
        }

        /** Its place in the list. */
        int index() {
            return index;
        }

        /** The prediction for one of its protons. */
        PredictedCells cells() {
            return cells;
        }
    }

    /**
     * @param timeLapse real beam pulses that one pulse of the run stands for
     */
    BeamSegments(Predictor predictor, PredictionConfig config, double timeLapse) {
        this.predictor = predictor;
        this.config = config;
        this.timeLapse = timeLapse;
        segment(new Key(0, 0));
    }

    /**
     * The segment of a mark.
     *
     * @param energyGev kinetic energy of its protons [GeV]; NaN when not known
     * @param t0Us their arrival since the beam reference [µs]; NaN when not known
     */
    Segment at(double energyGev, double t0Us) {
        double fileGev = config.exposure().beamEnergyGev();
        double fileT0Us = config.response().pulse().t0Us();
        boolean energyKnown =
                energyGev > fileGev / MOST_ENERGY && energyGev < fileGev * MOST_ENERGY;
        boolean t0Known = StrictMath.abs(t0Us - fileT0Us) < MOST_T0_US;
        Key key =
                new Key(
                        energyKnown ? steps(energyGev - fileGev, config.live().energyStepGev()) : 0,
                        t0Known ? steps(t0Us - fileT0Us, config.live().t0StepUs()) : 0);
        return byKey.containsKey(key) || all.size() < MOST ? segment(key) : all.get(0);
    }

    private static long steps(double difference, double step) {
        return StrictMath.round(difference / step);
    }

    private Segment segment(Key key) {
        Segment known = byKey.get(key);
        if (known != null) {
            return known;
        }
        double gev =
                moved(
                        config.exposure().beamEnergyGev(),
                        key.energy(),
                        config.live().energyStepGev());
        double t0 = moved(config.response().pulse().t0Us(), key.t0(), config.live().t0StepUs());
        PredictedCells cells = PredictedCells.of(predictor.predict(gev, t0));
        Segment segment = new Segment(all.size(), gev, t0, cells);
        byKey.put(key, segment);
        all.add(segment);
        return segment;
    }

    /** So many steps further, without the last digits that adding leaves. */
    private static double moved(double from, long steps, double step) {
        return steps == 0 ? from : StrictMath.rint((from + steps * step) * 1e9) / 1e9;
    }

    /** Adds the charge of a good mark [10 pC]; of an unknown one nothing. */
    void add(Segment segment, long chargeCounts) {
        segment.chargeCounts += StrictMath.max(0, chargeCounts);
    }

    /** Protons that so much charge [10 pC] stands for. */
    double protons(long chargeCounts) {
        return BeamEnergy.protons(StrictMath.max(0, chargeCounts)) * timeLapse;
    }

    private double protons(Segment segment) {
        return protons(segment.chargeCounts);
    }

    /** Good protons of all segments. */
    double protons() {
        double sum = 0;
        for (Segment segment : all) {
            sum += protons(segment);
        }
        return sum;
    }

    /** The cells, with the prediction for a proton as the file has it. */
    PredictedCells ofTheFile() {
        return all.get(0).cells();
    }

    /** All of them, in the order in which they came. */
    List<Segment> all() {
        return all;
    }

    /** Expected signal of each cell. */
    double[] signal() {
        return sum(segment -> segment.cells().perProton(), protons());
    }

    /** Expected events of each cell of one background, by its place in the file. */
    double[] background(int which) {
        return sum(segment -> segment.cells().backgrounds().get(which).perProton(), protons());
    }

    /**
     * Expected signal of each cell for protons that grow in steps of one percent, for what costs
     * too much to be made again with every pulse.
     */
    double[] signalInSteps() {
        return sum(segment -> segment.cells().perProton(), protonsInSteps());
    }

    /** The same of one background. */
    double[] backgroundInSteps(int which) {
        return sum(
                segment -> segment.cells().backgrounds().get(which).perProton(), protonsInSteps());
    }

    private double protonsInSteps() {
        double protons = protons();
        double steps = StrictMath.rint(StrictMath.log(protons) / LOG_STEP);
        return protons > 0 ? StrictMath.exp(steps * LOG_STEP) : 0;
    }

    /** Cells of so many protons in all, shared among the segments as they are. */
    private double[] sum(Function<Segment, double[]> perProton, double protons) {
        double[] sum = new double[ofTheFile().count()];
        double all = protons();
        for (Segment segment : this.all) {
            double share = all > 0 ? protons(segment) / all : 0;
            add(sum, perProton.apply(segment), share * protons);
        }
        return sum;
    }

    private static void add(double[] sum, double[] perProton, double protons) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += protons * perProton[i];
        }
    }

    /** The segments that have protons, as a snapshot has them. */
    List<BeamSegment> snapshot() {
        List<BeamSegment> segments = new ArrayList<>();
        for (Segment segment : all) {
            double protons = protons(segment);
            if (protons == 0) {
                continue;
            }
            segments.add(
                    new BeamSegment(
                            segment.energyGev,
                            segment.t0Us,
                            protons,
                            protons * sum(segment.cells().perProton()),
                            protons * sum(segment.cells().neutrons())));
        }
        return segments;
    }

    /**
     * A segment as the next run of a campaign goes on from it.
     *
     * @param beamEnergyGev kinetic energy of its protons [GeV]
     * @param t0Us their mean arrival since the beam reference [µs]
     * @param chargeCounts their charge [10 pC]
     */
    public record State(double beamEnergyGev, double t0Us, long chargeCounts) {}

    /** What there is to keep. */
    List<State> state() {
        return all.stream().map(s -> new State(s.energyGev, s.t0Us, s.chargeCounts)).toList();
    }

    /** Goes on from the protons of earlier runs. */
    void goOn(List<State> before) {
        for (State segment : before) {
            at(segment.beamEnergyGev(), segment.t0Us()).chargeCounts += segment.chargeCounts();
        }
    }

    private static double sum(double[] cells) {
        double sum = 0;
        for (double cell : cells) {
            sum += cell;
        }
        return sum;
    }
}
