package cevns.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileScanTest {

    @Test
    void findsTheStandardErrorsOfAParabola() {
        ProfileScan scan = ProfileScan.of(x -> (x - 3) * (x - 3) / 4 + 7, -10, 20, 40, 3);
        Interval one = scan.interval(ProfileScan.ONE_SIGMA);
        assertThat(one.low()).isCloseTo(1, within(1e-6));
        assertThat(one.high()).isCloseTo(5, within(1e-6));
        assertThat(scan.interval(ProfileScan.NINETY).high())
                .isCloseTo(3 + 2 * 1.644854, within(1e-5));
    }

    @Test
    void findsBothBandsWhereAmplitudesCancel() {
        // Two minima, at -2 and 2, as (Q + x)^2 = Q^2 has.
        ProfileScan scan = ProfileScan.of(x -> (x * x - 4) * (x * x - 4), -5, 5, 50, 2);
        List<Interval> bands = scan.intervals(ProfileScan.ONE_SIGMA);
        assertThat(bands).hasSize(2);
        assertThat(bands.get(0).low()).isCloseTo(-StrictMath.sqrt(5), within(1e-6));
        assertThat(bands.get(0).high()).isCloseTo(-StrictMath.sqrt(3), within(1e-6));
        assertThat(bands.get(1).contains(2)).isTrue();
    }

    @Test
    void doesNotStepOverANarrowMinimum() {
        ProfileScan scan = ProfileScan.of(x -> 1e6 * (x - 0.123) * (x - 0.123), -10, 10, 7, 0.123);
        assertThat(scan.interval(ProfileScan.ONE_SIGMA).high()).isCloseTo(0.124, within(1e-6));
    }

    /** Neither minimum is a sample, and either is narrower than the distance of two samples. */
    @Test
    void searchesForEveryMinimum() {
        ProfileScan scan =
                ProfileScan.searched(
                        x -> 1e4 * Math.min((x - 3.3) * (x - 3.3), (x + 4.7) * (x + 4.7)),
                        -10,
                        10,
                        20);
        List<Interval> bands = scan.intervals(ProfileScan.ONE_SIGMA);
        assertThat(bands).hasSize(2);
        assertThat(bands.get(0).low()).isCloseTo(-4.71, within(1e-5));
        assertThat(bands.get(1).high()).isCloseTo(3.31, within(1e-5));
    }

    @Test
    void searchesAFlatProfileWithoutEnd() {
        ProfileScan scan = ProfileScan.searched(x -> 7, 0, 1, 10);
        assertThat(scan.intervals(ProfileScan.NINETY)).containsExactly(new Interval(0, 1));
        assertThat(scan.at()).hasSize(11);
    }

    @Test
    void endsAtTheEndOfTheRange() {
        Interval limit = ProfileScan.of(x -> x, 0, 10, 10, 0).interval(ProfileScan.ONE_SIGMA);
        assertThat(limit.low()).isZero();
        assertThat(limit.high()).isCloseTo(1, within(1e-6));
    }

    @Test
    void takesASampleBelowWhatTheFitFound() {
        ProfileScan scan = ProfileScan.of(x -> (x - 4) * (x - 4), 0, 8, 8, 1);
        assertThat(scan.best()).isEqualTo(4);
        assertThat(scan.least()).isZero();
    }

    @Test
    void refusesAnEmptyRange() {
        assertThatThrownBy(() -> ProfileScan.of(x -> x, 1, 1, 10, 1)).hasMessageContaining("1.0");
    }
}
