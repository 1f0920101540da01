package cevns.drivers.slowcontrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cevns.daq.config.ConfigTree;
import cevns.daq.config.Configs;
import cevns.daq.config.InvalidConfig;
import cevns.daq.record.SourceInfo.ChannelInfo;
import cevns.drivers.link.SerialSettings;
import cevns.drivers.link.SerialSettings.Flow;
import cevns.drivers.link.SerialSettings.Parity;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlowControlOptionsTest {

    private static final SlowControlOptions.Defaults USUAL =
            new SlowControlOptions.Defaults(SerialSettings.of7O1(9600), 0, 0.06);

    @Test
    void readsASerialLine() {
        SlowControlOptions options = read("port = \"/dev/ttyUSB0\", baud = 1200, flow = xon_xoff");
        assertThat(options.host()).isEmpty();
        assertThat(options.where()).isEqualTo("/dev/ttyUSB0 at 1200 7O1");
        assertThat(options.serial())
                .isEqualTo(new SerialSettings(1200, 7, Parity.ODD, 1, Flow.XON_XOFF));
        assertThat(options.gapMs()).isEqualTo(60);
        assertThat(options.timeoutMs()).isEqualTo(1000);
        assertThat(options.retries()).isEqualTo(2);
    }

    @Test
    void readsADeviceServer() {
        SlowControlOptions options = read("host = moxa, port = 4001, poll_s = 10");
        assertThat(options.where()).isEqualTo("moxa:4001");
        assertThat(options.stalledAfterMs()).as("three missed polls").isEqualTo(30_000);
    }

    @Test
    void knowsThePortOfAnInstrumentWithItsOwn() {
        SlowControlOptions.Defaults own =
                new SlowControlOptions.Defaults(SerialSettings.of7O1(57_600), 7777, 0);
        ConfigTree tree = Configs.parse("host = ls336", "test");
        assertThat(SlowControlOptions.read(tree, own).where()).isEqualTo("ls336:7777");
    }

    @Test
    void saysWhatIsMissingOrWrong() {
        assertThatThrownBy(() -> read(""))
                .isInstanceOf(InvalidConfig.class)
                .hasMessageContaining("port")
                .hasMessageContaining("/dev/… of a serial line");
        assertThatThrownBy(() -> read("host = moxa")).hasMessageContaining("port: missing");
        assertThatThrownBy(() -> read("host = moxa, port = 4001, parity = seven"))
                .hasMessageContaining("'seven' is not one of none, odd, even");
        assertThatThrownBy(() -> read("host = moxa, port = 4001, reconnect_s = []"))
                .hasMessageContaining("is not a list of delays in [0.01, 86400] s");
        assertThatThrownBy(() -> read("host = moxa, port = 4001, pol_s = 2"))
                .hasMessageContaining("pol_s: unknown");
    }

    @Test
    void namesReadingsAfterWhatTheyAreConnectedTo() {
        ConfigTree tree = Configs.parse("names { \"T 2\" = rack }", "test");
        Instrument named = NamedInstrument.read(new Thermometers(), tree);
        assertThat(named.channels()).extracting(c -> c.name()).containsExactly("T 1", "rack");

        ConfigTree wrong = Configs.parse("names { \"T 3\" = rack }", "test");
        NamedInstrument.read(new Thermometers(), wrong);
        assertThatThrownBy(() -> wrong.problems().throwIfAny())
                .isInstanceOf(InvalidConfig.class)
                .hasMessageContaining("no such reading; there are T 1, T 2");
    }

    /** Two inputs that nobody asks. */
    private static final class Thermometers implements Instrument {
        @Override
        public List<ChannelInfo> channels() {
            return List.of(new ChannelInfo(0, "T 1", "K"), new ChannelInfo(1, "T 2", "K"));
        }

        @Override
        public Identity identify(Dialogue with) {
            return Identity.UNKNOWN;
        }

        @Override
        public List<Question> questions() {
            return List.of();
        }
    }

    private static SlowControlOptions read(String text) {
        ConfigTree tree = Configs.parse(text, "test");
        SlowControlOptions options = SlowControlOptions.read(tree, USUAL);
        tree.rejectUnknown();
        tree.problems().throwIfAny();
        return options;
    }
}
