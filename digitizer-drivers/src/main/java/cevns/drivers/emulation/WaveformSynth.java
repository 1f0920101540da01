package cevns.drivers.emulation;

import static cevns.drivers.emulation.Noise.STEPS_PER_COUNT;

import java.util.Arrays;

/**
 * Makes the samples of one input from the light that reaches it. A photoelectron is a pulse t²
 * e^(−t/τ) downwards from the baseline; a large pulse follows the scintillation in time; noise is
 * added, what leaves the ADC's range is cut at its ends. Allocates nothing unless the traces get
 * longer.
 */
final class WaveformSynth {

    /** The shape is tabulated in steps of so much [ns]. */
    private static final double STEP_NS = 0.125;

    /** Behind 14 τ less than 10⁻⁴ of the charge is left. */
    private static final double LENGTH_TAUS = 14;

    private final CsiSettings.Readout readout;
    private final CsiSettings.Scintillation scintillation;
    private final Noise noise;
    private final double[] shape;
    private int[] sum = new int[0];

    /** Where {@link #sum} is not 0: begin and end of stretches, which may overlap. */
    private int[] lit = new int[64];

    private int litCount;

    /**
     * @param tauNs τ of a photoelectron's pulse [ns]
     */
    WaveformSynth(
            CsiSettings.Readout readout,
            CsiSettings.Scintillation scintillation,
            double tauNs,
            Noise noise) {
        this.readout = readout;
        this.scintillation = scintillation;
        this.noise = noise;
        shape = new double[(int) (LENGTH_TAUS * tauNs / STEP_NS)];
        for (int i = 0; i < shape.length; i++) {
            double t = (i + 0.5) * STEP_NS;
            double perNs = t * t / (2 * tauNs * tauNs * tauNs) * StrictMath.exp(-t / tauNs);
            shape[i] = perNs * STEPS_PER_COUNT;
        }
    }

    /** Largest value of the pulse of a photoelectron of unit charge [1/ns]. */
    static double heightPerCharge(double tauNs) {
        return 2 * StrictMath.exp(-2) / tauNs;
    }

    /**
     * Writes {@code n} samples.
     *
     * @param noisePlace where in the noise to begin
     */
    void render(
            PmtLight light,
            int noisePlace,
            char[] samples,
            int n,
            int preTrigger,
            double sampleNs) {
        if (sum.length < n) {
            sum = new int[n];
        }
        for (int i = 0; i < light.count(); i++) {
            double at = light.timeNs(i) / sampleNs + preTrigger;
            addPhotoelectron(at, light.chargeAdcNs(i), n, sampleNs);
        }
        for (int i = 0; i < light.largeCount(); i++) {
            double at = light.largeTimeNs(i) / sampleNs + preTrigger;
            double charge = light.largeChargeAdcNs(i) * STEPS_PER_COUNT;
            double slow = scintillation.slowShare();
            addDecay(at, charge * (1 - slow), scintillation.fastNs() / sampleNs, n, sampleNs);
            addDecay(at, charge * slow, scintillation.slowNs() / sampleNs, n, sampleNs);
        }
        digitize(noisePlace, samples, n);
        for (int i = 0; i < light.gateCount(); i++) {
            int from = inside(light.gateFromNs(i) / sampleNs + preTrigger, n);
            int to = inside(light.gateToNs(i) / sampleNs + preTrigger, n);
            for (int s = from; s < to; s++) {
                samples[s] = (char) readout.baselineAdc();
            }
        }
    }

    private void addPhotoelectron(double at, double chargeAdcNs, int n, double sampleNs) {
        double stride = sampleNs / STEP_NS;
        int from = inside(at, n);
        int to = inside(at + shape.length / stride, n);
        light(from, to);
        for (int s = from; s < to; s++) {
            sum[s] +=
                    (int)
                            (chargeAdcNs
                                    * shape[Math.min(shape.length - 1, (int) ((s - at) * stride))]);
        }
    }

    /** An exponential of this charge [1/64 ADC count × ns] and decay constant [samples]. */
    private void addDecay(double at, double charge, double decay, int n, double sampleNs) {
        int from = inside(at, n);
        double perSample = StrictMath.exp(-1 / decay);
        double height = charge / (decay * sampleNs) * StrictMath.exp(-(from - at) / decay);
        int s = from;
        for (; s < n && height >= 1; s++) {
            sum[s] += (int) height;
            height *= perSample;
        }
        light(from, s);
    }

    private void light(int from, int to) {
        if (litCount + 2 > lit.length) {
            lit = Arrays.copyOf(lit, 2 * lit.length);
        }
        lit[litCount++] = from;
        lit[litCount++] = to;
    }

    private void digitize(int noisePlace, char[] samples, int n) {
        noise.copy(noisePlace, samples, n);
        for (int i = 0; i < litCount; i += 2) {
            for (int s = lit[i]; s < lit[i + 1]; s++) {
                samples[s] = noise.sample(noisePlace + s, sum[s]);
            }
        }
        for (int i = 0; i < litCount; i += 2) {
            Arrays.fill(sum, lit[i], lit[i + 1], 0);
        }
        litCount = 0;
    }

    /** First sample at or after a place, within the trace. */
    private static int inside(double at, int n) {
        return (int) Math.max(0, Math.min(n, Math.ceil(at)));
    }
}
