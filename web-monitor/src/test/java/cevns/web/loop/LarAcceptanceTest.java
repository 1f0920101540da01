package cevns.web.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cevns.analysis.prediction.PredictionConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The efficiency that the prediction of the emulated argon detector uses is measured again. */
class LarAcceptanceTest {

    private static final int PULSES = 600;

    /** The file's own uncertainty, 3000 pulses of each size. */
    private static final int PULSES_OF_THE_FILE = 3000;

    @ParameterizedTest
    @ValueSource(ints = {8, 12, 20, 50})
    void keepsOfRecoilsWhatTheDetectorsFileSays(int size) {
        PredictionConfig config = PredictionConfig.load("detectors/lar-emulated", "");
        double expected = config.response().efficiency().at(size);
        Acceptance.Share measured = LarAcceptance.measure(size, PULSES, 77 + size);
        double variance = expected * (1 - expected);
        double error = Math.sqrt(variance / measured.of() + variance / PULSES_OF_THE_FILE);
        assertThat(measured.of()).isGreaterThan(PULSES * 9 / 10);
        assertThat(measured.value()).isCloseTo(expected, within(4 * error));
    }
}
