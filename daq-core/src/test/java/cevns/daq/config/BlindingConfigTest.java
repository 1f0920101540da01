package cevns.daq.config;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.record.RunMode;
import cevns.daq.record.RunType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlindingConfigTest {

    private static final String RUN =
            """
            name = blind
            type = physics
            detector { name = D, kind = csi, mass_kg = 1, channels {} }
            beam { mark_source = board, charge = none }
            events { build = trigger }
            cuts = [ { name = veto, quantity = vetoed, max = 1 },
                     { name = charge, quantity = charge_pe, min = 6 },
                     { name = linear-gate, quantity = gated, max = 1 } ]
            sources {
              board { id = 1, family = dig2, device { host = 10.0.0.1, record_ns = 70000 } }
            }
            """;

    private static BlindingConfig blinding(String more) {
        return RunConfig.ofText(RUN + more).blinding();
    }

    @Test
    void isBlindUnlessItIsOpened() {
        BlindingConfig blinding = blinding("");
        assertThat(blinding.applies(RunType.PHYSICS, RunMode.LIVE)).isTrue();
        assertThat(blinding.applies(RunType.PHYSICS, RunMode.SIMULATED)).isFalse();
        assertThat(blinding.applies(RunType.PHYSICS, RunMode.IMPORT)).isFalse();
        assertThat(blinding.applies(RunType.CALIBRATION, RunMode.LIVE)).isFalse();
        assertThat(blinding.rule()).isEqualTo("v1");
        assertThat(blinding("blinding.open = true").applies(RunType.PHYSICS, RunMode.LIVE))
                .isFalse();
    }

    @Test
    void readsTheRuleAndWhatThePageSaysOfIt() {
        BlindingConfig blinding = blinding("blinding { rule = v3, until = May, by = the board }");
        assertThat(blinding.rule()).isEqualTo("v3");
        assertThat(blinding.until()).isEqualTo("May");
        assertThat(blinding.by()).isEqualTo("the board");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limits.subrun_s = 60",
                "sources.board.device.host = 10.0.0.2",
                "spectra.charge_pe { low = 0, high = 50, bins = 50 }",
                "name = another",
            })
    void aDecisionHoldsWhenWhatIsChangedChangesNoCount(String change) {
        assertThat(blinding(change).hash()).isEqualTo(blinding("").hash());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "blinding.rule = v2",
                "blinding.open = true",
                "cuts = []",
                "sources.board.device.record_ns = 60000",
                "beam.t0_offset_ns = 100",
                "detector.mass_kg = 2",
            })
    void aDecisionHoldsForTheAnalysisAndTheRuleOnly(String change) {
        assertThat(blinding(change).hash()).isNotEqualTo(blinding("").hash());
    }

    @Test
    void tellsTheCutsBeforeTheFirstOneOnTheEventItself() {
        assertThat(CutConfig.beforeBlinded(RunConfig.ofText(RUN).cuts()))
                .extracting(CutConfig::name)
                .containsExactly("veto");
    }
}
