package cevns.web.recorded;

import cevns.daq.record.BeamSignal;
import cevns.daq.record.LossCause;
import cevns.daq.record.Quality;
import cevns.daq.record.RecordSink;
import cevns.daq.record.SourceCounters;
import cevns.daq.record.SourceInfo;
import cevns.daq.record.TraceKind;
import cevns.daq.record.WaveformHeader;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;

/** Looks at the waveforms of a source instead of keeping them. */
final class DigestSink implements RecordSink {

    private final SortedMap<String, ChannelDigest> channels;
    private final Map<Integer, ChannelDigest> byNumber = new HashMap<>();
    private final Map<Integer, String> labels = new HashMap<>();
    private final SourceCounters counters = new SourceCounters();

    /**
     * @param channels where the channels of all sources are gathered, by label
     */
    DigestSink(SortedMap<String, ChannelDigest> channels) {
        this.channels = channels;
    }

    @Override
    public void info(SourceInfo info) {
        info.channels().forEach(channel -> labels.put(channel.channel(), channel.name()));
    }

    @Override
    public void waveform(WaveformHeader header, ByteBuffer extra, ByteBuffer samples) {
        ChannelDigest channel = byNumber.computeIfAbsent(header.channel, this::channel);
        if (header.trace == TraceKind.RAW) {
            channel.raw(header.timeNs, samples);
            counters.write();
        } else if (header.trace == TraceKind.AVERAGED) {
            channel.averaged(samples);
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
            int markFlags) {}

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
        counters.lose(cause, units);
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

    private ChannelDigest channel(int number) {
        String label = labels.getOrDefault(number, Integer.toString(number));
        return channels.computeIfAbsent(label, ChannelDigest::new);
    }
}
