package cevns.analysis.pulse;

import cevns.daq.record.RecordLayout;
import cevns.daq.record.WaveformView;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The waveforms of the performance page, made by the same steps as its generator, so that its check
 * lines hold: 128 MiB of each kind, one waveform at a time.
 */
final class CanonicalWaveforms {

    /** Upper limit of the 14-bit ADC. */
    static final int FULL = 0x3FFF;

    /**
     * Kinds in the order in which the generator writes them: one random sequence runs through all.
     */
    enum Kind {
        CSI(35_000, 20, 2000, 60, 5),
        LAR(8_250, 10, 400, 150, 3),
        GE(8_192, 0, 0, 0, 0);

        final int samples;
        final int singles;
        final double burst;
        final double burstPhotons;
        final double fall;

        Kind(int samples, int singles, double burst, double burstPhotons, double fall) {
            this.samples = samples;
            this.singles = singles;
            this.burst = burst;
            this.burstPhotons = burstPhotons;
            this.fall = fall;
        }

        int waveforms() {
            return (128 << 20) / 2 / samples;
        }
    }

    private static final double RISE = 1.5;

    private final double[] light = new double[65_536];
    private final ByteBuffer buffer =
            ByteBuffer.allocate(RecordLayout.WAVEFORM_EXTRA + 2 * light.length)
                    .order(ByteOrder.LITTLE_ENDIAN);
    private final WaveformView view = new WaveformView().wrap(buffer, 0);
    private long state = 0x9E3779B97F4A7C15L;

    /** Waveform {@code e} of its kind; to be asked for in order, and kind after kind. */
    WaveformView next(Kind kind, int e) {
        Arrays.fill(light, 0, kind.samples, 0);
        if (kind == Kind.GE) {
            germanium(kind.samples);
            put(kind, 1000 + uniform() * 200, 1);
        } else {
            scintillation(kind, e);
            put(kind, 14_800, -1);
        }
        return view;
    }

    private void scintillation(Kind kind, int e) {
        int n = kind.samples;
        for (int h = 0; h < kind.singles; h++) {
            // The generator's compiler evaluates arguments from the last to the first.
            double amplitude = 20 + exponential(40);
            double at = n * 0.1 + uniform() * n * 0.9;
            photon(n, at, amplitude, kind.fall);
        }
        if ((e & 3) == 0) {
            double t0 = n * 0.3 + uniform() * n * 0.2;
            int photons = 10 + (int) exponential(kind.burstPhotons);
            for (int h = 0; h < photons; h++) {
                boolean singlet = kind == Kind.LAR && uniform() < 0.3;
                double delay = exponential(singlet ? 2 : kind.burst);
                photon(n, t0 + delay, 20 + exponential(40), kind.fall);
            }
            if ((e & 63) == 0) {
                photon(n, t0, 30_000, 4 * kind.fall);
            }
        }
    }

    private void photon(int n, double at, double amplitude, double fall) {
        int from = Math.max(0, (int) at - 4);
        int to = Math.min(n, (int) at - 4 + (int) (12 * fall) + 8);
        for (int i = from; i < to; i++) {
            double d = i - at;
            light[i] +=
                    amplitude
                            * (d < 0 ? Math.exp(-d * d / (2 * RISE * RISE)) : Math.exp(-d / fall));
        }
    }

    private void germanium(int n) {
        double t0 = n * 0.45 + uniform() * 20;
        double amplitude = 100 + uniform() * 9000;
        double rise = 5 + uniform() * 15;
        for (int i = (int) t0; i < n; i++) {
            double x = i - t0;
            light[i] = amplitude * (1 - Math.exp(-x / rise)) * Math.exp(-x / (50 * 62.5));
        }
    }

    private void put(Kind kind, double baseline, int sign) {
        buffer.putInt(RecordLayout.WAVEFORM_SAMPLE_PS, 1000);
        buffer.putInt(RecordLayout.WAVEFORM_SAMPLES, kind.samples);
        for (int i = 0; i < kind.samples; i++) {
            double v = baseline + gauss() * 2.5 + sign * light[i];
            int sample = (int) Math.max(0, Math.min(FULL, Math.rint(v)));
            buffer.putChar(RecordLayout.WAVEFORM_EXTRA + 2 * i, (char) sample);
        }
    }

    private long random() {
        state ^= state << 13;
        state ^= state >>> 7;
        state ^= state << 17;
        return state;
    }

    private double uniform() {
        return (random() >>> 11) * (1.0 / 9007199254740992.0);
    }

    private double exponential(double mean) {
        return -mean * Math.log(1.0 - uniform());
    }

    private double gauss() {
        long a = random();
        long b = random();
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            sum += (a >>> (16 * i)) & 0xFFFF;
            sum += (b >>> (16 * i)) & 0xFFFF;
        }
        return (sum / 65_536.0 - 4.0) * 1.2247;
    }
}
