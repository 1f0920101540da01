package cevns.drivers.dig2;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuietTimeTest {

    private static final long MS = 1_000_000;

    private final QuietTime quiet = new QuietTime(100);

    private void look(long ms, long hitNs) {
        quiet.look(5000 * MS + ms * MS, hitNs);
    }

    @Test
    void addsUpTheTimesWithoutHits() {
        look(0, 7);
        look(100, 7);
        look(230, 7);
        assertThat(quiet.nanos()).isEqualTo(230 * MS);
        look(320, 8);
        assertThat(quiet.nanos()).as("a hit has come").isEqualTo(230 * MS);
        look(420, 8);
        assertThat(quiet.nanos()).isEqualTo(330 * MS);
    }

    @Test
    void doesNotCountTheTimeForWhichTheLoopWasHeldUp() {
        look(0, 7);
        look(100, 7);
        look(4500, 7); // what was sent meanwhile is read behind this look
        assertThat(quiet.nanos()).isEqualTo(100 * MS);
        look(4600, 9);
        look(4700, 9);
        assertThat(quiet.nanos()).isEqualTo(200 * MS);
    }
}
