package cevns.drivers.sis3316;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class Sis3316HitTest {

    private final Sis3316Hit hit = new Sis3316Hit();

    @Property(tries = 300)
    void readsBackWhatWasWrittenInEveryFormat(
            @ForAll @IntRange(max = 15) int format,
            @ForAll boolean averages,
            @ForAll @IntRange(max = 40) int rawWords,
            @ForAll @IntRange(max = 20) int averagedWords,
            @ForAll @IntRange(max = 5) int mawWords,
            @ForAll long seed) {
        Random random = new Random(seed);
        Sis3316Encoder.Header header = header(random, format, averages);
        char[] raw = samples(random, rawWords);
        char[] averaged = samples(random, averages ? averagedWords : 0);
        int[] mawTest = random.ints(mawWords).toArray();
        ByteBuffer bytes = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN).position(12);
        Sis3316Encoder.put(bytes, header, raw, averaged, mawTest);
        int length = bytes.position() - 12;

        assertThat(hit.wrap(bytes, 12, length, mawWords)).isEqualTo(length);
        assertThat(hit.channelId()).isEqualTo(header.channelId());
        assertThat(hit.format()).isEqualTo(format);
        assertThat(hit.timestamp()).isEqualTo(header.timestamp());
        assertThat(hit.pileUp()).isEqualTo(header.pileUp());
        assertThat(hit.averagingPhase()).isEqualTo(averages ? header.averagingPhase() : 0);
        if ((format & 1) != 0) {
            assertThat(hit.peakIndex()).isEqualTo(header.peakIndex());
            assertThat(hit.peakHigh()).isEqualTo(header.peakHigh());
            assertThat(hit.information()).isEqualTo(header.information());
        }
        for (int gate = (format & 1) != 0 ? 1 : 7; gate <= ((format & 2) != 0 ? 8 : 6); gate++) {
            assertThat(hit.accumulator(gate)).isEqualTo(header.accumulators()[gate - 1]);
        }
        for (int i = 0; i < 3 && (format & 4) != 0; i++) {
            assertThat(hit.maw(i)).isEqualTo(header.maw()[i]);
        }
        if (hit.hasEnergy()) {
            assertThat(hit.startEnergy()).isEqualTo(header.startEnergy());
            assertThat(hit.maximumEnergy()).isEqualTo(header.maximumEnergy());
        }
        assertThat(charsAt(bytes, hit.rawAt(), 2 * hit.rawWords())).isEqualTo(raw);
        assertThat(charsAt(bytes, hit.averagedAt(), 2 * hit.averagedWords())).isEqualTo(averaged);
        assertThat(hit.mawWords()).isEqualTo(mawWords);
        assertThat(hit.mawAt() + 4 * mawWords).isEqualTo(12 + length);
    }

    @Property(tries = 100)
    void asksForMoreBytesUntilTheHitIsWhole(@ForAll @IntRange(max = 15) int format) {
        ByteBuffer bytes = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
        Random random = new Random(format);
        char[] samples = samples(random, 10);
        Sis3316Encoder.put(bytes, header(random, format, true), samples, samples, new int[3]);
        int length = bytes.position();
        for (int available = 0; available < length; available++) {
            int needed = hit.wrap(bytes, 0, available, 3);
            assertThat(needed).isGreaterThan(available).isLessThanOrEqualTo(length);
        }
    }

    @Test
    void refusesAHitWithoutItsTag() {
        ByteBuffer bytes = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(hit.wrap(bytes, 0, 64, 0)).isEqualTo(Sis3316Hit.BROKEN);
        bytes.putInt(8, 0xA000_0000);
        assertThat(hit.wrap(bytes, 0, 64, 0)).isEqualTo(Sis3316Hit.BROKEN);
        bytes.putInt(12, 0xE000_0000);
        assertThat(hit.wrap(bytes, 0, 64, 0)).isEqualTo(16);
    }

    @Test
    void takesTheLargestCountsWithoutOverflow() {
        ByteBuffer bytes = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(8, 0xAFFF_FFFF).putInt(12, 0xEFFF_FFFF);
        assertThat(hit.wrap(bytes, 0, 64, 1022)).isEqualTo((4 + 0x3FF_FFFF + 0xFFFF + 1022) * 4);
    }

    private static Sis3316Encoder.Header header(Random random, int format, boolean averages) {
        int[] sums = random.ints(8, 0, 1 << 24).toArray();
        return new Sis3316Encoder.Header(
                random.nextInt(1 << 12),
                format,
                random.nextLong() & 0xFFFF_FFFF_FFFFL,
                random.nextInt(1 << 16),
                random.nextInt(1 << 16),
                random.nextInt(1 << 8),
                sums,
                random.ints(3, 0, 1 << 28).toArray(),
                random.nextInt(),
                random.nextInt(),
                random.nextBoolean(),
                averages ? random.nextInt(1 << 8) : -1);
    }

    private static char[] samples(Random random, int words) {
        char[] samples = new char[2 * words];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (char) random.nextInt(1 << 16);
        }
        return samples;
    }

    private static char[] charsAt(ByteBuffer bytes, int at, int count) {
        char[] chars = new char[count];
        for (int i = 0; i < count; i++) {
            chars[i] = bytes.getChar(at + 2 * i);
        }
        return chars;
    }
}
