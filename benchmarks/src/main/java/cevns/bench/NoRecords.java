package cevns.bench;

import cevns.daq.record.BeamSignal;
import cevns.daq.record.LossCause;
import cevns.daq.record.Quality;
import cevns.daq.record.RecordSink;
import cevns.daq.record.SourceCounters;
import cevns.daq.record.SourceInfo;
import cevns.daq.record.WaveformHeader;
import java.nio.ByteBuffer;

/** Takes what a decoder tells and looks at one sample of each trace. */
public final class NoRecords implements RecordSink {

    private final SourceCounters counters = new SourceCounters();

    /** Sum of these samples: that something was decoded. */
    public long sum;

    @Override
    public void waveform(WaveformHeader header, ByteBuffer extra, ByteBuffer samples) {
        counters.write();
        sum += samples.getShort(samples.position() + 2);
    }

    @Override
    public void beamMark(
            BeamSignal signal,
            long timeNs,
            int picoseconds,
            long ticks,
            float subTick,
            float amplitude,
            int markFlags) {
        sum += ticks;
    }

    @Override
    public void info(SourceInfo info) {}

    @Override
    public void beamPulse(
            long timeNs,
            long seconds,
            long nanoseconds,
            int cycle,
            int flavor,
            int chargeCounts,
            int ringPeriodPs,
            int veto,
            int quality) {
        counters.write();
    }

    @Override
    public void loss(LossCause cause, long units, long firstNs, long lastNs) {
        throw new IllegalStateException("lost " + units + " by " + cause);
    }

    @Override
    public void reading(int channel, double value, Quality quality, long timeNs) {
        counters.write();
    }

    @Override
    public void status(long timeNs) {}

    @Override
    public SourceCounters counters() {
        return counters;
    }
}
