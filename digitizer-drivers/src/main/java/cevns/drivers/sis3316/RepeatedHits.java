package cevns.drivers.sis3316;

import static cevns.drivers.sis3316.Sis3316Frame.FORMAT_PEAK;
import static cevns.drivers.sis3316.Sis3316Frame.PILE_UP;
import static cevns.drivers.sis3316.Sis3316Frame.WORD;

import cevns.drivers.emulation.EmulatedSignals;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Hits of traces that are repeated: what an emulated board's filters and windows make of such a
 * trace it makes once; of the next such hit only the time stamp and the pile-up are its own.
 */
final class RepeatedHits {

    /** The information byte of a hit is the highest of this word; bit 4 of it is the pile-up. */
    private static final int INFORMATION_WORD = 3;

    private static final int INFORMATION_PILE_UP = 0x10 << 24;

    private final EmulatedSignals inputs;
    private final Hit[][] made = new Hit[Registers.CHANNELS][0];

    /**
     * A hit that has been made.
     *
     * @param setup of its channel, then
     * @param triggered true when an external trigger made it
     * @param found sample of its trigger, as {@link HitMaker#look} gave it
     * @param words all of it
     */
    record Hit(ChannelSetup setup, boolean triggered, int found, byte[] words) {

        /**
         * Writes it.
         *
         * @param timestamp of the trigger [samples]
         * @param piledUp true when the hit before it was within the pile-up window
         * @param out little-endian, with room for it
         */
        void put(long timestamp, boolean piledUp, ByteBuffer out) {
            int at = out.position();
            out.put(words);
            int timeHigh = (int) (timestamp >>> 32 & 0xFFFF);
            out.putInt(at, timeHigh << 16 | out.getInt(at) & 0xFFFF);
            out.putInt(at + WORD, (int) timestamp);
            if (piledUp) {
                if ((setup.format & FORMAT_PEAK) != 0) {
                    set(out, at + INFORMATION_WORD * WORD, INFORMATION_PILE_UP);
                }
                set(out, at + Sis3316Frame.countWord(setup.format) * WORD, PILE_UP);
            }
        }

        private static void set(ByteBuffer out, int at, int bit) {
            out.putInt(at, out.getInt(at) | bit);
        }
    }

    RepeatedHits(EmulatedSignals inputs) {
        this.inputs = inputs;
    }

    /**
     * The hit of a channel's next trace.
     *
     * @param triggered true for an external trigger
     * @return null when none has been made with this setup, or the trace is new
     */
    Hit of(ChannelSetup setup, boolean triggered) {
        int trace = inputs.repeated(setup.channel);
        Hit[] ofChannel = made[setup.channel];
        if (trace < 0 || trace >= ofChannel.length) {
            return null;
        }
        Hit hit = ofChannel[trace];
        boolean fits = hit != null && hit.setup == setup && hit.triggered == triggered;
        return fits ? hit : null;
    }

    /**
     * Keeps the hit that has been made of a channel's next trace, if that is repeated.
     *
     * @param found sample of its trigger, as {@link HitMaker#look} gave it
     * @param words all of it, without pile-up
     */
    void keep(ChannelSetup setup, boolean triggered, int found, ByteBuffer words) {
        int trace = inputs.repeated(setup.channel);
        if (trace < 0) {
            return;
        }
        Hit[] ofChannel = made[setup.channel];
        if (trace >= ofChannel.length) {
            ofChannel = Arrays.copyOf(ofChannel, Math.max(2 * ofChannel.length, trace + 1));
            made[setup.channel] = ofChannel;
        }
        byte[] bytes = new byte[words.remaining()];
        words.get(bytes);
        ofChannel[trace] = new Hit(setup, triggered, found, bytes);
    }
}
