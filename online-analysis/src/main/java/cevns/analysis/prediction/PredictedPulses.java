package cevns.analysis.prediction;

import cevns.daq.truth.PulseTable;
import cevns.daq.truth.TruePulse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The prediction as an emulated detector plays it: recoils in photoelectrons or keV of ionisation
 * and their times, before the selection loses any, and the neutrons of the beam where they are told
 * in photoelectrons. Each species and each background is a part of the table.
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
                        ? response.counting().with(all).with(cells(response.smearing()))
                        : response.with(all)
                                .with(withoutNoise(response.smearing()))
                                .with(energies());
        Prediction prediction = new Predictor(config.with(unselected)).predict();
        List<NeutrinoSource.Emission> emissions = config.exposure().source().emissions();
        ProtonPulse pulse = response.pulse();
        List<PulseTable.Part> parts = new ArrayList<>();
        for (int i = 0; i < emissions.size(); i++) {
            ProtonPulse.Arrival arrival = emissions.get(i).arrival();
            parts.add(
                    part(
                            TruePulse.Kind.CEVNS,
                            light ? 1 : KEVEE_STEP,
                            prediction.parts().get(i).sizes(),
                            us -> pulse.before(arrival, us)));
        }
        Predictor predictor = new Predictor(config);
        for (Background background : light ? config.backgrounds() : List.<Background>of()) {
            double perProton = background.perProton(config, predictor.selectedShare(background));
            double[] sizes = background.size().photoelectrons(MOST_PE);
            boolean ofNeutrinos = background.arrival().isOfNeutrinos();
            parts.add(
                    part(
                            ofNeutrinos
                                    ? TruePulse.Kind.NEUTRINO_NEUTRON
                                    : TruePulse.Kind.BEAM_NEUTRON,
                            1,
                            Arrays.stream(sizes).map(share -> share * perProton).toArray(),
                            us -> background.arrival().before(pulse, us)));
        }
        return new PulseTable(parts);
    }

    private static PulseTable.Part part(
            TruePulse.Kind kind, double size, double[] sizes, DoubleUnaryOperator before) {
        double step = (LAST_US - FIRST_US) / STEPS;
        double[] shares = new double[STEPS];
        for (int i = 0; i < STEPS; i++) {
            double start = FIRST_US + i * step;
            shares[i] =
                    Math.max(0, before.applyAsDouble(start + step) - before.applyAsDouble(start));
        }
        return new PulseTable.Part(kind, size, sizes, 1000 * FIRST_US, 1000 * step, shares);
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
}
