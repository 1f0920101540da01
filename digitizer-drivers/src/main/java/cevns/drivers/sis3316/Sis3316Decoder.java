package cevns.drivers.sis3316;

import static cevns.drivers.sis3316.Sis3316Frame.WORD;

import cevns.daq.record.RecordSink;
import cevns.daq.record.TraceKind;
import cevns.daq.record.TriggerKind;
import cevns.daq.record.WaveformHeader;
import cevns.drivers.file.ByteWindow;
import java.nio.ByteBuffer;

/**
 * Turns the hits of one board into records: the raw samples with the hit's header as extra; where
 * the hit has them, the averaged samples; and the MAW test data, 32-bit words, as extra of a filter
 * trace without samples. All of one hit have the same trigger number, which counts the hits of the
 * channel.
 */
public final class Sis3316Decoder {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final RecordSink sink;
    private final long originNs;
    private final long tickFs;
    private final WaveformHeader header = new WaveformHeader();
    private final ByteWindow extra = new ByteWindow();
    private final ByteWindow samples = new ByteWindow();

    /**
     * @param originNs time at counter zero [ns]
     * @param tickFs one tick of the time stamp [fs]
     * @param kind what triggers
     */
    public Sis3316Decoder(RecordSink sink, long originNs, long tickFs, TriggerKind kind) {
        this.sink = sink;
        this.originNs = originNs;
        this.tickFs = tickFs;
        header.kinds = kind.bit();
        header.channelsInTrigger = 1;
    }

    /** Time of the latest hit [ns]. */
    public long timeNs() {
        return header.timeNs;
    }

    /** Takes one whole hit of a channel. */
    public void hit(Sis3316Hit hit, Sis3316Channel channel) {
        header.at(channel.extend(hit.timestamp()), originNs, tickFs);
        header.triggerId = channel.nextHit();
        header.channel = channel.number;
        raw(hit, channel);
        if (hit.averagedWords() > 0) {
            averaged(hit, channel);
        }
        if (hit.mawWords() > 0) {
            mawTest(hit, channel);
        }
    }

    private void raw(Sis3316Hit hit, Sis3316Channel channel) {
        header.trace = TraceKind.RAW;
        header.sampleWidthPs = channel.samplePs;
        header.preTrigger = channel.preTrigger;
        ByteBuffer words = hit.buffer();
        sink.waveform(
                header,
                extra.of(words, hit.offset(), hit.headerWords() * WORD),
                samples.of(words, hit.rawAt(), hit.rawWords() * WORD));
    }

    private void averaged(Sis3316Hit hit, Sis3316Channel channel) {
        int factor = channel.averagingFactor;
        header.trace = TraceKind.AVERAGED;
        header.sampleWidthPs = channel.samplePs * factor;
        header.preTrigger = (channel.averagedPreTrigger - hit.averagingPhase()) / factor;
        int bytes = hit.averagedWords() * WORD;
        sink.waveform(header, NOTHING, samples.of(hit.buffer(), hit.averagedAt(), bytes));
    }

    private void mawTest(Sis3316Hit hit, Sis3316Channel channel) {
        header.trace = TraceKind.FILTER;
        header.sampleWidthPs = channel.samplePs;
        header.preTrigger = 0;
        int bytes = hit.mawWords() * WORD;
        sink.waveform(header, extra.of(hit.buffer(), hit.mawAt(), bytes), NOTHING);
    }
}
