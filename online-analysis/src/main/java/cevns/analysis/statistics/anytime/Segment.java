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
        double sum =
                -protons * model.beamInAll(values) - (live + offLive) * model.steadyInAll(values);
        for (int i = 0; i < coincidence.length; i++) {
            if (coincidence[i] == 0 && anticoincidence[i] == 0) {
                continue;
            }
            double steady = model.steadyAt(i, values);
            if (coincidence[i] > 0) {
                double beam = model.beamAt(i, values);
                double rate = (live > 0 ? protons / live : 1) * beam + steady;
                sum += coincidence[i] * StrictMath.log(rate);
            }
            if (anticoincidence[i] > 0) {
                sum += anticoincidence[i] * StrictMath.log(steady);
            }
        }
        return sum;
    }

    /** Adds what each parameter is multiplied with in the expected number of all events. */
    void addExposure(EventModel model, double[] exposure) {
        exposure[0] += protons * model.signalInAll();
        exposure[1] += protons * model.neutronsInAll();
        for (int k = 2; k < exposure.length; k++) {
            exposure[k] += live + offLive;
        }
    }

    /** Adds the expected number of events of each contribution, given where the events lie. */
    void addShares(EventModel model, double[] values, double[] shares) {
        double power = live > 0 ? protons / live : 1;
        for (int i = 0; i < coincidence.length; i++) {
            if (coincidence[i] == 0 && anticoincidence[i] == 0) {
                continue;
            }
            double steady = model.steadyAt(i, values);
            double beam = power * model.beamAt(i, values);
            double on = coincidence[i] > 0 ? coincidence[i] / (steady + beam) : 0;
            double off = anticoincidence[i] > 0 ? anticoincidence[i] / steady : 0;
            shares[0] += on * power * values[0] * model.signal()[i];
            shares[1] += on * power * values[1] * model.neutrons()[i];
            for (int k = 2; k < shares.length; k++) {
                shares[k] += (on + off) * values[k] * model.steady().get(k - 2)[i];
            }
        }
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
