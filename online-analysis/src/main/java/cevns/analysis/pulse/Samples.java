package cevns.analysis.pulse;

import cevns.daq.config.PulseConfig.Polarity;
import cevns.daq.record.WaveformView;
import java.nio.ByteBuffer;

/**
 * The samples of one waveform, turned so that pulses go up. A flyweight: it reads them from the
 * view's buffer and is valid as long as the view.
 *
 * <p>A sample {@code y} of an ADC of {@code b} bits is seen as {@code y} or, of negative pulses, as
 * {@code 2^b − 1 − y}. What is above the ADC's range counts as its upper limit.
 */
final class Samples {

    /** The ADC's upper limit, 2^bits − 1. */
    final int full;

    /** Mask that turns a sample: {@link #full} for negative pulses, 0 for positive ones. */
    final int flip;

    ByteBuffer buffer;
    int offset;
    int count;

    Samples(Polarity polarity, int adcBits) {
        if (adcBits < 1 || adcBits > 16) {
            throw new IllegalArgumentException("adcBits " + adcBits + " not in 1…16");
        }
        full = (1 << adcBits) - 1;
        flip = polarity == Polarity.NEGATIVE ? full : 0;
    }

    Samples wrap(WaveformView waveform) {
        buffer = waveform.buffer();
        offset = waveform.samplesOffset();
        count = waveform.sampleCount();
        return this;
    }

    /** Sample {@code i}, turned. */
    int at(int i) {
        return Math.min(buffer.getChar(offset + 2 * i), full) ^ flip;
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
