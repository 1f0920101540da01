package cevns.drivers.epics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cevns.daq.config.ConfigTree;
import cevns.daq.config.Configs;
import org.junit.jupiter.api.Test;

class EpicsOptionsTest {

    private static final String POWER = "variables = [{ name = P }]";

    @Test
    void searchesThisHostOnlyUnlessTold() {
        EpicsOptions options = read(POWER);
        assertThat(options.protocol()).isEqualTo(EpicsOptions.Protocol.CHANNEL_ACCESS);
        assertThat(options.searchList()).isEqualTo("127.0.0.1:5064");
        assertThat(options.broadcast()).isFalse();
        assertThat(options.simulated()).isFalse();
    }

    @Test
    void searchesWhereItIsTold() {
        EpicsOptions options =
                read("protocol = pv_access, host = gate, addresses = \"a:1 b\"\n" + POWER);
        assertThat(options.searchList()).isEqualTo("gate:5076 a:1 b");
    }

    @Test
    void numbersTheVariablesInTheirOrder() {
        EpicsOptions options =
                read(
                        "variables = [{ name = P, unit = W }, { name = Q, kind = pulse, charge ="
                                + " average }]");
        assertThat(options.variables())
                .containsExactly(
                        new EpicsVariable(
                                0,
                                "P",
                                EpicsVariable.Kind.READING,
                                EpicsVariable.Charge.MEASURED,
                                "W"),
                        new EpicsVariable(
                                1,
                                "Q",
                                EpicsVariable.Kind.PULSE,
                                EpicsVariable.Charge.AVERAGE,
                                ""));
    }

    @Test
    void saysWhatIsMissingOrWrong() {
        assertThatThrownBy(() -> read("")).hasMessageContaining("0 are not 1 to 10000 variables");
        assertThatThrownBy(() -> read("variables = [{ name = P }, { name = P }]"))
                .hasMessageContaining("'P' stands here twice");
        assertThatThrownBy(() -> read("variables = [{ name = \"A B\" }]"))
                .hasMessageContaining("'A B' is no name");
        assertThatThrownBy(() -> read("variables = [{ name = P, charge = average }]"))
                .hasMessageContaining("is for kind = pulse");
        assertThatThrownBy(
                        () ->
                                read(
                                        "variables = [{ name = P, kind = pulse }, { name = Q, kind"
                                                + " = pulse }]"))
                .hasMessageContaining("2 are of kind pulse");
        assertThatThrownBy(() -> read("protocol = tango\n" + POWER))
                .hasMessageContaining("'tango' is not one of channel_access, pv_access");
        assertThatThrownBy(() -> read("brodcast = true\n" + POWER))
                .hasMessageContaining("brodcast: unknown");
    }

    private static EpicsOptions read(String text) {
        ConfigTree tree = Configs.parse(text, "test");
        EpicsOptions options = EpicsOptions.read(tree);
        tree.rejectUnknown();
        tree.problems().throwIfAny();
        return options;
    }
}
