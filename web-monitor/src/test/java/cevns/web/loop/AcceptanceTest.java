package cevns.web.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import cevns.analysis.prediction.Efficiency;
import cevns.analysis.prediction.PredictionConfig;
import cevns.analysis.prediction.ResponseConfig;
import cevns.analysis.prediction.Smearing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the emulated detector's file says of its response is what a calibration finds. */
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

    /** Pulses of 12 photoelectrons stand for all: half of the selected recoils are smaller. */
    @Test
    void chargeAndOnsetOfAPulseInTheMiddleOfTheSpectrumAreAsStored() {
        ResponseConfig stored = PredictionConfig.load("detectors/csi-emulated", "").response();
        Smearing.Poisson charge = (Smearing.Poisson) stored.smearing();
        int size = 12;
        Acceptance.Found found = Acceptance.find(size, PULSES, 60_000);
        // Some 900 are selected; a relative error of an RMS is 1 / √(2·900), of an exponential's
        // 1/30.
        double error = charge.chargeResolution() * Math.sqrt(size / 900.0);
        assertThat(found.charge().mean()).isCloseTo(size + charge.cellMiddle(), within(4 * error));
        assertThat(found.charge().rms() / Math.sqrt(size))
                .isCloseTo(charge.chargeResolution(), withPercentage(4 * 2.4));
        assertThat(found.delay().mean())
                .isCloseTo(1000 * stored.onset().delayUs(), withPercentage(4 * 3.3));
        assertThat(found.delay().rms())
                .isCloseTo(1000 * stored.onset().spreadUs(), withPercentage(4 * 4.7));
    }
}
