package cevns.daq.record;

/**
 * What a reader of a run is told, in the order it lies on disk. Views are valid during the call
 * only. A handler overrides what it wants to hear.
 */
public interface RecordHandler {

    default void onMark(RunMark mark) {}

    default void onInfo(int sourceId, SourceInfo info) {}

    default void onWaveform(WaveformView waveform) {}

    default void onBeamMark(BeamMarkView mark) {}

    default void onBeamPulse(BeamPulseView pulse) {}

    default void onStatus(StatusView status) {}

    default void onLoss(LossView loss) {}

    default void onReading(ReadingView reading) {}

    /** One second of time: wall time in a run, data time in an import [ns since the Unix epoch]. */
    default void onTick(long timeNs) {}

    default void onNote(Note note) {}

    /** A record that was passed over: damaged, of an unknown type, or of a newer version. */
    default void onSkipped(SkippedRecord skipped) {}
}
