package cevns.web.loop;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.analysis.prediction.PredictionConfig;
import cevns.analysis.prediction.SteadyBefore;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.hipparchus.special.Gamma;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The steady-state background that the emulated detector's file says was counted before is what the
 * anticoincidence windows of the emulated board show, through wire, pulse finding and selection.
 */
class SteadyBeforeTest {

    private static final double RARE = 0.001;

    @Test
    @Tag("long")
    void isWhatTheEmulatedBoardShows() {
        List<Exposed> taken =
                Exposed.all(List.of(new Exposed.Plan(0, 4001, 5), new Exposed.Plan(0, 4002, 5)));
        SteadyBefore file =
                PredictionConfig.load("detectors/csi-emulated", "")
                        .live()
                        .steadyBefore()
                        .orElseThrow();
        int times = file.byTime().size();
        double windows = taken.stream().mapToDouble(Exposed::windows).sum();
        double[] byRow = new double[file.byRow().size()];
        double[] byTime = new double[times];
        for (Exposed one : taken) {
            long[] off = one.comparison().cells().anticoincidence();
            for (int cell = 0; cell < off.length; cell++) {
                byRow[cell / times] += off[cell];
                byTime[cell % times] += off[cell];
            }
        }
        String found =
                String.format(
                        Locale.ROOT,
                        "windows = %.0f%nby_size_counts = %s%nby_time_counts = %s",
                        windows,
                        list(byRow),
                        list(byTime));
        System.out.println(found);
        assertSame(byRow, windows, file.byRow(), file.windows(), found);
        assertSame(byTime, windows, file.byTime(), file.windows(), found);
    }

    private static String list(double[] counts) {
        return DoubleStream.of(counts)
                .mapToObj(n -> String.format(Locale.ROOT, "%.0f", n))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** Chi square of the difference of two sets of counts with their live times. */
    private static void assertSame(
            double[] a, double liveA, List<Double> b, double liveB, String found) {
        double chi2 = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = a[i] * liveB - b.get(i) * liveA;
            chi2 += difference * difference / ((a[i] + b.get(i) + 1e-9) * liveA * liveB);
        }
        assertThat(Arrays.stream(a).sum()).as(found).isGreaterThan(1000);
        assertThat(1 - Gamma.regularizedGammaP(a.length / 2.0, chi2 / 2))
                .as("%s%nchi2 %.1f of %d".formatted(found, chi2, a.length))
                .isGreaterThan(RARE);
    }
}
