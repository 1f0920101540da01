package cevns.daq.queue;

import cevns.daq.record.BeamSignal;
import cevns.daq.record.LossCause;
import cevns.daq.record.Note;
import cevns.daq.record.Quality;
import cevns.daq.record.RecordEncoder;
import cevns.daq.record.RecordSink;
import cevns.daq.record.RecordText;
import cevns.daq.record.RecordType;
import cevns.daq.record.RunMark;
import cevns.daq.record.SourceCounters;
import cevns.daq.record.SourceInfo;
import cevns.daq.record.TraceKind;
import cevns.daq.record.WaveformHeader;
import java.nio.ByteBuffer;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptAppender;

/**
 * Appends the records of one source to the run's queue: stamps source, sequence and checksum, and
 * keeps the source's ledger. Confined to one thread; allocates nothing per record.
 */
public final class RunWriter implements RecordSink {

    private final RunQueue queue;
    private final ExcerptAppender appender;
    private final int sourceId;
    private final int maxRecordBytes;
    private final AppendObserver observer;
    private final RecordEncoder encoder = new RecordEncoder();
    private final SourceCounters counters = new SourceCounters();
    private ByteBuffer wrapped;
    private Bytes<ByteBuffer> bytes;
    private long sequence;

    /** Units that the queue did not take since the last status, and their first and last time. */
    private long refused;

    private long refusedFirstNs;
    private long refusedLastNs;

    RunWriter(
            RunQueue queue,
            ExcerptAppender appender,
            int sourceId,
            long nextSequence,
            int maxRecordBytes,
            AppendObserver observer) {
        this.queue = queue;
        this.appender = appender;
        this.sourceId = sourceId;
        this.sequence = nextSequence;
        this.maxRecordBytes = maxRecordBytes;
        this.observer = observer;
    }

    /** The source whose records these are. */
    public int sourceId() {
        return sourceId;
    }

    @Override
    public void info(SourceInfo info) {
        long timeNs = info.originNs();
        append(encoder.text(RecordType.INFO, timeNs, RecordText.of(info)));
    }

    /** A mark of run control. */
    public boolean mark(RunMark mark) {
        RecordType type =
                mark instanceof RunMark.RunStart
                        ? RecordType.RUN_START
                        : mark instanceof RunMark.SubrunStart
                                ? RecordType.SUBRUN_START
                                : RecordType.RUN_END;
        return append(encoder.text(type, mark.timeNs(), RecordText.of(mark)));
    }

    /** A note of run control. */
    public boolean note(Note note) {
        return append(encoder.text(RecordType.NOTE, note.timeNs(), RecordText.of(note)));
    }

    /** A second of time. */
    public boolean tick(long timeNs) {
        return append(encoder.tick(timeNs));
    }

    @Override
    public void waveform(WaveformHeader header, ByteBuffer extra, ByteBuffer samples) {
        boolean unit = header.trace == TraceKind.RAW;
        long length = RecordEncoder.waveformLength(extra.remaining(), samples.remaining());
        boolean taken =
                length <= maxRecordBytes
                        && !queue.isFull()
                        && append(encoder.waveform(header, extra, samples));
        if (unit) {
            count(taken, header.timeNs);
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
        if (!queue.isFull()) {
            append(
                    encoder.beamMark(
                            signal, timeNs, picoseconds, ticks, subTick, amplitude, markFlags));
        }
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
        count(
                !queue.isFull()
                        && append(
                                encoder.beamPulse(
                                        timeNs,
                                        seconds,
                                        nanoseconds,
                                        cycle,
                                        flavor,
                                        chargeCounts,
                                        ringPeriodPs,
                                        veto,
                                        quality)),
                timeNs);
    }

    @Override
    public void loss(LossCause cause, long units, long firstNs, long lastNs) {
        counters.lose(cause, units);
        append(encoder.loss(cause, units, firstNs, lastNs));
    }

    @Override
    public void reading(int channel, double value, Quality quality, long timeNs) {
        boolean taken = !queue.isFull() && append(encoder.reading(channel, value, quality, timeNs));
        count(taken, timeNs);
    }

    /** What the queue has refused is told before it, so that the run says when and on whom. */
    @Override
    public void status(long timeNs) {
        if (refused > 0) {
            append(encoder.loss(LossCause.APPEND, refused, refusedFirstNs, refusedLastNs));
            refused = 0;
        }
        append(encoder.status(counters, timeNs));
    }

    @Override
    public SourceCounters counters() {
        return counters;
    }

    private void count(boolean taken, long timeNs) {
        if (taken) {
            counters.write();
            return;
        }
        counters.lose(LossCause.APPEND, 1);
        refusedFirstNs = refused == 0 ? timeNs : Math.min(refusedFirstNs, timeNs);
        refusedLastNs = refused == 0 ? timeNs : Math.max(refusedLastNs, timeNs);
        refused++;
    }

    private boolean append(int length) {
        if (observer == null) {
            return put(length);
        }
        long number = sequence;
        observer.appending(sourceId, number);
        boolean taken = put(length);
        observer.appended(sourceId, number);
        return taken;
    }

    private boolean put(int length) {
        encoder.seal(length, sourceId, sequence);
        if (wrapped != encoder.buffer()) {
            wrapped = encoder.buffer();
            bytes = Bytes.wrapForRead(wrapped);
            // A run's first records are written by whoever makes the writer, the rest by its
            // thread.
            bytes.singleThreadedCheckDisabled(true);
        }
        bytes.readPositionRemaining(0, length);
        try {
            // The queue's own lock spins, also while its owner waits for a page of the file: with
            // several boards on few cores that takes the time from whoever could go on. Ours parks.
            synchronized (queue) {
                appender.writeBytes(bytes);
            }
        } catch (InternalError e) {
            // A mapped page could not be had: the disk is full although there seemed to be room.
            queue.refused();
            return false;
        }
        sequence++;
        queue.appended(length, appender.wire().bytes());
        return true;
    }
}
