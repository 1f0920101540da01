package cevns.drivers.orca;

import static cevns.drivers.orca.OrcaFrame.WORD;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One record of an ORCA stream where it lies. A flyweight: valid until the next {@link #wrap}.
 * Words read the same whatever the byte order of the writing machine.
 */
final class OrcaRecord {

    private ByteBuffer source;
    private int sourceAt;
    private ByteBuffer words;
    private int wordsAt;
    private int count;

    /** The words of a record of the other byte order, swapped. */
    private ByteBuffer swappedWords = ByteBuffer.allocate(0);

    void wrap(ByteBuffer buffer, int at, int length, boolean swapped) {
        source = buffer;
        sourceAt = at;
        words = swapped ? swap(buffer, at, length) : buffer;
        wordsAt = swapped ? 0 : at;
        count = length / WORD;
    }

    /** Data id, as the id table has it. */
    int id() {
        return OrcaFrame.id(word(0));
    }

    /** Words, the first included. */
    int words() {
        return count;
    }

    /** One word. */
    int word(int index) {
        return words.getInt(wordsAt + WORD * index);
    }

    /** Little-endian buffer with the words; the first one at {@link #at}(0). */
    ByteBuffer buffer() {
        return words;
    }

    /** Where a word lies in {@link #buffer()}. */
    int at(int index) {
        return wordsAt + WORD * index;
    }

    /** The bytes as they came, for payloads that are no words; word 0 at {@link #sourceAt}. */
    ByteBuffer source() {
        return source;
    }

    /** Where a word lies in {@link #source()}. */
    int sourceAt(int index) {
        return sourceAt + WORD * index;
    }

    private ByteBuffer swap(ByteBuffer buffer, int at, int length) {
        if (swappedWords.capacity() < length) {
            swappedWords = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        }
        for (int i = 0; i + WORD <= length; i += WORD) {
            swappedWords.putInt(i, Integer.reverseBytes(buffer.getInt(at + i)));
        }
        return swappedWords;
    }
}
