package cevns.drivers;

import cevns.daq.record.BeamSignal;
import cevns.daq.record.LossCause;
import cevns.daq.record.Quality;
import cevns.daq.record.RecordSink;
import cevns.daq.record.SourceCounters;
import cevns.daq.record.SourceInfo;
import cevns.daq.record.SourceState;
import cevns.daq.record.TraceKind;
import cevns.daq.record.WaveformHeader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a decoder or driver tells a run, for tests that look at it as values. */
public final class CapturedRecords implements RecordSink {

    public record Waveform(
            long timeNs,
            int picoseconds,
            int channel,
            int kinds,
            int channelsInTrigger,
            TraceKind trace,
            long triggerId,
            long ticks,
            int sampleWidthPs,
            int preTrigger,
            byte[] extra,
            char[] samples) {}

    public record Mark(BeamSignal signal, long timeNs, long ticks, float subTick) {}

    public record Pulse(
            long timeNs,
            long seconds,
            long nanoseconds,
            int cycle,
            int flavor,
            int charge,
            int ringPeriodPs,
            int veto,
            int quality) {}

    public record Loss(LossCause cause, long units, long firstNs, long lastNs) {}

    public record Reading(int channel, double value, Quality quality, long timeNs) {}

    public final List<SourceInfo> infos = new CopyOnWriteArrayList<>();
    public final List<Waveform> waveforms = new java.util.Vector<>();
    public final List<Mark> marks = new java.util.Vector<>();
    public final List<Pulse> pulses = new java.util.Vector<>();
    public final List<Loss> losses = new CopyOnWriteArrayList<>();
    public final List<Reading> readings = new java.util.Vector<>();
    public final List<SourceState> states = new CopyOnWriteArrayList<>();
    private final SourceCounters counters = new SourceCounters();

    @Override
    public void info(SourceInfo info) {
        infos.add(info);
    }

    @Override
    public void waveform(WaveformHeader h, ByteBuffer extra, ByteBuffer samples) {
        byte[] extraBytes = new byte[extra.remaining()];
        extra.duplicate().get(extraBytes);
        char[] values = new char[samples.remaining() / 2];
        samples.duplicate().order(ByteOrder.LITTLE_ENDIAN).asCharBuffer().get(values);
        waveforms.add(
                new Waveform(
                        h.timeNs,
                        h.picoseconds,
                        h.channel,
                        h.kinds,
                        h.channelsInTrigger,
                        h.trace,
                        h.triggerId,
                        h.ticks,
                        h.sampleWidthPs,
                        h.preTrigger,
                        extraBytes,
                        values));
        if (h.trace == TraceKind.RAW) {
            counters.write();
        }
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
        marks.add(new Mark(signal, timeNs, ticks, subTick));
    }

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
        pulses.add(
                new Pulse(
                        timeNs,
                        seconds,
                        nanoseconds,
                        cycle,
                        flavor,
                        chargeCounts,
                        ringPeriodPs,
                        veto,
                        quality));
        counters.write();
    }

    @Override
    public void loss(LossCause cause, long units, long firstNs, long lastNs) {
        losses.add(new Loss(cause, units, firstNs, lastNs));
        counters.lose(cause, units);
    }

    @Override
    public void reading(int channel, double value, Quality quality, long timeNs) {
        readings.add(new Reading(channel, value, quality, timeNs));
        counters.write();
    }

    @Override
    public void status(long timeNs) {
        states.add(counters.state);
    }

    @Override
    public SourceCounters counters() {
        return counters;
    }
}
