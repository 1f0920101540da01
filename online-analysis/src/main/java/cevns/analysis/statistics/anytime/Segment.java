package cevns.analysis.statistics.anytime;

/**
 * Events of a stretch with constant beam power.
 *
 * @param protons on target
 * @param live live time of the coincidence window
 * @param offLive live time of the anticoincidence window
 * @param coincidence events by cell
 * @param anticoincidence events by cell
 */
public record Segment(
        double protons,
        double live,
        double offLive,
        double[] coincidence,
        double[] anticoincidence) {

    public Segment {
        coincidence = coincidence.clone();
        anticoincidence = anticoincidence.clone();
        if (!(protons >= 0 && live >= 0 && offLive >= 0)
                || coincidence.length != anticoincidence.length) {
            throw new IllegalArgumentException(
                    "protons "
                            + protons
                            + ", live "
                            + live
                            + " and "
                            + offLive
                            + ", cells "
                            + coincidence.length
                            + " and "
                            + anticoincidence.length);
        }
    }

    @Override
    public double[] coincidence() {
        return coincidence.clone();
    }

    @Override
    public double[] anticoincidence() {
        return anticoincidence.clone();
    }

    /** Logarithm of the likelihood of events with the given rates, with all constants in common. */
    double logLikelihood(EventModel model, double[] values) {
        double sum = 0;
        for (int i = 0; i < coincidence.length; i++) {
            double beam = model.beamAt(i, values);
            double steady = model.steadyAt(i, values);
            sum -= protons * beam + (live + offLive) * steady;
            if (coincidence[i] > 0) {
                double rate = (live > 0 ? protons / live * beam : beam) + steady;
                sum += coincidence[i] * StrictMath.log(rate);
            }
            if (anticoincidence[i] > 0) {
                sum += anticoincidence[i] * StrictMath.log(steady);
            }
        }
        return sum;
    }

    /** This one and more of the same beam power. */
    Segment plus(Segment more) {
        double[] c = coincidence.clone();
        double[] a = anticoincidence.clone();
        for (int i = 0; i < c.length; i++) {
            c[i] += more.coincidence[i];
            a[i] += more.anticoincidence[i];
        }
        return new Segment(protons + more.protons, live + more.live, offLive + more.offLive, c, a);
    }
}
