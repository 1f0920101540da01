package cevns.drivers.dig2.emulator;

import cevns.drivers.dig2.wire.HitEncoder;
import java.nio.ByteBuffer;

/**
 * A channel with firmware of the user's own. This one's tells the height of a pulse as its energy
 * and numbers its hits in a user word.
 */
final class OpenChannel extends DppChannel {

    private char[] record = new char[0];

    OpenChannel(ParameterFolder par, double sampleNs) {
        super(par, sampleNs);
    }

    @Override
    int lead() {
        return preTrigger();
    }

    @Override
    int tail() {
        return samples() * step();
    }

    @Override
    void write(
            ByteBuffer out,
            int channel,
            EmulatedTrigger source,
            long time,
            int fine,
            boolean single,
            DppTrace trace) {
        double height = 0;
        for (int i = trace.trigger(); i < trace.count(); i++) {
            height = Math.max(height, trace.height(i));
        }
        int energy = inRange(height);
        int flags = highFlags(trace, energy);
        boolean waveform = sendsWaveforms();
        if (!waveform && single) {
            HitEncoder.single(out, channel, flags, time, energy);
            return;
        }
        HitEncoder.time(out, channel, false, time);
        HitEncoder.values(out, true, waveform, source.hitFlags, flags, 0, fine, energy);
        HitEncoder.user(out, true, saved);
        if (waveform) {
            record(trace);
            HitEncoder.samples(out, record, samples(), false);
        }
    }

    private void record(DppTrace trace) {
        if (record.length < samples()) {
            record = new char[samples()];
        }
        int from = trace.trigger() - preTrigger();
        for (int k = 0; k < samples(); k++) {
            record[k] = trace.sample(Math.min(trace.count() - 1, from + k * step()));
        }
    }
}
