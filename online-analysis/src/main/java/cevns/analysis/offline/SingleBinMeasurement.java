package cevns.analysis.offline;

import cevns.analysis.statistics.SingleBin;
import cevns.analysis.statistics.ToyIntervals;

/**
 * All cells taken as one: the number of events follows the parameter, shapes say nothing.
 *
 * @param bin the residual and what is known of signal and background
 * @param curve the expected signal
 */
record SingleBinMeasurement(SingleBin bin, SignalCurve curve) implements Measurement {

    @Override
    public double chi2(double value) {
        return bin.chi2(curve.events(value));
    }

    /** Residual, signal and background are drawn about what fits the data best at the value. */
    @Override
    public ToyIntervals.Experiment experiment(double[] at) {
        double[] events = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            events[i] = curve.events(at[i]);
        }
        return (truth, draws) -> {
            double alpha = bin.alpha(events[truth]);
            double beta = bin.beta(events[truth]);
            double residual =
                    events[truth] * (1 + alpha)
                            + bin.background() * (1 + beta)
                            + draws.normal() * bin.signalSigma();
            double alphaKnown = alpha + draws.normal() * bin.signalUncertainty();
            double betaKnown = beta + draws.normal() * bin.backgroundUncertainty();
            SingleBin drawn =
                    new SingleBin(
                            residual - betaKnown * bin.background(),
                            bin.variance(),
                            bin.background(),
                            bin.signalUncertainty(),
                            bin.backgroundUncertainty());
            double[] chi2 = new double[events.length];
            for (int i = 0; i < chi2.length; i++) {
                chi2[i] = drawn.chi2(events[i], alphaKnown);
            }
            return chi2;
        };
    }
}
