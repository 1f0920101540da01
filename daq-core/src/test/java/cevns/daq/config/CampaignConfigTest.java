package cevns.daq.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which changes of the shipped run begin a campaign anew. */
class CampaignConfigTest {

    private static final String DEMO = "../configs/runs/csi-demo.conf";

    private static final CampaignConfig SHIPPED = with(Map.of());

    private static CampaignConfig with(Map<String, ?> changes) {
        Map<String, Object> overrides = new HashMap<>(changes);
        overrides.putIfAbsent("campaign", "csi-2026");
        return RunConfig.load(DEMO, overrides, s -> s.device().acceptAll()).campaign();
    }

    @Test
    void standsAloneWithoutTheKey() {
        CampaignConfig none = RunConfig.load(DEMO, s -> s.device().acceptAll()).campaign();
        assertThat(none.isNamed()).isFalse();
        assertThat(none.hash()).isEmpty();
    }

    @Test
    void hasTheSameHashInTheTextThatARunKeeps() {
        RunConfig run =
                RunConfig.load(DEMO, Map.of("campaign", "csi-2026"), s -> s.device().acceptAll());
        assertThat(RunConfig.ofText(run.text()).campaign())
                .isEqualTo(run.campaign())
                .isEqualTo(SHIPPED);
    }

    @ParameterizedTest
    @CsvSource({
        "name, other",
        "limits.max_s, 60",
        "beam.drain_s, 3",
        "beam.snapshot_every_marks, 60",
        "sources.csi-digitizer.device.host, 10.1.2.3",
        "sources.csi-digitizer.device.port, 1234",
        "sources.csi-digitizer.device.connect_timeout_ms, 99",
        "sources.sns-adara.device.host, 10.1.2.4",
        "sources.csi-digitizer.emulator.board.model, VX2730",
        "sources.csi-digitizer.when_lost.act, end"
    })
    void goesOnWhenNoCountChangesItsMeaning(String key, String value) {
        assertThat(with(Map.of(key, value))).isEqualTo(SHIPPED);
    }

    @ParameterizedTest
    @CsvSource({
        "detector.mass_kg, 14.0",
        "detector.channels.pmt.threshold_adc, 9",
        "detector.prediction.form_factor, unity",
        "beam.t0_offset_ns, 10",
        "beam.good_confidence, 1",
        "detector.prediction.t0_us, 0.7",
        "sources.sns-adara.required, true",
        "sources.sns-adara.device.charge_association, as_sent",
        "sources.csi-digitizer.device.record_length_ns, 80000"
    })
    void beginsAnewWhenACountChangesItsMeaning(String key, String value) {
        CampaignConfig changed = with(Map.of(key, value));
        assertThat(changed.name()).isEqualTo(SHIPPED.name());
        assertThat(changed.hash()).hasSize(64).isNotEqualTo(SHIPPED.hash());
    }

    @ParameterizedTest
    @CsvSource({"''", "'a b'", "../up", "ä"})
    void refusesWhatIsNoName(String name) {
        assertThatThrownBy(() -> with(Map.of("campaign", name)))
                .isInstanceOf(InvalidConfig.class)
                .hasMessageContaining("campaign: '" + name + "' is no name");
    }
}
