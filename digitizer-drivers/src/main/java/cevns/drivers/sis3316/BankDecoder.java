package cevns.drivers.sis3316;

import static cevns.drivers.sis3316.Sis3316Frame.WORD;

import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.daq.record.LossView;
import cevns.daq.record.RecordSink;
import cevns.daq.record.TriggerKind;
import java.nio.ByteBuffer;
import java.util.function.BiConsumer;

/**
 * Turns what a channel has stored in a bank into records. All hits of a channel are equally long
 * for a fixed configuration, so where one is damaged the next is found, and how many are gone is
 * known: a hit begins with the channel's id and format and has its count word where that belongs.
 *
 * <p>Of channels that all store each external trigger, the first says when it was: a mark, then its
 * waveform.
 */
final class BankDecoder {

    private static final long CLOCK_SLACK_NS = 1_000_000_000;

    private final Sis3316Options options;
    private final RecordSink sink;
    private final BiConsumer<FrameFault, String> faults;
    private final Sis3316Decoder decoder;
    private final Sis3316Hit hit = new Sis3316Hit();
    private final HitLayout[] layouts = new HitLayout[Registers.CHANNELS];
    private final Sis3316Channel[] channels = new Sis3316Channel[Registers.CHANNELS];
    private final long originNs;
    private final long tickFs;
    private int markChannel = -1;
    private int channel;
    private ByteBuffer words = ByteBuffer.allocate(0);
    private int at;
    private int bad = -1;
    private long lastNs;
    private long latestNs;

    /**
     * @param originNs host time when the board's counter was cleared
     * @param faults told of each stretch that is no hit
     */
    BankDecoder(
            Sis3316Options options,
            Sis3316Board board,
            long originNs,
            RecordSink sink,
            BiConsumer<FrameFault, String> faults) {
        this.options = options;
        this.sink = sink;
        this.faults = faults;
        this.originNs = originNs;
        tickFs = board.tickFs();
        lastNs = originNs;
        decoder = new Sis3316Decoder(sink, originNs, tickFs, TriggerKind.SELF);
        int external = (int) options.channels().stream().filter(Sis3316Options::isExternal).count();
        for (int i = 0; i < board.layouts().size(); i++) {
            HitLayout layout = board.layouts().get(i);
            boolean isExternal = Sis3316Options.isExternal(options.channels().get(i));
            if (isExternal && markChannel < 0) {
                markChannel = layout.channel();
            }
            layouts[layout.channel()] = layout;
            channels[layout.channel()] =
                    new Sis3316Channel(
                            layout.channel(),
                            (int) (tickFs / 1000),
                            layout.preTrigger(),
                            layout.averagingFactor(),
                            layout.averagedPreTrigger(),
                            (isExternal ? options.externalKind() : TriggerKind.SELF).bit(),
                            isExternal ? external : 1);
        }
    }

    /** Hits in so many words of a channel; one that is not whole counts as well. */
    long hitsIn(int channel, int words) {
        int hitWords = layouts[channel].words();
        return (words + hitWords - 1) / hitWords;
    }

    /** True when so many words leave no room for another hit in a channel's bank. */
    boolean isFull(int channel, int words) {
        return words + layouts[channel].words() > Registers.ADDRESS_WORDS;
    }

    /** Time of the latest hit, or of the start before there is one [ns since the Unix epoch]. */
    long lastNs() {
        return lastNs;
    }

    /** Takes the words that a channel has stored, all of them at once. */
    void take(int ofChannel, ByteBuffer stored, long nowNs) {
        begin(ofChannel, stored, nowNs);
        go(Integer.MAX_VALUE);
    }

    /**
     * Begins to take the words that a channel has stored; those before are done.
     *
     * @param stored little-endian, from position to limit; as they are until the last has been
     *     taken
     * @param nowNs host time [ns since the Unix epoch]
     */
    void begin(int ofChannel, ByteBuffer stored, long nowNs) {
        decoder.expect(Math.max(0, (long) ((nowNs - originNs) * 1e6 / tickFs)));
        latestNs = nowNs + CLOCK_SLACK_NS;
        channel = ofChannel;
        words = stored;
        at = words.position();
        bad = -1;
    }

    /**
     * Goes on with them; does nothing when all are taken.
     *
     * @param most hits that are taken now
     */
    void go(int most) {
        HitLayout layout = layouts[channel];
        int end = words.limit();
        if (at >= end) {
            return;
        }
        int length = layout.words() * WORD;
        int taken = 0;
        while (end - at >= length) {
            if (taken == most) {
                return;
            }
            if (isHit(layout, words, at, length)) {
                if (bad >= 0) {
                    damaged(layout, words, bad, at);
                    bad = -1;
                }
                record(channel);
                at += length;
                taken++;
            } else {
                bad = bad < 0 ? at : bad;
                at += WORD;
            }
        }
        int rest = bad < 0 ? at : bad;
        if (rest < end) {
            damaged(layout, words, rest, end);
        }
        at = end;
    }

    private boolean isHit(HitLayout layout, ByteBuffer words, int at, int length) {
        int first = words.getInt(at);
        return (first & 0xFFFF) == (layout.channelId() << 4 | layout.format())
                && hit.wrap(words, at, length, layout.mawWords()) == length
                && hit.rawWords() == layout.rawWords()
                && hit.averagedWords() == Math.max(0, layout.averagedWords());
    }

    private void record(int channel) {
        if (channel == markChannel && options.markSignal() != null) {
            decoder.peek(hit);
            sink.beamMark(
                    options.markSignal(),
                    decoder.timeNs(),
                    decoder.picoseconds(),
                    decoder.ticks(),
                    0,
                    Float.NaN,
                    0);
        }
        decoder.hit(hit, channels[channel]);
        // A damaged time stamp is no measure of how far the data reach.
        if (decoder.timeNs() <= latestNs) {
            lastNs = Math.max(lastNs, decoder.timeNs());
        }
    }

    private void damaged(HitLayout layout, ByteBuffer words, int from, int to) {
        int length = layout.words() * WORD;
        int bytes = to - from;
        faults.accept(
                FrameFault.FRAMING,
                "%d words of channel %d are no hits of %d words: 0x%08X …"
                        .formatted(
                                bytes / WORD,
                                layout.channel(),
                                layout.words(),
                                words.getInt(from)));
        long units = bytes % length == 0 ? bytes / length : LossView.UNKNOWN_UNITS;
        sink.loss(LossCause.CORRUPT, units, lastNs, lastNs);
    }
}
