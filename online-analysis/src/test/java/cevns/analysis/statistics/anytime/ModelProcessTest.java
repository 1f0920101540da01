package cevns.analysis.statistics.anytime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cevns.analysis.statistics.Interval;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelProcessTest {

    private static final double[] SHAPE = {0.5, 0.3, 0.2};

    /** Ten signal events and one neutron a proton unit, twenty of steady state a live unit. */
    private static final EventModel MODEL =
            new EventModel(
                    new double[] {0, 10, 0},
                    new double[] {1, 0, 0},
                    0.5,
                    1.5,
                    List.of(SHAPE),
                    new double[] {20},
                    1,
                    0.5);

    @Test
    void beginsAtOne() {
        ModelProcess process = new ModelProcess(MODEL);
        assertThat(process.logE(0)).isZero();
        assertThat(process.sigma()).isZero();
    }

    /** A neutron-free, one-cell model, where everything can be written down. */
    @Test
    void isTheRatioThatItClaims() {
        EventModel one =
                new EventModel(
                        new double[] {6},
                        new double[] {0},
                        1,
                        1,
                        List.of(new double[] {1}),
                        new double[] {10},
                        1,
                        0.5);
        ModelProcess process = new ModelProcess(one);
        process.observe(new Segment(1, 1, 1, new double[] {18}, new double[] {10}));
        // numerator: C rate 16, AC rate 10; denominator: both 14.
        double numerator = 18 * StrictMath.log(16) - 16 + 10 * StrictMath.log(10) - 10;
        double denominator = 28 * StrictMath.log(14) - 28;
        assertThat(process.logE(0)).isCloseTo(numerator - denominator, within(1e-7));
        assertThat(process.maxLogE()).isEqualTo(StrictMath.max(0, process.logE(0)));
    }

    @Test
    void growsWithASignalAndNotWithout() {
        ModelProcess signal = new ModelProcess(MODEL);
        ModelProcess nothing = new ModelProcess(MODEL);
        for (int batch = 0; batch < 8; batch++) {
            signal.observe(expected(1));
            signal.refresh();
            nothing.observe(expected(0));
            nothing.refresh();
        }
        assertThat(signal.sigma()).isGreaterThan(3);
        assertThat(nothing.sigma()).isLessThan(1);
    }

    @Test
    void keepsTheTruthInItsConfidenceSequence() {
        ModelProcess process = new ModelProcess(MODEL);
        for (int batch = 0; batch < 20; batch++) {
            process.observe(expected(1));
            process.refresh();
        }
        Interval interval = process.confidence(0.1, 4).orElseThrow();
        assertThat(interval.contains(1)).isTrue();
        assertThat(interval.low()).isGreaterThan(0.3);
        assertThat(interval.high()).isLessThan(1.8);
        assertThat(process.logE(interval.low())).isCloseTo(Math.log(10), within(0.05));
        assertThat(process.logE(interval.high())).isCloseTo(Math.log(10), within(0.05));
    }

    @Test
    void joinsStretchesOfTheSameBeamPowerOnly() {
        ModelProcess process = new ModelProcess(MODEL);
        process.observe(expected(1));
        process.observe(expected(1));
        process.observe(new Segment(0.5, 1, 1, new double[3], new double[3]));
        assertThat(process.state().segments()).hasSize(2);
        assertThat(process.state().segments().get(1).protons()).isEqualTo(2);
    }

    @Test
    void goesOnFromAStateBitForBit() {
        ModelProcess process = new ModelProcess(MODEL);
        for (int batch = 0; batch < 3; batch++) {
            process.observe(expected(0.8));
            process.refresh();
        }
        ModelProcess again = new ModelProcess(MODEL, process.state());
        for (int batch = 0; batch < 3; batch++) {
            process.observe(expected(1.3));
            again.observe(expected(1.3));
            process.refresh();
            again.refresh();
        }
        assertThat(again.maxLogE()).isEqualTo(process.maxLogE());
        assertThat(again.logE(0)).isEqualTo(process.logE(0));
        assertThat(again.state().estimate()).isEqualTo(process.state().estimate());
    }

    @Test
    void countsWithoutBeamToo() {
        ModelProcess process = new ModelProcess(MODEL);
        process.observe(new Segment(0, 1, 1, new double[] {9, 7, 4}, new double[] {10, 6, 5}));
        process.refresh();
        assertThat(process.logE(0)).isLessThan(0.1);
    }

    @Test
    void refusesCellsThatDoNotFit() {
        assertThatThrownBy(
                        () ->
                                new EventModel(
                                        new double[3],
                                        new double[2],
                                        0,
                                        1,
                                        List.of(),
                                        new double[0],
                                        1,
                                        1))
                .hasMessageContaining("3 cells: signal 3, neutrons 2");
        assertThatThrownBy(() -> new Segment(-1, 1, 1, new double[3], new double[3]))
                .hasMessageContaining("power -1.0");
    }

    private static Segment expected(double signal) {
        double[] c = new double[3];
        double[] a = new double[3];
        EventModel.Beam beam = MODEL.beams().get(0);
        for (int i = 0; i < 3; i++) {
            a[i] = 20 * SHAPE[i];
            c[i] = a[i] + signal * beam.signal()[i] + beam.neutrons()[i];
        }
        return new Segment(1, 1, 1, c, a);
    }
}
