package cevns.drivers.fcio;

import cevns.daq.record.DeadCause;
import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.daq.record.LossView;
import cevns.daq.record.RecordLayout;
import cevns.daq.record.RecordSink;
import cevns.daq.record.SourceState;
import cevns.daq.record.WaveformHeader;
import cevns.drivers.file.ByteWindow;
import java.nio.ByteBuffer;

/**
 * One FlashCam system as a source of a run: takes its configuration, events and status, and tells
 * the run one waveform for each trace. The number of an event is extended beyond 32 bits; a jump of
 * it is a loss, except where numbers are those of single cards (type {@value FcioEvent#PER_CARD})
 * or a software trigger chooses what is written.
 */
public final class FcioSource {

    /**
     * What no clock reading may be off by [ns]: the server asks within milliseconds, and the two
     * conventions differ by up to a second.
     */
    private static final long PLAUSIBLE_NS = 100_000_000;

    private final FcioInfo info;
    private final RecordSink sink;
    private final FcioOptions options;
    private final FaultListener faults;
    private final FcioClock clock;
    private final FcioEvent event = new FcioEvent();
    private final FcioExtra extra = new FcioExtra();
    private final EventNumber number = new EventNumber();
    private final DeadWindows dead = new DeadWindows();
    private final WaveformHeader header = new WaveformHeader();
    private final ByteWindow samples = new ByteWindow();
    private FcioConfig config;
    private boolean infoPending;
    private boolean softwareTrigger;
    private boolean contradicted;
    private long timeNs;

    /**
     * A source that has told its sink nothing yet.
     *
     * @param family driver family that reads it
     * @param key its name in the file
     * @param labels what stands before the trace index in the names of its channels
     * @param faults told of records that are refused, besides the sink's counters
     */
    public FcioSource(
            String family,
            String key,
            String labels,
            RecordSink sink,
            FcioOptions options,
            FaultListener faults) {
        this.info = new FcioInfo(family, key, labels, options);
        this.sink = sink;
        this.options = options;
        this.faults = faults;
        this.clock = new FcioClock(options.time());
        sink.counters().state = SourceState.RUNNING;
    }

    /** Where its records go. */
    public RecordSink sink() {
        return sink;
    }

    /** Data time of the last record [ns since the Unix epoch]; 0 before. */
    public long timeNs() {
        return timeNs;
    }

    /**
     * Takes a whole record.
     *
     * @param missing why traces are lost that the record promises and does not have
     * @return false when there are such traces
     */
    public boolean take(FcioRecord record, LossCause missing) {
        switch (record.tag()) {
            case FcioFrame.CONFIG -> config(FcioConfig.of(record), record.offset());
            case FcioFrame.EVENT, FcioFrame.SPARSE_EVENT, FcioFrame.EVENT_HEADER -> {
                return event(record, missing);
            }
            case FcioFrame.STATUS -> status(FcioStatus.of(record), record.offset());
            case FcioFrame.FSP_CONFIG, FcioFrame.FSP_EVENT, FcioFrame.FSP_STATUS ->
                    softwareTrigger = true;
            default -> {
                if (!FcioFrame.known(record.tag())) {
                    String what = "record of unknown " + FcioFrame.name(record.tag()) + " skipped";
                    refuse(FrameFault.UNKNOWN_TYPE, record.offset(), what);
                }
            }
        }
        return true;
    }

    /** A configuration holds from here on. */
    public void config(FcioConfig found, long offset) {
        if (!found.problem().isEmpty()) {
            refuse(FrameFault.VALUE, offset, "Config with " + found.problem());
            config = null;
            infoPending = false;
            return;
        }
        config = found;
        infoPending = true;
        contradicted = false;
        clock.restart(found.gps());
        dead.restart(found.traces());
        number.restart();
    }

    /** The configuration that holds; null before the first sound one. */
    public FcioConfig config() {
        return config;
    }

    /** The event to fill for {@link #emit}, where no FCIO record carries it. */
    public FcioEvent event() {
        return event;
    }

    /** A frame could not be used. */
    public void refuse(FrameFault fault, long offset, String what) {
        sink.counters().refuse(fault);
        faults.fault(fault, offset, what);
    }

    /** The framing is lost; nobody knows what was in the bytes that follow. */
    public void lost(LossCause cause) {
        lose(cause, LossView.UNKNOWN_UNITS);
    }

    /** A record was cut: its traces are lost. */
    public void cut(FcioRecord record, LossCause cause) {
        if (FcioFrame.hasTraces(record.tag())) {
            lose(cause, config == null ? -1 : FcioEvent.promised(record, config));
        }
    }

    /** Units are gone. */
    public void lose(LossCause cause, long units) {
        if (units != 0) {
            sink.loss(cause, units, timeNs, timeNs);
        }
    }

    /** Nothing more will come: the last status. */
    public void end() {
        tellInfo();
        sink.counters().state = SourceState.DISCONNECTED;
        sink.status(timeNs);
    }

    private boolean event(FcioRecord record, LossCause missing) {
        String name = FcioFrame.name(record.tag());
        if (config == null) {
            refuse(FrameFault.PROTOCOL, record.offset(), name + " without a Config before it");
            lose(LossCause.CORRUPT, LossView.UNKNOWN_UNITS);
            return true;
        }
        event.read(record, config);
        emit(event.promised, record.offset());
        boolean complete = event.promised == event.traces;
        if (!complete) {
            String found =
                    event.promised < 0
                            ? " does not say which traces it has"
                            : " has " + event.traces + " of " + event.promised + " traces";
            refuse(FrameFault.MISCOUNT, record.offset(), name + found);
            lose(missing, event.promised < 0 ? -1 : event.promised - event.traces);
        }
        return complete;
    }

    /**
     * Tells the run of the traces in {@link #event()}.
     *
     * @param channels traces that the system reads out for this trigger
     */
    public void emit(int channels, long offset) {
        clock.begin(event);
        tellInfo();
        header.flags = event.timed ? 0 : RecordLayout.FLAG_CLOCK_SUSPECT;
        header.at(clock.ticks(event), clock.originNs(), FcioClock.TICK_FS);
        gap(number.missingBefore(event.timeStamp[0]), channels);
        timeNs = header.timeNs;
        header.kinds = options.kindBits(event.type);
        header.channelsInTrigger = Math.max(channels, 0);
        header.triggerId = number.extended();
        header.sampleWidthPs = config.sampleWidthPs();
        header.preTrigger = options.preTrigger();
        sink.counters().deadNs[DeadCause.BUSY.ordinal()] += dead.added(event);
        extra.event(event);
        for (int i = 0; i < event.traces; i++) {
            trace(i, offset);
        }
    }

    private void trace(int i, long offset) {
        int index = event.traceIndex[i];
        if (index >= config.traces()) {
            refuse(
                    FrameFault.VALUE,
                    offset,
                    "trace " + index + " where the Config has " + config.traces());
            lose(LossCause.CORRUPT, 1);
            return;
        }
        header.channel = index;
        ByteBuffer words = samples.of(event.data, event.samplesAt[i], 2 * event.samples[i]);
        sink.waveform(header, extra.trace(event.baseline[i], event.energy[i]), words);
    }

    private void gap(long events, int channels) {
        if (events == 0 || event.type == FcioEvent.PER_CARD || softwareTrigger) {
            return;
        }
        boolean counted = events != EventNumber.UNKNOWN && channels > 0;
        long units = counted ? events * channels : LossView.UNKNOWN_UNITS;
        sink.loss(LossCause.GAP, units, timeNs, header.timeNs);
    }

    /**
     * Looks at the clocks: with {@link TimeRule#AUTO} they must agree with the origin in use; that
     * they do not is said once for a configuration.
     */
    public void status(FcioStatus status, long offset) {
        if (status.serverNs() == 0 || !clock.begun()) {
            return;
        }
        timeNs = clock.originNs() + status.fpgaNs();
        long off = status.serverNs() - timeNs;
        if (options.time() == TimeRule.AUTO && !contradicted && Math.abs(off) > PLAUSIBLE_NS) {
            contradicted = true;
            String what = "Status puts the FPGA's zero %.6f s from where the events put it";
            refuse(FrameFault.VALUE, offset, String.format(what, off / 1e9));
        }
    }

    private void tellInfo() {
        if (infoPending) {
            infoPending = false;
            sink.info(info.of(config, clock));
        }
    }
}
