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
 * trace without samples. All of one hit have the same trigger number.
 */
public final class Sis3316Decoder {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final RecordSink sink;
    private final long originNs;
    private final long tickFs;
    private final int kinds;
    private final WaveformHeader header = new WaveformHeader();
    private final ByteWindow extra = new ByteWindow();
    private final ByteWindow samples = new ByteWindow();
    private long expected = -1;

    /**
     * @param originNs time at counter zero [ns]
     * @param tickFs one tick of the time stamp [fs]
     * @param kind what triggers
     */
    public Sis3316Decoder(RecordSink sink, long originNs, long tickFs, TriggerKind kind) {
        this.sink = sink;
        this.originNs = originNs;
        this.tickFs = tickFs;
        kinds = kind.bit();
    }

    /**
     * Says what the counter is about: from now on a time stamp is the value nearest to this, not to
     * the one before. So neither a long silence nor a damaged time stamp can shift what follows.
     *
     * @param ticks counter value, rollover extended
     */
    void expect(long ticks) {
        expected = ticks;
    }

    /** Time of the latest hit [ns]. */
    public long timeNs() {
        return header.timeNs;
    }

    /** Counter value of the latest hit. */
    long ticks() {
        return header.ticks;
    }

    /** What the latest time has below one ns [ps]. */
    int picoseconds() {
        return header.picoseconds;
    }

    /** Says when a hit was, and no more; of a board that is told what to {@link #expect}. */
    void peek(Sis3316Hit hit) {
        header.at(Sis3316Channel.nearest(hit.timestamp(), expected), originNs, tickFs);
    }

    /** Takes one whole hit of a channel. */
    public void hit(Sis3316Hit hit, Sis3316Channel channel) {
        if (expected < 0) {
            header.at(channel.extend(hit.timestamp()), originNs, tickFs);
        } else {
            peek(hit);
        }
        header.triggerId = channel.trigger(header.ticks);
        header.channel = channel.number;
        header.kinds = channel.kinds(kinds);
        header.channelsInTrigger = channel.channelsInTrigger;
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
