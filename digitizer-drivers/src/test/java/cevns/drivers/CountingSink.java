package cevns.drivers;

import cevns.daq.record.BeamSignal;
import cevns.daq.record.LossCause;
import cevns.daq.record.Quality;
import cevns.daq.record.RecordSink;
import cevns.daq.record.SourceCounters;
import cevns.daq.record.SourceInfo;
import cevns.daq.record.WaveformHeader;
import java.nio.ByteBuffer;

/** Counts waveforms and adds up a sample of each; takes nothing from the heap itself. */
public final class CountingSink implements RecordSink {

    private final SourceCounters counters = new SourceCounters();
    private long waveforms;
    private long sum;

    /** Waveforms so far, of any kind of trace. */
    public long waveforms() {
        return waveforms;
    }

    /** Something of all that came, so that it is looked at. */
    public long sum() {
        return sum;
    }

    @Override
    public void waveform(WaveformHeader header, ByteBuffer extra, ByteBuffer samples) {
        waveforms++;
        sum += samples.hasRemaining() ? samples.getShort(samples.position()) : 1;
    }

    @Override
    public void beamMark(
            BeamSignal s, long t, int ps, long ticks, float sub, float amplitude, int flags) {
        sum += ticks;
    }

    @Override
    public void info(SourceInfo info) {}

    @Override
    public void beamPulse(
            long t, long s, long ns, int cycle, int flavor, int c, int ring, int veto, int q) {}

    @Override
    public void loss(LossCause cause, long units, long firstNs, long lastNs) {
        counters.lose(cause, units);
    }

    @Override
    public void reading(int channel, double value, Quality quality, long timeNs) {}

    @Override
    public void status(long timeNs) {}

    @Override
    public SourceCounters counters() {
        return counters;
    }
}
