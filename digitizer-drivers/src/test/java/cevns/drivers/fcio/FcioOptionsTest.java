package cevns.drivers.fcio;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.config.ConfigTree;
import cevns.daq.config.Configs;
import cevns.daq.record.TriggerKind;
import org.junit.jupiter.api.Test;

class FcioOptionsTest {

    @Test
    void nothingIsDemanded() {
        ConfigTree empty = Configs.parse("", "test");
        FcioOptions options = FcioOptions.read(empty);

        assertThat(empty.problems().lines()).isEmpty();
        assertThat(options.time()).isEqualTo(TimeRule.AUTO);
        assertThat(options.kindBits(1)).isEqualTo(TriggerKind.SELF.bit());
        assertThat(options.kindBits(2)).isEqualTo(TriggerKind.PULSER.bit());
        assertThat(options.simulated()).isFalse();
    }

    @Test
    void allThatIsWrongIsSaid() {
        ConfigTree device =
                Configs.parse(
                        "time = gps, trigger_kind = light, pre_trigger = -1, simulated = perhaps,"
                                + " trigger_kinds { beam = beam, 1 = light }, timing = auto",
                        "test");
        FcioOptions.read(device);
        device.rejectUnknown();

        assertThat(device.problems().lines())
                .hasSize(7)
                .anyMatch(line -> line.contains("'gps' is not one of auto, gps_rule, offset2"))
                .anyMatch(line -> line.contains("trigger_kinds.beam: is no event type"))
                .anyMatch(line -> line.contains("timing: unknown"));
    }
}
