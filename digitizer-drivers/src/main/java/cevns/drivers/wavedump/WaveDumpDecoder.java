package cevns.drivers.wavedump;

import static cevns.drivers.wavedump.WaveDumpFrame.HEADER;

import cevns.daq.record.LossCause;
import cevns.daq.record.LossView;
import cevns.daq.record.RecordSink;
import cevns.daq.record.SourceInfo;
import cevns.daq.record.SourceState;
import cevns.daq.record.WaveformHeader;
import cevns.drivers.device.SourceSinks;
import cevns.drivers.file.ByteWindow;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Turns the records of one channel, in order, into waveforms of the source that is their board. The
 * trigger number is the event counter, so that the files of a run can be joined by it; times count
 * from the zero of the board's time tag, its rollover extended.
 */
final class WaveDumpDecoder {

    private static final long FS_PER_PS = 1000;

    private final WaveDumpOptions options;
    private final SourceSinks sinks;
    private final WaveformHeader header = new WaveformHeader();
    private final ByteWindow extra = new ByteWindow();
    private final ByteWindow samples = new ByteWindow();
    private ByteBuffer rounded = ByteBuffer.allocate(0);

    /** Null before the first record. */
    private RecordSink sink;

    private WaveDumpLayout layout;
    private WaveDumpSamples form;
    private long counter;
    private long tag;
    private long tagRollovers;

    WaveDumpDecoder(WaveDumpOptions options, SourceSinks sinks) {
        this.options = options;
        this.sinks = sinks;
        form = options.samples();
    }

    /** The source, null before the first record. */
    RecordSink sink() {
        return sink;
    }

    /** Time of the latest record [ns from the zero of the time tag]. */
    long timeNs() {
        return header.timeNs;
    }

    /**
     * Takes one whole record.
     *
     * @param layout the form of its header
     * @param afterDamage true when bytes before it could not be read, so that what its counter
     *     misses was lost there
     */
    void record(ByteBuffer buffer, int at, WaveDumpLayout layout, boolean afterDamage) {
        boolean first = sink == null;
        if (first) {
            begin(buffer, at, layout);
        }
        long beforeNs = header.timeNs;
        header.at(ticks(buffer, at), 0, options.tagPs() * FS_PER_PS);
        count(WaveDumpFrame.counter(buffer, at, layout), first, afterDamage, beforeNs);
        sink.counters().bytes += WaveDumpFrame.size(buffer, at);
        sink.waveform(header, extra.of(buffer, at, HEADER), samples(buffer, at));
    }

    private void begin(ByteBuffer buffer, int at, WaveDumpLayout layout) {
        this.layout = layout;
        int channel = WaveDumpFrame.channel(buffer, at, layout);
        int bytes = WaveDumpFrame.size(buffer, at) - HEADER;
        if (form == WaveDumpSamples.AUTO) {
            form = WaveDumpSamples.of(buffer, at + HEADER, bytes);
        }
        header.channel = channel;
        header.kinds = options.triggerKind().bit();
        header.channelsInTrigger = options.channelsInTrigger();
        header.sampleWidthPs = options.samplePs();
        header.preTrigger = options.preTriggerSamples();
        sink = sinks.source(Integer.toString(WaveDumpFrame.board(buffer, at)));
        sink.info(info(WaveDumpFrame.board(buffer, at), channel));
        sink.counters().state = SourceState.READY;
    }

    private SourceInfo info(int board, int channel) {
        String settings =
                "{\"layout\":\"%s\",\"samples\":\"%s\",\"samplePs\":%d,\"preTriggerSamples\":%d}"
                        .formatted(layout, form, options.samplePs(), options.preTriggerSamples());
        return new SourceInfo(
                "board " + board,
                WaveDumpFamily.NAME,
                "",
                "",
                "",
                false,
                0,
                -1,
                options.tagPs() * FS_PER_PS,
                options.tagBits(),
                List.of(new SourceInfo.ChannelInfo(channel, Integer.toString(channel), "")),
                settings);
    }

    /** The time tag with what lies above it. */
    private long ticks(ByteBuffer buffer, int at) {
        long read = WaveDumpFrame.tag(buffer, at);
        if (layout == WaveDumpLayout.EXTENDED_TAG) {
            return WaveDumpFrame.tagHigh(buffer, at) << 32 | read;
        }
        long masked = read & (1L << options.tagBits()) - 1;
        if (masked < tag) {
            tagRollovers++;
        }
        tag = masked;
        return (tagRollovers << options.tagBits()) + masked;
    }

    /** Sets the trigger number and tells of triggers that the counter says are missing. */
    private void count(long read, boolean first, boolean afterDamage, long beforeNs) {
        LossCause cause = afterDamage ? LossCause.CORRUPT : LossCause.GAP;
        long step = first ? 1 : WaveDumpScout.step(counter, read);
        counter = read;
        if (first) {
            header.triggerId = read;
        } else {
            header.triggerId += Math.max(1, step);
        }
        if (step > 1) {
            sink.loss(cause, step - 1, beforeNs, header.timeNs);
        } else if (step <= 0 || first && afterDamage) {
            sink.loss(cause, LossView.UNKNOWN_UNITS, beforeNs, header.timeNs);
        }
    }

    private ByteBuffer samples(ByteBuffer buffer, int at) {
        int bytes = WaveDumpFrame.size(buffer, at) - HEADER;
        if (form != WaveDumpSamples.FLOAT) {
            return samples.of(buffer, at + HEADER, bytes);
        }
        rounded = WaveDumpSamples.rounded(buffer, at + HEADER, bytes, rounded);
        return rounded;
    }
}
