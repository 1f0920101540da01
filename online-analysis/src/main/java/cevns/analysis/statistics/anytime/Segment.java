package cevns.analysis.statistics.anytime;

/**
 * Events of a stretch with constant beam power, energy and arrival of the protons.
 *
 * @param beam which of the model's beams
 * @param power protons on target per live time of the coincidence window
 * @param live live time of the coincidence window
 * @param offLive live time of the anticoincidence window
 * @param coincidence events by cell
 * @param anticoincidence events by cell
 */
public record Segment(
        int beam,
        double power,
        double live,
        double offLive,
        double[] coincidence,
        double[] anticoincidence) {

    public Segment {
        coincidence = coincidence.clone();
        anticoincidence = anticoincidence.clone();
        if (!(power >= 0 && live >= 0 && offLive >= 0)
                || coincidence.length != anticoincidence.length) {
            throw new IllegalArgumentException(
                    "power "
                            + power
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

    /** Events of the only beam of a model. */
    public Segment(
            double power,
            double live,
            double offLive,
            double[] coincidence,
            double[] anticoincidence) {
        this(0, power, live, offLive, coincidence, anticoincidence);
    }

    /** Protons on target. */
    public double protons() {
        return power * live;
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
                -protons() * model.beamInAll(beam, values)
                        - (live + offLive) * model.steadyInAll(values);
        for (int i = 0; i < coincidence.length; i++) {
            if (coincidence[i] == 0 && anticoincidence[i] == 0) {
                continue;
            }
            double steady = model.steadyAt(i, values);
            if (coincidence[i] > 0) {
                double rate = power * model.beamAt(beam, i, values) + steady;
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
        exposure[0] += protons() * model.beams().get(beam).signalInAll();
        exposure[1] += protons() * model.beams().get(beam).neutronsInAll();
        for (int k = 0; k < model.shapes(); k++) {
            exposure[2 + k] += live + offLive;
        }
    }

    /** Adds the expected number of events of each contribution, given where the events lie. */
    void addShares(EventModel model, double[] values, double[] shares) {
        EventModel.Beam of = model.beams().get(beam);
        for (int i = 0; i < coincidence.length; i++) {
            if (coincidence[i] == 0 && anticoincidence[i] == 0) {
                continue;
            }
            double steady = model.steadyAt(i, values);
            double fromBeam = power * model.beamAt(beam, i, values);
            double on = coincidence[i] > 0 ? coincidence[i] / (steady + fromBeam) : 0;
            double off = anticoincidence[i] > 0 ? anticoincidence[i] / steady : 0;
            shares[0] += on * power * values[0] * of.signalAt(i);
            shares[1] += on * power * values[1] * of.neutronsAt(i);
            model.addSteadyShares(i, values, on + off, shares);
        }
    }

    /** This one and more of the same beam and power. */
    Segment plus(Segment more) {
        double[] c = coincidence.clone();
        double[] a = anticoincidence.clone();
        for (int i = 0; i < c.length; i++) {
            c[i] += more.coincidence[i];
            a[i] += more.anticoincidence[i];
        }
        return new Segment(beam, power, live + more.live, offLive + more.offLive, c, a);
    }
}
