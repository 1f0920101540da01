package cevns.analysis.event;

import cevns.analysis.pulse.Hit;
import cevns.analysis.pulse.HpgeHit;
import cevns.analysis.pulse.PmtHit;
import cevns.daq.config.CutConfig;
import cevns.daq.config.WindowConfig;
import java.util.List;

/**
 * The hits of one trigger and region, or of one coincidence of self triggers.
 *
 * @param timeNs time of its earliest hit, or of its trigger where it has none, on the reference
 *     clock [ns since the Unix epoch]
 * @param window coincidence, anticoincidence, or null outside both
 * @param mark number of the beam mark it belongs to; −1 for none
 * @param sinceBeamNs time since the beam reference; of an anticoincidence region or window shifted
 *     to where it would be in the coincidence one [ns]; NaN without a mark
 * @param phase where it lies between the beam references; of a region {@link BeamClock#NO_PHASE}
 * @param hits its hits, in order of time
 * @param flags bits of {@link Readout}, of all its traces
 */
public record Event(
        long timeNs,
        WindowConfig.Kind window,
        long mark,
        double sinceBeamNs,
        BeamClock.Phase phase,
        List<Hit> hits,
        int flags) {

    public Event {
        hits = List.copyOf(hits);
    }

    /** An event of a region, whose window and time the region gives. */
    static Event of(
            long timeNs,
            WindowConfig.Kind window,
            long mark,
            double sinceBeamNs,
            List<Hit> hits,
            int flags) {
        return new Event(timeNs, window, mark, sinceBeamNs, BeamClock.NO_PHASE, hits, flags);
    }

    /** An event that is in no window yet. */
    static Event at(long timeNs, BeamClock.Phase phase, List<Hit> hits, int flags) {
        return new Event(timeNs, null, phase.mark(), phase.sinceNs(), phase, hits, flags);
    }

    /** The same event in a window. */
    public Event in(WindowConfig.Kind window, long mark, double sinceBeamNs) {
        return new Event(timeNs, window, mark, sinceBeamNs, phase, hits, flags);
    }

    /** What a cut looks at; NaN where the event has no such quantity, which no cut passes. */
    public double quantity(CutConfig.Quantity quantity) {
        return switch (quantity) {
            case SATURATED -> flag(Readout.SATURATED);
            case GATED -> flag(Readout.GATED);
            case VETOED -> flag(Readout.VETOED);
            case BAD_BASELINE -> flag(Readout.BAD_BASELINE);
            case PRE_PEAKS -> prePeaks();
            case PEAKS -> peaks();
            case RISE_0_50_NS -> brightest() == null ? Double.NaN : brightest().rise050Ns();
            case RISE_10_90_NS -> rise1090Ns();
            case CHARGE_PE -> chargePe();
            case ENERGY_KEV -> energyKev();
            case F90 -> f90();
            case TIME_NS -> sinceBeamNs;
            case MULTIPLICITY -> multiplicity();
        };
    }

    private double flag(int bit) {
        return (flags & bit) != 0 ? 1 : 0;
    }

    /** Number of hits. */
    public int multiplicity() {
        return hits.size();
    }

    /** Peaks in the pre-traces of its hits. */
    public int prePeaks() {
        int sum = 0;
        for (Hit hit : hits) {
            sum += hit instanceof PmtHit pmt ? pmt.nPre() : 0;
        }
        return sum;
    }

    /** Peaks in the integration windows of its hits. */
    public int peaks() {
        int sum = 0;
        for (Hit hit : hits) {
            sum += hit instanceof PmtHit pmt ? pmt.nPeaks() : 0;
        }
        return sum;
    }

    /** Charge of all its photomultipliers [PE]; NaN where none has a hit. */
    public double chargePe() {
        double sum = Double.NaN;
        for (Hit hit : hits) {
            if (hit instanceof PmtHit pmt) {
                sum = Double.isNaN(sum) ? pmt.chargePe() : sum + pmt.chargePe();
            }
        }
        return sum;
    }

    /** Energy in all its germanium detectors [keV]; NaN where none has a hit. */
    public double energyKev() {
        double sum = Double.NaN;
        for (Hit hit : hits) {
            if (hit instanceof HpgeHit ge) {
                sum = Double.isNaN(sum) ? ge.energyKev() : sum + ge.energyKev();
            }
        }
        return sum;
    }

    /** Prompt fraction of the light of all its photomultipliers, weighted with their charge. */
    public double f90() {
        double prompt = 0;
        double charge = 0;
        for (Hit hit : hits) {
            if (hit instanceof PmtHit pmt && pmt.chargePe() > 0) {
                prompt += pmt.f90() * pmt.chargePe();
                charge += pmt.chargePe();
            }
        }
        return charge > 0 ? prompt / charge : Double.NaN;
    }

    /** Of the brightest photomultiplier; of germanium that of the largest energy. */
    private double rise1090Ns() {
        PmtHit light = brightest();
        if (light != null) {
            return light.rise1090Ns();
        }
        double rise = Double.NaN;
        double largest = 0;
        for (Hit hit : hits) {
            if (hit instanceof HpgeHit ge && ge.energyKev() > largest) {
                largest = ge.energyKev();
                rise = ge.riseTimeNs();
            }
        }
        return rise;
    }

    private PmtHit brightest() {
        PmtHit brightest = null;
        for (Hit hit : hits) {
            if (hit instanceof PmtHit pmt
                    && (brightest == null || pmt.chargePe() > brightest.chargePe())) {
                brightest = pmt;
            }
        }
        return brightest;
    }
}
