package cevns.analysis.pulse;

import cevns.daq.config.ChannelConfig;
import cevns.daq.config.PulseConfig;
import cevns.daq.config.PulseConfig.BaselineMethod;
import cevns.daq.config.PulseConfig.BaselineWindow;
import cevns.daq.config.PulseConfig.Polarity;
import cevns.daq.record.RecordLayout;
import cevns.daq.record.WaveformView;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Waveform records and channel configurations for tests. */
final class Waveforms {

    static final int SOURCE = 3;
    static final int CHANNEL = 5;
    static final long TRIGGER = 77;
    static final long SEQUENCE = 1234;
    static final long TIME_NS = 1_700_000_000_000_000_000L;
    static final int PICOSECONDS = 250;

    private Waveforms() {}

    /** A record with these samples, 2 ns apart, no samples before the trigger. */
    static WaveformView of(int... samples) {
        return record(2000, 0, false, samples);
    }

    static WaveformView record(int widthPs, int preTrigger, boolean direct, int... samples) {
        // An odd number of longs in front and a family header of 5 bytes: nothing begins at 0.
        int at = 24;
        int extra = 5;
        int length = RecordLayout.samplesAt(extra) + 2 * samples.length;
        ByteBuffer buffer =
                direct ? ByteBuffer.allocateDirect(at + length) : ByteBuffer.allocate(at + length);
        buffer.order(ByteOrder.LITTLE_ENDIAN);
        buffer.putShort(at + RecordLayout.SOURCE, (short) SOURCE);
        buffer.putInt(at + RecordLayout.LENGTH, length);
        buffer.putLong(at + RecordLayout.TIME, TIME_NS);
        buffer.putShort(at + RecordLayout.PICOSECONDS, (short) PICOSECONDS);
        buffer.putLong(at + RecordLayout.SEQUENCE, SEQUENCE);
        buffer.putShort(at + RecordLayout.WAVEFORM_CHANNEL, (short) CHANNEL);
        buffer.putLong(at + RecordLayout.WAVEFORM_TRIGGER, TRIGGER);
        buffer.putInt(at + RecordLayout.WAVEFORM_SAMPLE_PS, widthPs);
        buffer.putInt(at + RecordLayout.WAVEFORM_PRE_TRIGGER, preTrigger);
        buffer.putInt(at + RecordLayout.WAVEFORM_EXTRA_LENGTH, extra);
        buffer.putInt(at + RecordLayout.WAVEFORM_SAMPLES, samples.length);
        for (int i = 0; i < samples.length; i++) {
            buffer.putChar(at + RecordLayout.samplesAt(extra) + 2 * i, (char) samples[i]);
        }
        return new WaveformView().wrap(buffer, at);
    }

    /** {@code count} samples of {@code baseline} with {@code pulse} in them from {@code at} on. */
    static int[] trace(int count, int baseline, int at, int... pulse) {
        int[] samples = new int[count];
        Arrays.fill(samples, baseline);
        System.arraycopy(pulse, 0, samples, at, pulse.length);
        return samples;
    }

    static BaselineWindow baseline(double toNs, BaselineMethod method) {
        return new BaselineWindow(0, toNs, method, 65535);
    }

    /** A PMT of selection.md §1: four samples of 3 counts, widened by 1 and 2; 10 of baseline. */
    static PulseConfig.Pmt pmt(Polarity polarity) {
        return pmt(polarity, 3, 4, 1, 2);
    }

    static PulseConfig.Pmt pmt(
            Polarity polarity, double threshold, int minSamples, int before, int after) {
        return new PulseConfig.Pmt(
                polarity,
                baseline(20, BaselineMethod.MEAN),
                threshold,
                minSamples,
                before,
                after,
                10,
                3000,
                90,
                0);
    }

    static ChannelConfig channel(int adcBits, PulseConfig pulses) {
        return new ChannelConfig("test", "source", CHANNEL, adcBits, pulses);
    }

    static Samples samples(WaveformView waveform, Polarity polarity, int adcBits) {
        return new Samples(polarity, adcBits).copy(waveform);
    }
}
