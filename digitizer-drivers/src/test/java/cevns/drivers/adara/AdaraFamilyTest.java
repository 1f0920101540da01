package cevns.drivers.adara;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cevns.daq.config.ConfigTree;
import cevns.daq.config.Configs;
import cevns.daq.config.InvalidConfig;
import cevns.daq.config.SourceConfig;
import cevns.daq.time.WallClock;
import cevns.drivers.CapturedRecords;
import cevns.drivers.device.Digitizer;
import cevns.drivers.device.EmulatedDevice;
import cevns.drivers.device.Simulation;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** A driver and an emulator from a configuration. */
class AdaraFamilyTest {

    private final AdaraFamily family = new AdaraFamily();

    @Test
    void needsNoMoreThanAHost() {
        AdaraOptions options = AdaraOptions.read(tree("host = bl11b-daq1.sns.gov"));
        assertThat(options.port()).isEqualTo(31_415);
        assertThat(options.helloVersion()).isEqualTo(1);
        assertThat(options.helloFlags()).isEqualTo(2);
        assertThat(options.startSeconds()).isZero();
        assertThat(options.association()).isEqualTo(ChargeAssociation.STREAM_CORRECTED);
        assertThat(options.stalledAfterMs()).isEqualTo(10_000);
        assertThat(options.reconnectAfterMs()).isEqualTo(60_000);
        assertThat(options.reconnectSeconds()).containsExactly(1.0, 2.0, 5.0, 10.0, 30.0);
    }

    @Test
    void namesEveryKeyThatIsWrong() {
        ConfigTree device =
                tree("port = 0, hello_version = 2, reconnect_s = [-1], charge_asociation = raw");
        family.check(source(device, tree("")));
        device.rejectUnknown();
        assertThatThrownBy(() -> device.problems().throwIfAny())
                .isInstanceOf(InvalidConfig.class)
                .hasMessageContaining("host")
                .hasMessageContaining("port")
                .hasMessageContaining("hello_version")
                .hasMessageContaining("reconnect_s")
                .hasMessageContaining("charge_asociation");
    }

    @Test
    void makesAnEmulatorAndADriverThatUnderstandEachOther() {
        ConfigTree emulator = tree("latency_s = 0.05, beam { first_cycle = 7 }");
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        long nowNs = WallClock.SYSTEM.nowNs();
        CapturedRecords records = new CapturedRecords();
        try (EmulatedDevice device =
                family.emulator(
                        source(tree(""), emulator),
                        any,
                        Simulation.from(nowNs),
                        WallClock.SYSTEM)) {
            device.start();
            String where = "start = 1, host = 127.0.0.1, port = " + device.address().getPort();
            try (Digitizer driver =
                    family.driver(source(tree(where), emulator), WallClock.SYSTEM)) {
                driver.start(records);
                await().until(() -> records.pulses.size() > 3);
            }
        }
        assertThat(records.pulses.get(0).cycle()).isEqualTo(7);
    }

    private static SourceConfig source(ConfigTree device, ConfigTree emulator) {
        return new SourceConfig(
                "beam",
                2,
                "adara",
                true,
                new SourceConfig.WhenLost(SourceConfig.WhenLost.Act.RESTART, 60),
                "",
                device,
                emulator);
    }

    private static ConfigTree tree(String text) {
        return Configs.parse(text, "test");
    }
}
