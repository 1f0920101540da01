package cevns.drivers.orca;

import cevns.daq.record.BeamSignal;
import cevns.daq.record.LossCause;
import cevns.daq.record.Quality;
import cevns.daq.record.RecordSink;
import cevns.daq.record.SourceCounters;
import cevns.daq.record.SourceInfo;
import cevns.daq.record.WaveformHeader;
import cevns.drivers.device.SourceSinks;
import java.nio.ByteBuffer;

/** One source of a stream that carries several; the others are somebody else's. */
final class OneSource implements SourceSinks {

    private final RecordSink sink;
    private String key;

    /**
     * @param key of the source; empty for the first one that comes
     */
    OneSource(String key, RecordSink sink) {
        this.key = key;
        this.sink = sink;
    }

    @Override
    public RecordSink source(String found) {
        if (key.isEmpty()) {
            key = found;
        }
        return key.equals(found) ? sink : new Nobody();
    }

    /** Takes the records of a source that is not read here. */
    private static final class Nobody implements RecordSink {
        private final SourceCounters counters = new SourceCounters();

        @Override
        public void info(SourceInfo info) {
            // not ours
        }

        @Override
        public void waveform(WaveformHeader header, ByteBuffer extra, ByteBuffer samples) {
            // not ours
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
            // not ours
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
            // not ours
        }

        @Override
        public void loss(LossCause cause, long units, long firstNs, long lastNs) {
            // not ours
        }

        @Override
        public void reading(int channel, double value, Quality quality, long timeNs) {
            // not ours
        }

        @Override
        public void status(long timeNs) {
            // not ours
        }

        @Override
        public SourceCounters counters() {
            return counters;
        }
    }
}
