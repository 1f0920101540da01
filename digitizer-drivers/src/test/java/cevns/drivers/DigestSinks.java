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
import cevns.drivers.device.SourceSinks;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/** Sinks that keep only a checksum over all records, in order, and the ledger of each source. */
public final class DigestSinks implements SourceSinks {

    /** One source. */
    public final class Sink implements RecordSink {
        private final SourceCounters counters = new SourceCounters();

        /** Losses of each cause that were told, known or not. */
        public final int[] losses = new int[LossCause.COUNT];

        public SourceState lastState;
        public int infos;

        @Override
        public void info(SourceInfo info) {
            infos++;
        }

        @Override
        public void waveform(WaveformHeader h, ByteBuffer extra, ByteBuffer samples) {
            if (infos == 0) {
                throw new AssertionError("a waveform came before the source's info");
            }
            fields.clear();
            fields.putLong(h.timeNs).putLong(h.ticks).putLong(h.triggerId).putInt(h.channel);
            fields.putInt(h.trace.ordinal()).putInt(extra.remaining()).putInt(samples.remaining());
            crc.update(fields.array(), 0, fields.position());
            add(extra);
            add(samples);
            if (h.trace == TraceKind.RAW) {
                unit();
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
            fields.clear();
            fields.putLong(timeNs).putLong(ticks).putInt(markFlags);
            crc.update(fields.array(), 0, fields.position());
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
            fields.clear();
            fields.putLong(timeNs).putInt(cycle).putInt(flavor).putInt(chargeCounts);
            fields.putInt(ringPeriodPs).putInt(veto).putInt(quality);
            crc.update(fields.array(), 0, fields.position());
            unit();
        }

        @Override
        public void loss(LossCause cause, long units, long firstNs, long lastNs) {
            losses[cause.ordinal()]++;
            counters.lose(cause, units);
        }

        @Override
        public void reading(int channel, double value, Quality quality, long timeNs) {
            fields.clear();
            fields.putInt(channel).putDouble(value).putLong(timeNs);
            crc.update(fields.array(), 0, fields.position());
            unit();
        }

        @Override
        public void status(long timeNs) {
            lastState = counters.state;
        }

        @Override
        public SourceCounters counters() {
            return counters;
        }

        private void unit() {
            counters.write();
            units++;
        }
    }

    public final Map<String, Sink> sinks = new TreeMap<>();

    /** Units that all sources have written. */
    public long units;

    private final CRC32C crc = new CRC32C();
    private final ByteBuffer fields = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);

    @Override
    public Sink source(String key) {
        return sinks.computeIfAbsent(key, k -> new Sink());
    }

    /** Checksum over all records so far. */
    public long digest() {
        return crc.getValue();
    }

    private void add(ByteBuffer bytes) {
        if (bytes.hasArray()) {
            int from = bytes.arrayOffset() + bytes.position();
            crc.update(bytes.array(), from, bytes.remaining());
        } else {
            crc.update(bytes.duplicate());
        }
    }
}
