package cevns.drivers.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FileBytesTest {

    @Property(tries = 200)
    void readsTheSameBytesInStepsOfAnySize(
            @ForAll @IntRange(max = 300_000) int size, @ForAll long seed) throws IOException {
        byte[] file = new byte[size];
        Random random = new Random(seed);
        random.nextBytes(file);
        FileBytes bytes = streamed(file, size);

        int offset = 0;
        while (offset < size) {
            int step = 1 + random.nextInt(size - offset);
            assertThat(bytes.need(step)).isTrue();
            assertThat(bytes.buffer().slice(bytes.at(), step))
                    .isEqualTo(ByteBuffer.wrap(file, offset, step));
            bytes.skip(step);
            offset += step;
            assertThat(bytes.position()).isEqualTo(offset);
            assertThat(bytes.remaining()).isEqualTo(size - offset);
        }
        assertThat(bytes.need(1)).isFalse();
        assertThat(bytes.need(0)).isTrue();
    }

    @Test
    void allocatesNothingForALengthThatTheFileDoesNotHold() throws IOException {
        FileBytes bytes = streamed(new byte[1000], 1000);
        assertThat(bytes.need(Integer.MAX_VALUE)).isFalse();
        assertThat(bytes.capacity()).isEqualTo(1 << 16);
        assertThat(bytes.need(1000)).isTrue();
        assertThat(bytes.position()).isZero();
    }

    @Test
    void endsWhereAFileIsShorterThanItsSizeSaid() throws IOException {
        FileBytes bytes = streamed(new byte[100], 5000);
        assertThat(bytes.need(200)).isFalse();
        assertThat(bytes.size()).isEqualTo(100);
        assertThat(bytes.remaining()).isEqualTo(100);
    }

    @Test
    void stopsAtTheEndWhenSkippingBeyondIt() throws IOException {
        FileBytes bytes = streamed(new byte[100_000], 100_000);
        bytes.skip(70_000);
        assertThat(bytes.position()).isEqualTo(70_000);
        bytes.skip(Long.MAX_VALUE);
        assertThat(bytes.remaining()).isZero();
    }

    @Test
    void readsMemoryInPlace() throws IOException {
        FileBytes bytes = FileBytes.of(ByteBuffer.wrap(new byte[] {9, 1, 2, 0, 0, 9}, 1, 4));
        assertThat(bytes.need(4)).isTrue();
        assertThat(bytes.buffer().getInt(bytes.at())).isEqualTo(0x201);
        assertThat(bytes.need(5)).isFalse();
    }

    @Test
    void keepsTheFirstProblemsAndCountsTheRest() {
        FileProblems problems = new FileProblems();
        assertThat(problems.none()).isTrue();
        for (int i = 0; i < 25; i++) {
            problems.add(i, "size 7, 24 or more expected");
        }
        assertThat(problems.lines()).hasSize(FileProblems.KEPT + 1);
        assertThat(problems.lines().get(0)).isEqualTo("byte 0: size 7, 24 or more expected");
        assertThat(problems.lines().get(FileProblems.KEPT)).isEqualTo("and 5 more");
    }

    private static FileBytes streamed(byte[] file, long size) {
        return FileBytes.of(Channels.newChannel(new ByteArrayInputStream(file)), size);
    }
}
