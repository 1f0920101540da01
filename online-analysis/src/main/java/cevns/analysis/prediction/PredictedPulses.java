package cevns.analysis.prediction;

import cevns.daq.truth.PulseTable;
import cevns.daq.truth.TruePulse;
import java.util.Arrays;
import java.util.List;

/**
 * The prediction as an emulated detector plays it: recoils in photoelectrons or keV of ionisation
 * and their times, before the selection loses any. Each species is a part of the table.
 *
 * <p>Of an energy resolution only what grows with the energy is in it, the statistics of the
 * charges: noise is what the emulated traces have.
 */
public final class PredictedPulses {

    /** More photoelectrons than any recoil of a stopped-pion source makes in CsI are not played. */
    private static final int MOST_PE = 400;

    /** Ionisation energies in steps of so much, up to more than any recoil makes [keVee]. */
    private static final double KEVEE_STEP = 0.02;

    private static final int MOST_KEVEE_STEPS = 1500;

    private static final double FIRST_US = -1;
    private static final double LAST_US = 15;
    private static final int STEPS = 1600;

    private PredictedPulses() {}

    /**
     * The pulses that a detector is expected to see; none where they are not counted for each
     * proton: at a reactor.
     */
    public static PulseTable of(PredictionConfig config) {
        ResponseConfig response = config.response();
        boolean light = response.unit() == ResponseConfig.Unit.PE;
        if (!config.exposure().isBeam()) {
            return PulseTable.EMPTY;
        }
        Efficiency all = new Efficiency.Flat(1, Double.NEGATIVE_INFINITY);
        ResponseConfig unselected =
                light
                        ? response.with(all).with(cells(response.smearing()))
                        : response.with(all)
                                .with(withoutNoise(response.smearing()))
                                .with(energies());
        Prediction prediction = new Predictor(config.with(unselected)).predict();
        List<NeutrinoSource.Emission> emissions = config.exposure().source().emissions();
        PulseTable.Part[] parts = new PulseTable.Part[emissions.size()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] =
                    new PulseTable.Part(
                            TruePulse.Kind.CEVNS,
                            light ? 1 : KEVEE_STEP,
                            prediction.parts().get(i).sizes(),
                            1000 * FIRST_US,
                            1000 * (LAST_US - FIRST_US) / STEPS,
                            times(response.pulse(), emissions.get(i).arrival()));
        }
        return new PulseTable(Arrays.asList(parts));
    }

    /** One bin for each number of photoelectrons, however the detector's cells lie. */
    private static Bins cells(Smearing smearing) {
        double low = smearing instanceof Smearing.Poisson poisson ? poisson.cellMiddle() : 0;
        return Bins.equal(MOST_PE, low - 0.5, low - 0.5 + MOST_PE);
    }

    private static Bins energies() {
        double half = KEVEE_STEP / 2;
        return Bins.equal(MOST_KEVEE_STEPS, -half, MOST_KEVEE_STEPS * KEVEE_STEP - half);
    }

    private static Smearing withoutNoise(Smearing smearing) {
        return smearing instanceof Smearing.Gaussian gaussian
                ? new Smearing.Gaussian(0, gaussian.perRootKevee())
                : smearing;
    }

    private static double[] times(ProtonPulse pulse, ProtonPulse.Arrival arrival) {
        double[] shares = new double[STEPS];
        double step = (LAST_US - FIRST_US) / STEPS;
        for (int i = 0; i < STEPS; i++) {
            double start = FIRST_US + i * step;
            shares[i] = Math.max(0, pulse.between(arrival, start, start + step));
        }
        return shares;
    }
}
