package cevns.web.bench;

import cevns.daq.config.RunConfig;
import cevns.daq.config.SourceConfig;
import cevns.daq.queue.AppendObserver;
import cevns.daq.record.BeamMarkView;
import cevns.daq.record.BeamPulseView;
import cevns.daq.record.LossView;
import cevns.daq.record.Note;
import cevns.daq.record.ReadingView;
import cevns.daq.record.RecordHandler;
import cevns.daq.record.RunMark;
import cevns.daq.record.SkippedRecord;
import cevns.daq.record.SourceInfo;
import cevns.daq.record.StatusView;
import cevns.daq.record.WaveformView;
import cevns.web.control.Probe;
import org.HdrHistogram.Histogram;

/** Measures one run: when records went in, when their hits were found, when snapshots came out. */
final class LatencyProbe implements Probe, AppendObserver {

    private final AppendTimes[] appends;
    private final Histogram appendToHits = Latency.histogram();
    private final Histogram appendToSnapshot = Latency.histogram();
    private final FoundTimes found = new FoundTimes();
    private volatile boolean measuring;
    private volatile long waveforms;
    private int source;
    private long sequence;

    LatencyProbe(RunConfig config) {
        int most = config.sources().stream().mapToInt(SourceConfig::id).max().orElse(0);
        appends = new AppendTimes[most + 1];
        for (int i = 0; i < appends.length; i++) {
            appends[i] = new AppendTimes();
        }
    }

    /** Begins or ends to measure; may be called by any thread. */
    void measure(boolean on) {
        measuring = on;
    }

    /** Waveforms that the pipeline has seen. */
    long waveforms() {
        return waveforms;
    }

    /** Appends of a source. */
    AppendTimes appends(int sourceId) {
        return appends[sourceId];
    }

    /** From a waveform going into the queue to its hits [ns]; when the run has ended. */
    Histogram appendToHits() {
        return appendToHits;
    }

    /** From the record that completes a snapshot to the snapshot [ns]; when the run has ended. */
    Histogram appendToSnapshot() {
        return appendToSnapshot;
    }

    /** When hits were found; when the run has ended. */
    FoundTimes found() {
        return found;
    }

    /** A snapshot has been published; on the pipeline's thread. */
    void published() {
        if (measuring && source >= 0) {
            record(appendToSnapshot, System.nanoTime());
        }
    }

    private void record(Histogram histogram, long nanoTime) {
        long from = appends[source].of(sequence);
        if (from != 0) {
            histogram.recordValue(Math.max(0, nanoTime - from));
        }
    }

    @Override
    public AppendObserver appends() {
        return this;
    }

    @Override
    public void appending(int sourceId, long number) {
        appends[sourceId].begin(number);
    }

    @Override
    public void appended(int sourceId, long number) {
        appends[sourceId].end();
    }

    @Override
    public RecordHandler around(RecordHandler pipeline) {
        return new Around(pipeline);
    }

    /** Tells the pipeline of each record, and looks at the clock behind it. */
    private final class Around implements RecordHandler {

        private final RecordHandler pipeline;

        Around(RecordHandler pipeline) {
            this.pipeline = pipeline;
        }

        private void at(int sourceId, long number) {
            source = sourceId;
            sequence = number;
        }

        /** A snapshot that such a record completes is not measured. */
        private void elsewhere() {
            source = -1;
        }

        @Override
        public void onWaveform(WaveformView waveform) {
            at(waveform.sourceId(), waveform.sequence());
            pipeline.onWaveform(waveform);
            waveforms++;
            if (measuring && waveform.isRaw()) {
                long nanoTime = System.nanoTime();
                record(appendToHits, nanoTime);
                found.add(waveform.sourceId(), waveform.channel(), waveform.ticks(), nanoTime);
            }
        }

        @Override
        public void onBeamMark(BeamMarkView mark) {
            at(mark.sourceId(), mark.sequence());
            pipeline.onBeamMark(mark);
        }

        @Override
        public void onMark(RunMark mark) {
            elsewhere();
            pipeline.onMark(mark);
        }

        @Override
        public void onInfo(int sourceId, SourceInfo info) {
            pipeline.onInfo(sourceId, info);
        }

        @Override
        public void onBeamPulse(BeamPulseView pulse) {
            pipeline.onBeamPulse(pulse);
        }

        @Override
        public void onStatus(StatusView status) {
            pipeline.onStatus(status);
        }

        @Override
        public void onLoss(LossView loss) {
            pipeline.onLoss(loss);
        }

        @Override
        public void onReading(ReadingView reading) {
            pipeline.onReading(reading);
        }

        @Override
        public void onTick(long timeNs) {
            elsewhere();
            pipeline.onTick(timeNs);
        }

        @Override
        public void onNote(Note note) {
            pipeline.onNote(note);
        }

        @Override
        public void onSkipped(SkippedRecord skipped) {
            pipeline.onSkipped(skipped);
        }
    }
}
