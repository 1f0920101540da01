package cevns.drivers.dig2;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.config.ConfigTree;
import cevns.daq.config.Configs;
import cevns.daq.record.BeamSignal;
import cevns.daq.record.TriggerKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class Dig2OptionsTest {

    private static List<String> problems(String text) {
        ConfigTree tree = Configs.parse(text, "board.conf");
        Dig2Options.read(tree);
        tree.rejectUnknown();
        return tree.problems().lines();
    }

    @Test
    void needsNothingButAHost() {
        Dig2Options options = Dig2Options.read(Configs.parse("host = vx1", "board.conf"));
        assertThat(options.port()).isEqualTo(51936);
        assertThat(options.reconnectSeconds()).containsExactly(1.0, 2.0, 5.0, 10.0, 30.0);
        assertThat(options.markSignal()).isNull();
        assertThat(options.kindsOfFlags()).hasSize(8192).containsOnly(TriggerKind.BEAM.bit());
        assertThat(problems("host = vx1")).isEmpty();
    }

    @Test
    void mapsFlagBitsToKindsAndTheRestToTheOneConfigured() {
        Dig2Options options =
                Dig2Options.read(
                        Configs.parse(
                                "host = x, trigger_kind = strobe, marks = true,"
                                        + " trigger_kinds { 0 = beam, 12 = software }",
                                "board.conf"));
        assertThat(options.kindsOfFlags()[0]).isEqualTo(TriggerKind.STROBE.bit());
        assertThat(options.kindsOfFlags()[2]).isEqualTo(TriggerKind.STROBE.bit());
        assertThat(options.kindsOfFlags()[1]).isEqualTo(TriggerKind.BEAM.bit());
        assertThat(options.kindsOfFlags()[0x1001])
                .isEqualTo(TriggerKind.BEAM.bit() | TriggerKind.SOFTWARE.bit());
        assertThat(options.markSignal()).isEqualTo(BeamSignal.T39);
    }

    @Test
    void aBoardThatAnotherStartsWaitsForItsSignal() {
        String text = "host = x, started_by = board-1, start_wait_s = 2.5";
        Dig2Options options = Dig2Options.read(Configs.parse(text, "board.conf"));
        assertThat(options.start()).isEqualTo(Dig2Options.Start.EXTERNAL);
        assertThat(options.startedBy()).isEqualTo("board-1");
        assertThat(options.startWaitMs()).isEqualTo(2500);
        assertThat(problems(text)).isEmpty();
        assertThat(problems(text + ", start = sw"))
                .singleElement()
                .asString()
                .contains("start: is sw, but board-1 starts this board");
    }

    @Test
    void saysAllThatIsWrongAtOnce() {
        assertThat(
                        problems(
                                """
                                port = 70000
                                channels = [0, 64, 1.5]
                                parameters { clocksource = Internal }
                                trigger_kinds { 13 = beam, 1 = pion }
                                reconnect_s = []
                                start = gpio
                                colour = red
                                """))
                .hasSize(10)
                .anyMatch(line -> line.contains("host: missing"))
                .anyMatch(line -> line.contains("port: 70000 is not in [1, 65535]"))
                .anyMatch(line -> line.contains("64.0 is not a channel"))
                .anyMatch(line -> line.contains("1.5 is not a channel"))
                .anyMatch(line -> line.contains("clocksource: is not a path"))
                .anyMatch(line -> line.contains("trigger_kinds.13: is not a flag bit"))
                .anyMatch(line -> line.contains("'pion' is not one of beam"))
                .anyMatch(
                        line ->
                                line.endsWith(
                                        "reconnect_s: [] is not a list of delays in [0.01, 86400]"
                                                + " s"))
                .anyMatch(line -> line.contains("start: 'gpio' is not one of sw, external"))
                .anyMatch(line -> line.contains("colour: unknown"));
    }
}
