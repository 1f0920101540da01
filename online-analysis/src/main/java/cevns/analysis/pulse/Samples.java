package cevns.analysis.pulse;

import cevns.daq.config.PulseConfig.Polarity;
import cevns.daq.record.WaveformView;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The samples of one waveform, turned so that pulses go up: a sample {@code y} of an ADC of {@code
 * b} bits is seen as {@code y} or, of negative pulses, as {@code 2^b − 1 − y}. What is above the
 * ADC's range counts as its upper limit.
 *
 * <p>They are copied out of the view in one go, byte for byte: every later look at them is then one
 * at an array, which the compiler does better than looks at a buffer, by more than the copy costs.
 */
final class Samples {

    private static final VarHandle CHARS =
            MethodHandles.byteArrayViewVarHandle(char[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** The ADC's upper limit, 2^bits − 1. */
    final int full;

    /** Mask that turns a sample: {@link #full} for negative pulses, 0 for positive ones. */
    final int flip;

    private byte[] bytes = new byte[0];
    private int count;

    Samples(Polarity polarity, int adcBits) {
        if (adcBits < 1 || adcBits > 16) {
            throw new IllegalArgumentException("adcBits " + adcBits + " not in 1…16");
        }
        full = (1 << adcBits) - 1;
        flip = polarity == Polarity.NEGATIVE ? full : 0;
    }

    /** Takes the samples of a waveform; allocates only when none was as long. */
    Samples copy(WaveformView waveform) {
        count = waveform.sampleCount();
        if (bytes.length < 2 * count) {
            bytes = new byte[2 * count];
        }
        waveform.buffer().get(waveform.samplesOffset(), bytes, 0, 2 * count);
        return this;
    }

    /** Number of samples. */
    int count() {
        return count;
    }

    /** Sample {@code i}, turned. */
    int at(int i) {
        return Math.min(raw(i), full) ^ flip;
    }

    /** Sample {@code i} as it is. */
    int raw(int i) {
        return (char) CHARS.get(bytes, 2 * i);
    }

    /** What turning does to a difference of samples: 1 or −1. */
    int sign() {
        return flip == 0 ? 1 : -1;
    }

    /** Samples {@code i} to {@code i + 3} as they are, the first in the lowest 16 bits. */
    long four(int i) {
        return (long) LONGS.get(bytes, 2 * i);
    }

    /** Sum of the turned samples in {@code [start, stop)}. */
    long sum(int start, int stop) {
        long sum = 0;
        for (int i = start; i < stop; i++) {
            sum += at(i);
        }
        return sum;
    }

    /** A turned value as the ADC has it, and back. */
    double turned(double value) {
        return flip == 0 ? value : full - value;
    }
}
