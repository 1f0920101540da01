package cevns.daq.queue;

import cevns.daq.record.TraceKind;
import cevns.daq.record.TriggerKind;
import cevns.daq.record.WaveformHeader;
import cevns.daq.record.WaveformView;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Waveforms whose every sample follows from their number, so that a reader can check them. */
final class Waveforms {

    private final WaveformHeader header = new WaveformHeader();
    private final ByteBuffer extra =
            ByteBuffer.allocateDirect(12).order(ByteOrder.LITTLE_ENDIAN).putLong(0, 77);
    private final ByteBuffer samples;

    Waveforms(int count) {
        samples = ByteBuffer.allocateDirect(2 * count).order(ByteOrder.LITTLE_ENDIAN);
    }

    void write(RunWriter writer, long number) {
        header.trace = TraceKind.RAW;
        header.channel = 3;
        header.channelsInTrigger = 1;
        header.kinds = TriggerKind.BEAM.bit();
        header.triggerId = number;
        header.sampleWidthPs = 2000;
        header.preTrigger = 100;
        header.at(number, 1_000, 8_000_000);
        for (int i = 0; i < samples.capacity() / 2; i++) {
            samples.putShort(2 * i, (short) sample(number, i));
        }
        writer.waveform(header, extra, samples);
    }

    static boolean isWhole(WaveformView waveform) {
        for (int i = 0; i < waveform.sampleCount(); i++) {
            if (waveform.sample(i) != sample(waveform.triggerId(), i)) {
                return false;
            }
        }
        return waveform.sampleCount() > 0;
    }

    private static int sample(long number, int i) {
        return (int) (number * 31 + i * 7L) & 0xFFFF;
    }
}
