package cevns.web.loop;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.analysis.prediction.Efficiency;
import cevns.analysis.prediction.PredictionConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The efficiency that the emulated detector's file keeps is what a calibration finds. */
class AcceptanceTest {

    private static final int PULSES = 1000;

    /** Pulses of each size behind the stored table. */
    private static final double STORED_PULSES = 4000;

    @ParameterizedTest
    @ValueSource(ints = {4, 7, 8, 9, 11, 14, 20, 28, 40})
    void measuredAnewAgreesWithTheStoredTable(int size) {
        Efficiency stored =
                PredictionConfig.load("detectors/csi-emulated", "").response().efficiency();
        Acceptance.Share fresh = Acceptance.measure(size, PULSES, 50_000 + size);
        assertThat(fresh.of()).isGreaterThan(PULSES - 10);
        double value = stored.at(size);
        // One pulse of 1000 as the least error: a share of 0 or 1 has one too.
        double error =
                Math.max(
                        1.0 / PULSES,
                        Math.sqrt(value * (1 - value) * (1.0 / PULSES + 1 / STORED_PULSES)));
        assertThat((fresh.value() - value) / error)
                .as("%d PE: %.3f measured, %.3f stored", size, fresh.value(), value)
                .isBetween(-4.0, 4.0);
    }
}
