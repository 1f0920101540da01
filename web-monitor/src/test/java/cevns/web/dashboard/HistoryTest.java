package cevns.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.analysis.monitor.Snapshot;
import cevns.daq.record.RunMode;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private final History history = new History();

    private static Snapshot at(long second, double part) {
        return DemoResult.csi(DemoRun.csi(second, 1_000_000_000L, RunMode.SIMULATED, null), part);
    }

    @Test
    void keepsTheWholeCurveInAtMostSixHundredPoints() {
        for (int i = 0; i < 5000; i++) {
            history.add(at(i + 1, (i + 1) / 5000.0));
            assertThat(history.points()).hasSizeLessThanOrEqualTo(600);
        }
        assertThat(history.points()).hasSizeGreaterThan(300);
        double before = 0;
        // every 16th of 5000 points is left
        for (History.Point point : history.points()) {
            assertThat(point.protons() - before).isBetween(1e18, 17 * 1.76e23 / 5000);
            before = point.protons();
        }
        assertThat(before).isGreaterThan(1.76e23 * 4980 / 5000);
    }

    @Test
    void writesThePointsInTheOrderThatThePageReads() {
        history.add(at(60, 1));
        assertThat(history.json())
                .isEqualTo(
                        "{\"points\":[[1.760000e+23,1.4200e+02,3.0854e+01,1.7400e+02,4.8442e+01,"
                                + "4.611,3.700]]}");
    }

    @Test
    void beginsAnewWithARunThatBeginsAnew() {
        history.add(at(60, 0.5));
        history.add(at(61, 0.6));
        history.add(at(1, 0.1));
        assertThat(history.points()).hasSize(1);
    }

    @Test
    void keepsNothingOfABlindRun() {
        Snapshot open = at(60, 0.5);
        history.add(DemoResult.without(open, Snapshot.NoComparison.BLINDED));
        assertThat(history.json()).isEqualTo("{\"points\":[]}");
    }
}
