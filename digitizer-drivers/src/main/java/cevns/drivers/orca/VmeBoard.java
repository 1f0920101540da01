package cevns.drivers.orca;

import cevns.daq.record.LossCause;
import cevns.daq.record.LossView;
import cevns.daq.record.RecordSink;
import cevns.daq.record.SourceInfo;
import cevns.daq.record.SourceInfo.ChannelInfo;
import cevns.daq.record.SourceState;
import cevns.daq.record.TraceKind;
import cevns.daq.record.WaveformHeader;
import cevns.drivers.fcio.FcioOptions;
import java.nio.ByteBuffer;
import java.util.stream.IntStream;

/**
 * One VME digitizer in an ORCA stream: a source with the key {@code crate/card}. Each of its
 * waveforms is a trigger of its own channel. The time stamp counts ADC clocks in 48 bits from its
 * reset, which is the start of the run as far as the stream tells: the origin is the time of the
 * run record, in seconds.
 */
final class VmeBoard {

    private static final int STAMP_BITS = 48;
    private static final long S = 1_000_000_000L;
    private static final long FS_PER_MHZ_PERIOD = 1_000_000_000L;
    private static final int PS_PER_MHZ_PERIOD = 1_000_000;

    private final String key;
    private final String model;
    private final RecordSink sink;
    private final FcioOptions options;
    private final int channels;
    private final long tickFs;
    private final int samplePs;
    private final WaveformHeader header = new WaveformHeader();
    private final int crate;
    private final int card;
    private OrcaHeader run = OrcaHeader.none();
    private long originNs;
    private boolean infoPending = true;
    private boolean begun;
    private long ticks;
    private long triggers;

    /**
     * @param model name of the board
     * @param channels how many it has
     * @param mhz its ADC clock [MHz]
     */
    VmeBoard(
            int crate,
            int card,
            String model,
            int channels,
            int mhz,
            FcioOptions options,
            RecordSink sink) {
        this.crate = crate;
        this.card = card;
        this.key = crate + "/" + card;
        this.model = model;
        this.channels = channels;
        this.tickFs = FS_PER_MHZ_PERIOD / mhz;
        this.samplePs = PS_PER_MHZ_PERIOD / mhz;
        this.options = options;
        this.sink = sink;
        sink.counters().state = SourceState.RUNNING;
    }

    RecordSink sink() {
        return sink;
    }

    int channels() {
        return channels;
    }

    /** Data time of the last waveform [ns since the Unix epoch]; 0 before. */
    long timeNs() {
        return header.timeNs;
    }

    /**
     * A run began: the time stamps count anew.
     *
     * @param startNs when [ns since the Unix epoch]; 0 when nobody says
     */
    void runStart(OrcaHeader newRun, long startNs) {
        run = newRun;
        originNs = startNs;
        infoPending = true;
        begun = false;
    }

    /** A trigger of one channel; its traces follow. */
    void trigger(int channel, long stamp) {
        tellInfo();
        long masked = stamp & (1L << STAMP_BITS) - 1;
        ticks = begun ? nearest(masked) : masked;
        begun = true;
        header.at(ticks, originNs, tickFs);
        header.channel = channel;
        header.kinds = options.kind().bit();
        header.channelsInTrigger = 1;
        header.triggerId = triggers++;
        header.sampleWidthPs = samplePs;
        header.preTrigger = options.preTrigger();
    }

    /** A trace of that trigger. */
    void trace(TraceKind kind, ByteBuffer extra, ByteBuffer samples) {
        header.trace = kind;
        sink.waveform(header, extra, samples);
    }

    /** Units are gone. */
    void lose(LossCause cause, long units) {
        sink.loss(cause, units, header.timeNs, header.timeNs);
    }

    /** Nothing more will come. */
    void end() {
        tellInfo();
        sink.counters().state = SourceState.DISCONNECTED;
        sink.status(header.timeNs);
    }

    /** Each source has lost what nobody can count. */
    void lost(LossCause cause) {
        lose(cause, LossView.UNKNOWN_UNITS);
    }

    /**
     * The counter value with these low bits that is nearest to the last one: order is by channel.
     */
    private long nearest(long low) {
        long step = low - ticks << Long.SIZE - STAMP_BITS >> Long.SIZE - STAMP_BITS;
        return ticks + step < 0 ? low : ticks + step;
    }

    private void tellInfo() {
        if (!infoPending) {
            return;
        }
        infoPending = false;
        sink.info(
                new SourceInfo(
                        key,
                        OrcaFamily.NAME,
                        model,
                        "",
                        "",
                        options.simulated(),
                        originNs,
                        originNs == 0 ? -1 : S,
                        tickFs,
                        STAMP_BITS,
                        IntStream.range(0, channels)
                                .mapToObj(i -> new ChannelInfo(i, key + "/" + i, ""))
                                .toList(),
                        run.settings(crate, card)));
    }
}
