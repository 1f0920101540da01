package cevns.analysis.event;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.analysis.event.MarkTrain.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MarkTrainTest {

    private static final long START = 1_795_168_800_000_000_000L;
    private static final long PERIOD = 16_666_667;

    private record Seen(long number, long timeNs, boolean inserted) {}

    private final List<Seen> seen = new ArrayList<>();
    private final MarkTrain train =
            new MarkTrain(
                    (number, timeNs, inserted) -> seen.add(new Seen(number, timeNs, inserted)));

    private static long at(int i) {
        return START + i * PERIOD;
    }

    private void marks(int from, int to) {
        for (int i = from; i < to; i++) {
            assertThat(train.on(at(i))).isTrue();
        }
    }

    @Test
    void numbersMarksFromZero() {
        marks(0, 100);
        assertThat(seen).hasSize(100);
        assertThat(seen.get(99)).isEqualTo(new Seen(99, at(99), false));
        assertThat(train.periodNs()).isEqualTo(PERIOD);
        assertThat(train.inserted()).isZero();
    }

    @Test
    void putsInMarksThatWereMissed() {
        marks(0, 50);
        marks(53, 60);
        assertThat(train.newest()).isEqualTo(59);
        assertThat(train.inserted()).isEqualTo(3);
        assertThat(seen.get(51).inserted()).isTrue();
        assertThat(seen.get(51).timeNs()).isEqualTo(at(51));
        assertThat(seen.get(53)).isEqualTo(new Seen(53, at(53), false));
    }

    @Test
    void keepsTheFirstOfADoublePulse() {
        marks(0, 20);
        assertThat(train.on(at(19) + 2_000_000)).isFalse();
        marks(20, 30);
        assertThat(train.refused(Refusal.DUPLICATE)).isEqualTo(1);
        assertThat(train.newest()).isEqualTo(29);
    }

    @Test
    void refusesANoisePulseAtAnotherPhase() {
        marks(0, 20);
        assertThat(train.on(at(19) + 15_500_000)).isFalse();
        marks(20, 30);
        assertThat(train.refused(Refusal.NOISE)).isEqualTo(1);
        assertThat(train.newest()).isEqualTo(29);
        assertThat(train.inserted()).isZero();
    }

    @Test
    void followsTheLineFrequency() {
        Random random = new Random(1);
        long t = START;
        double period = PERIOD;
        for (int i = 0; i < 20_000; i++) {
            // |f − 60| ≤ 0.03 Hz, slew ≤ 0.01 Hz/s: at most 46 ns of period from cycle to cycle.
            period += 40 * (random.nextDouble() - 0.5);
            period = Math.max(16_658_333, Math.min(16_675_000, period));
            t += Math.round(period + 100 * random.nextGaussian());
            assertThat(train.on(t)).isTrue();
        }
        assertThat(train.newest()).isEqualTo(19_999);
        assertThat(train.inserted()).isZero();
    }

    @Test
    void recoversAllNumbersWithRandomMissesAndDoubles() {
        Random random = new Random(2);
        int inserted = 0;
        for (int i = 0; i < 50_000; i++) {
            boolean missed = i > 20 && i < 49_999 && random.nextInt(1000) == 0;
            if (missed) {
                inserted++;
                continue;
            }
            train.on(at(i));
            if (random.nextInt(1000) == 0) {
                train.on(at(i) + 500_000);
            }
        }
        assertThat(train.newest()).isEqualTo(49_999);
        assertThat(train.inserted()).isEqualTo(inserted);
    }

    @Test
    void takesTheNewPhaseWhenItStays() {
        marks(0, 20);
        for (int i = 0; i < 10; i++) {
            train.on(at(20 + i) + 7_000_000);
        }
        assertThat(train.refused(Refusal.NOISE)).isEqualTo(4);
        assertThat(train.newestNs()).isEqualTo(at(29) + 7_000_000);
        marks(0, 0);
        assertThat(train.on(at(30) + 7_000_000)).isTrue();
    }

    @Test
    void oneCorruptTimeMovesNothing() {
        marks(0, 20);
        assertThat(train.on(at(20) + 3_600_000_000_000L)).isFalse();
        marks(20, 40);
        assertThat(train.newest()).isEqualTo(39);
        assertThat(train.refused(Refusal.NOISE)).isEqualTo(1);
    }

    @Test
    void refusesTimeThatGoesBackwards() {
        marks(0, 20);
        assertThat(train.on(at(3))).isFalse();
        assertThat(train.refused(Refusal.CLOCK)).isEqualTo(1);
        marks(20, 25);
    }

    @Test
    void goesOnAfterAnHourWithoutInsertingAllOfIt() {
        marks(0, 20);
        for (int i = 0; i < 10; i++) {
            train.on(at(216_000 + i));
        }
        assertThat(train.inserted()).isZero();
        assertThat(train.newest()).isEqualTo(19 + 6);
    }

    @Test
    void startsRightWhenTheSecondMarkWasMissed() {
        marks(0, 1);
        marks(2, 30);
        assertThat(train.periodNs()).isEqualTo(PERIOD);
        assertThat(train.on(at(31))).isTrue();
        assertThat(train.inserted()).isEqualTo(1);
    }
}
