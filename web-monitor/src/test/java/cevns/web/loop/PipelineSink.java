package cevns.web.loop;

import cevns.daq.record.BeamSignal;
import cevns.daq.record.LossCause;
import cevns.daq.record.Quality;
import cevns.daq.record.RecordDispatcher;
import cevns.daq.record.RecordEncoder;
import cevns.daq.record.RecordHandler;
import cevns.daq.record.RecordSink;
import cevns.daq.record.RecordText;
import cevns.daq.record.RecordType;
import cevns.daq.record.RunMark;
import cevns.daq.record.SourceCounters;
import cevns.daq.record.SourceInfo;
import cevns.daq.record.WaveformHeader;
import java.nio.ByteBuffer;

/**
 * Writes the records of a source as a run's queue holds them, sealed and all, and has each read at
 * once: the queue is left out, its bytes are not.
 */
final class PipelineSink implements RecordSink {

    private final int sourceId;
    private final RecordHandler handler;
    private final RecordEncoder encoder = new RecordEncoder();
    private final RecordDispatcher dispatcher = new RecordDispatcher();
    private final SourceCounters counters = new SourceCounters();
    private long sequence;

    PipelineSink(int sourceId, RecordHandler handler) {
        this.sourceId = sourceId;
        this.handler = handler;
    }

    /** A mark of run control. */
    void mark(RecordType type, RunMark mark) {
        append(encoder.text(type, mark.timeNs(), RecordText.of(mark)));
    }

    @Override
    public void info(SourceInfo info) {
        append(encoder.text(RecordType.INFO, info.originNs(), RecordText.of(info)));
    }

    @Override
    public void waveform(WaveformHeader header, ByteBuffer extra, ByteBuffer samples) {
        counters.write();
        append(encoder.waveform(header, extra, samples));
    }

    @Override
    public void beamMark(
            BeamSignal signal,
            long timeNs,
            int picoseconds,
            long ticks,
            float subTick,
            float amplitude,
            int flags) {
        append(encoder.beamMark(signal, timeNs, picoseconds, ticks, subTick, amplitude, flags));
    }

    @Override
    public void beamPulse(
            long timeNs,
            long seconds,
            long nanoseconds,
            int cycle,
            int flavor,
            int charge,
            int ringPeriodPs,
            int veto,
            int quality) {
        counters.write();
        append(
                encoder.beamPulse(
                        timeNs,
                        seconds,
                        nanoseconds,
                        cycle,
                        flavor,
                        charge,
                        ringPeriodPs,
                        veto,
                        quality));
    }

    @Override
    public void loss(LossCause cause, long units, long firstNs, long lastNs) {
        counters.lose(cause, units);
        append(encoder.loss(cause, units, firstNs, lastNs));
    }

    @Override
    public void reading(int channel, double value, Quality quality, long timeNs) {
        counters.write();
        append(encoder.reading(channel, value, quality, timeNs));
    }

    @Override
    public void status(long timeNs) {
        append(encoder.status(counters, timeNs));
    }

    @Override
    public SourceCounters counters() {
        return counters;
    }

    private void append(int length) {
        encoder.seal(length, sourceId, sequence);
        if (dispatcher.dispatch(encoder.buffer(), length, sequence++, handler) != null) {
            throw new AssertionError("a record of source " + sourceId + " is not sound");
        }
    }
}
