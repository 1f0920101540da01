package cevns.drivers.adara;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cevns.daq.config.Configs;
import cevns.drivers.CapturedRecords;
import cevns.drivers.CapturedRecords.Pulse;
import cevns.drivers.emulation.EmulatedBeam;
import cevns.drivers.emulation.EmulatedBeamSettings;
import cevns.drivers.emulation.EmulatedCycle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * The seconds of pulse ids, 32 bits since 1990, are no signed number from 2058-01-19 on; the cycle
 * goes round after 599. Over a real socket, with the clock of both sides turned on over that.
 */
class SecondsGoRoundTest {

    private static final long SECOND_NS = 1_000_000_000L;
    private static final long SIGN_CHANGES_NS = EpicsTime.EPOCH_UNIX_NS + (SECOND_NS << 31);
    private static final int PULSES = 90;

    private final CapturedRecords records = new CapturedRecords();

    @Test
    void pulsesGoOnWhereTheSignOfTheSecondsChanges() {
        long startNs = SIGN_CHANGES_NS - SECOND_NS / 2;
        AtomicLong nowNs = new AtomicLong(startNs - 1);
        EmulatedBeam beam =
                new EmulatedBeam(
                        EmulatedBeamSettings.read(Configs.parse("first_cycle = 560", "test")),
                        startNs);
        AdaraEmulator emulator =
                new AdaraEmulator(
                        AdaraEmulatorSettings.read(Configs.parse("latency_s = 0.005", "test")),
                        beam,
                        nowNs::get,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        emulator.start();
        String host = "host = 127.0.0.1, port = " + emulator.address().getPort();
        AdaraDriver driver =
                new AdaraDriver("beam", AdaraOptions.read(Configs.parse(host, "test")), nowNs::get);
        try {
            driver.start(records);
            await().until(() -> records.counters().bytes > 0);
            nowNs.set(startNs + PULSES * SECOND_NS / 60);
            await().atMost(Duration.ofSeconds(20)).until(() -> records.pulses.size() >= PULSES - 2);
            driver.stop();
        } finally {
            driver.close();
            emulator.close();
        }
        assertThat(records.losses).isEmpty();
        assertThat(records.counters().refused()).isZero();
        Iterator<EmulatedCycle> cycles = beam.cycles();
        for (Pulse pulse : records.pulses) {
            EmulatedCycle cycle = cycles.next();
            assertThat(pulse.timeNs()).isEqualTo(cycle.timeNs() / 1000 * 1000);
            assertThat(pulse.cycle()).isEqualTo(cycle.cycle());
            assertThat(pulse.charge()).isEqualTo(cycle.chargeCounts());
            assertThat(pulse.quality()).isZero();
        }
        Pulse last = records.pulses.get(records.pulses.size() - 1);
        assertThat(last.seconds()).isEqualTo(1L << 31);
        assertThat(last.cycle()).isLessThan(100);
    }
}
