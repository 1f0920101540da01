package cevns.drivers.sis3316;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Two memory banks of each channel of an emulated board, filled from their begin. */
final class BoardMemory {

    private static final int BANKS = 2;
    private static final int SMALLEST = 1 << 12;

    private final int bankWords;
    private final ByteBuffer[][] banks = new ByteBuffer[Registers.CHANNELS][BANKS];
    private final int[] previous = new int[Registers.CHANNELS];
    private int open;

    /**
     * @param bankWords words of a bank that there are; up to 2^24
     */
    BoardMemory(int bankWords) {
        this.bankWords = bankWords;
        for (ByteBuffer[] channel : banks) {
            Arrays.setAll(channel, bank -> buffer(SMALLEST));
        }
        Arrays.fill(previous, Registers.ADDRESS_BANK_2);
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Closes the bank that is open, and opens another, empty. */
    void open(int bank) {
        close();
        open = bank;
        for (ByteBuffer[] channel : banks) {
            channel[bank].clear();
        }
    }

    /** Closes the bank that is open. */
    void close() {
        for (int channel = 0; channel < banks.length; channel++) {
            previous[channel] = open << 24 | words(channel);
        }
    }

    /** The bank that is open, or was last. */
    int bank() {
        return open;
    }

    /** Words that a channel has stored in the open bank. */
    int words(int channel) {
        return banks[channel][open].position() / 4;
    }

    /** Register 0x120: words in the bank before, and which it was. */
    int previous(int channel) {
        return previous[channel] | (channel & 1) << 25;
    }

    /** Register 0x110: words in the open bank, and which it is. */
    int actual(int channel) {
        return words(channel) | open << 24 | (channel & 1) << 25;
    }

    /**
     * Room for words at the end of the open bank of a channel.
     *
     * @return where to put them, or null when the bank is full
     */
    ByteBuffer room(int channel, int words) {
        ByteBuffer bank = banks[channel][open];
        if (words(channel) + words >= bankWords) {
            return null;
        }
        int needed = bank.position() + 4 * words;
        if (bank.capacity() < needed) {
            bank = buffer(Math.max(2 * bank.capacity(), needed)).put(bank.flip());
            banks[channel][open] = bank;
        }
        return bank;
    }

    /** Puts a word anywhere in a bank; beyond its end it is lost. */
    void put(int channel, int bank, int offset, int word) {
        ByteBuffer into = banks[channel][bank];
        int needed = 4 * (offset + 1);
        if (offset >= bankWords) {
            return;
        }
        if (into.capacity() < needed) {
            int position = into.position();
            into = buffer(Math.max(2 * into.capacity(), needed)).put(into.clear());
            into.position(position);
            banks[channel][bank] = into;
        }
        into.putInt(4 * offset, word);
    }

    /**
     * Copies words out of a bank; what was never stored there is 0.
     *
     * @param into takes them from its position
     */
    void copy(int channel, int bank, int offset, int words, ByteBuffer into) {
        ByteBuffer from = banks[channel][bank];
        int stored = Math.max(0, Math.min(words, from.capacity() / 4 - offset));
        int at = into.position();
        if (stored > 0) {
            into.put(at, from, 4 * offset, 4 * stored);
        }
        for (int i = stored; i < words; i++) {
            into.putInt(at + 4 * i, 0);
        }
        into.position(at + 4 * words);
    }
}
