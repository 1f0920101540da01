package cevns.drivers.dig2;

import cevns.daq.record.FrameFault;
import cevns.drivers.dig2.wire.Dig2Frame;
import cevns.drivers.dig2.wire.Firmware;
import cevns.drivers.dig2.wire.HitFrame;
import java.nio.ByteBuffer;

/**
 * Decodes aggregates of individual triggers, word by word as they come, into one {@link DppHit}
 * that is used again for each. Allocates nothing, however long an aggregate is.
 */
final class HitDecoder implements EventBody {

    /** Takes the hits. */
    interface Listener {

        /** An aggregate begins. */
        void aggregate(int counter, boolean boardFail);

        /** A whole hit. */
        void hit(DppHit hit);

        /**
         * Hits that cannot be read.
         *
         * @param units how many, or −1 when that cannot be known
         */
        void damaged(FrameFault fault, long units, String what);
    }

    private final Firmware firmware;
    private final int boardChannels;
    private final Listener listener;
    private final DppHit hit;
    private long left;
    private int waveLeft;
    private boolean sizeIsNext;
    private boolean skipping;

    /**
     * Makes a decoder.
     *
     * @param firmware any whose events are aggregates
     * @param boardChannels channels of the board; no hit may be of another
     */
    HitDecoder(Firmware firmware, int boardChannels, Listener listener) {
        this.firmware = firmware;
        this.boardChannels = boardChannels;
        this.listener = listener;
        hit = new DppHit(firmware.mostExtraWords());
    }

    @Override
    public void begin(long first, long words) {
        left = words - 1;
        skipping = false;
        next();
        listener.aggregate(HitFrame.counter(first), Dig2Frame.boardFail(first));
    }

    private void next() {
        hit.clear();
        waveLeft = 0;
        sizeIsNext = false;
    }

    @Override
    public void words(ByteBuffer in, int offset, int words) {
        int done = 0;
        while (done < words && !skipping) {
            int count = 1;
            if (waveLeft > 0) {
                count = Math.min(waveLeft, words - done);
                waveform(in, offset + 8 * done, count);
            } else {
                left--;
                word(in.getLong(offset + 8 * done));
            }
            done += count;
        }
    }

    private void waveform(ByteBuffer in, int offset, int count) {
        if (firmware.hasProbes()) {
            hit.addProbes(in, offset, count);
        } else {
            hit.addSamples(in, offset, count);
        }
        left -= count;
        waveLeft -= count;
        if (waveLeft == 0) {
            whole();
        }
    }

    private void word(long word) {
        if (sizeIsNext) {
            size(word);
        } else if (hit.isFull()) {
            giveUp("a hit of more than " + hit.words() + " header words");
        } else {
            hit.add(word);
            if (hit.isSingle() || hit.words() > 1 && word < 0) {
                sizeIsNext = hit.hasWaveform();
                if (!sizeIsNext) {
                    whole();
                }
            }
        }
    }

    private void size(long word) {
        sizeIsNext = false;
        waveLeft = (int) word & HitFrame.MOST_WORDS;
        hit.truncated(word < 0);
        if (waveLeft > left) {
            giveUp("a waveform of " + waveLeft + " words where " + left + " are left");
        } else if (waveLeft == 0) {
            whole();
        }
    }

    private void whole() {
        String trouble = trouble();
        if (trouble == null) {
            listener.hit(hit);
        } else {
            boolean statistics = firmware.selfTriggers() && hit.isSpecial();
            listener.damaged(FrameFault.VALUE, statistics ? 0 : 1, trouble);
        }
        next();
    }

    private String trouble() {
        if (hit.channel() >= boardChannels) {
            return "channel " + hit.channel() + " of a board of " + boardChannels;
        }
        boolean described = !firmware.hasProbes() || hit.extra(HitFrame.WAVEFORM) >= 0;
        if (hit.hasWaveform() && !described) {
            return "a waveform that nothing describes";
        }
        return null;
    }

    // The length of one hit is wrong, so where the next one begins is not known.
    private void giveUp(String what) {
        skipping = true;
        listener.damaged(FrameFault.LENGTH, -1, what);
        next();
    }

    @Override
    public void end() {
        if (hit.words() > 0) {
            giveUp("an aggregate ends inside a hit");
        }
    }
}
