package cevns.drivers.epics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cevns.daq.config.Configs;
import cevns.daq.record.BeamPulseView;
import cevns.daq.record.LossCause;
import cevns.daq.record.LossView;
import cevns.daq.record.Quality;
import cevns.daq.record.SourceState;
import cevns.daq.time.WallClock;
import cevns.drivers.CapturedRecords;
import cevns.drivers.emulation.EmulatedBeam;
import cevns.drivers.emulation.EmulatedBeamSettings;
import cevns.drivers.emulation.EmulatedCycle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both protocols over real sockets of this host. */
@Timeout(60)
class EpicsDriverTest {

    private static final String TWO =
            "variables = [{ name = \"T:Power\", unit = W }, { name = \"T:Q\", kind = pulse, unit ="
                    + " uC }]";

    /** 2027-01-15 08:00:00 UTC. */
    private static final long T = 1_800_000_000_000_000_000L;

    private final CapturedRecords records = new CapturedRecords();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsPowerAndTheChargeOfEachCycle(EpicsOptions.Protocol protocol) {
        EmulatedBeam beam =
                new EmulatedBeam(
                        EmulatedBeamSettings.read(Configs.parse("", "beam")),
                        WallClock.SYSTEM.nowNs());
        EpicsOptions served = options(protocol, 1, TWO);
        EpicsEmulator emulator = new EpicsEmulator(served, beam, WallClock.SYSTEM, anyPort());
        open.add(emulator);
        emulator.start();
        EpicsDriver driver = start(protocol, emulator.address().getPort(), TWO);

        await().until(() -> records.pulses.size() > 60 && records.readings.size() > 1);
        assertThat(driver.state()).isEqualTo(SourceState.RUNNING);
        assertThat(driver.reason()).isEmpty();
        TreeMap<Long, Integer> truth = new TreeMap<>();
        Iterator<EmulatedCycle> cycles = beam.cycles();
        for (int i = 0; i < 3600; i++) {
            EmulatedCycle cycle = cycles.next();
            truth.put(cycle.timeNs(), cycle.chargeCounts());
        }
        List<CapturedRecords.Pulse> pulses = List.copyOf(records.pulses);
        assertThat(pulses).allSatisfy(p -> assertThat(p.charge()).isEqualTo(truth.get(p.timeNs())));
        long between = truth.subMap(pulses.get(0).timeNs(), pulses.get(60).timeNs()).size();
        boolean skipped =
                pulses.subList(1, 61).stream()
                        .anyMatch(p -> (p.quality() & BeamPulseView.CYCLE_JUMP) != 0);
        if (protocol == EpicsOptions.Protocol.CHANNEL_ACCESS || !skipped) {
            assertThat(between).as("cycles from the first to the 61st pulse").isEqualTo(60);
        } // a monitor of PV Access may leave out what it had no time for
        CapturedRecords.Reading power = records.readings.get(records.readings.size() - 1);
        assertThat(power.channel()).isZero();
        assertThat(power.quality()).isEqualTo(Quality.GOOD);
        assertThat(truth).containsKey(power.timeNs());
        double nominalW = 1e6 * beam.settings().powerMw();
        assertThat(power.value()).isBetween(0.8 * nominalW, 1.2 * nominalW);
        assertThat(records.infos.get(0).model()).isEqualTo(protocol.label + "-EMU");
        assertThat(records.infos.get(0).simulated()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void keepsUnitAlarmAndTimeOfTheServer(EpicsOptions.Protocol protocol) throws IOException {
        PvServer server = server(protocol, "variables = [{ name = \"T:Power\", unit = kW }]");
        int port = server.start(anyPort()).getPort();
        server.post(0, 1400, 0, T + 1);
        EpicsDriver driver =
                start(protocol, port, "variables = [{ name = \"T:Power\", unit = W }]");
        await().until(() -> records.readings.size() == 1);
        for (int severity = 1; severity <= 3; severity++) {
            server.post(0, 1400 + severity, severity, T + 1 + severity);
            int sofar = severity + 1;
            await().until(() -> records.readings.size() == sofar);
        }
        assertThat(records.readings)
                .containsExactly(
                        new CapturedRecords.Reading(0, 1400, Quality.GOOD, T + 1),
                        new CapturedRecords.Reading(0, 1401, Quality.MINOR, T + 2),
                        new CapturedRecords.Reading(0, 1402, Quality.MAJOR, T + 3),
                        new CapturedRecords.Reading(0, 1403, Quality.INVALID, T + 4));
        assertThat(records.infos.get(records.infos.size() - 1).channels().get(0).unit())
                .as("the server's, not the configured one")
                .isEqualTo("kW");
        await().until(() -> records.states.size() > 3); // each second, without any change
        driver.close();
    }

    @ParameterizedTest
    @EnumSource
    void recordsTheHoleOfALostServerAndFindsItAgain(EpicsOptions.Protocol protocol)
            throws IOException {
        String one = "variables = [{ name = \"T:Power\", unit = W }]";
        PvServer first = server(protocol, one);
        int port = first.start(anyPort()).getPort();
        first.post(0, 1, 0, T);
        EpicsDriver driver = start(protocol, port, one);
        await().until(() -> driver.state() == SourceState.RUNNING);

        long before = WallClock.SYSTEM.nowNs();
        first.close();
        await().until(() -> driver.state() == SourceState.CONNECTING);
        assertThat(driver.reason()).isEqualTo("1 of 1 variables are not there: T:Power");

        PvServer second = server(protocol, one);
        second.start(loopback(port));
        second.post(0, 2, 0, T + 5);
        await().atMost(Duration.ofSeconds(40)).until(() -> driver.state() == SourceState.RUNNING);
        await().until(() -> records.readings.size() >= 2);
        long after = WallClock.SYSTEM.nowNs();
        // One hole, or two in a row where the dying server was found once more.
        assertThat(records.losses)
                .hasSizeBetween(1, 2)
                .allMatch(hole -> hole.cause() == LossCause.LINK)
                .allMatch(hole -> hole.units() == LossView.UNKNOWN_UNITS);
        assertThat(records.losses.get(0).firstNs()).isBetween(before - 30_000_000_000L, after);
        assertThat(records.losses.get(records.losses.size() - 1).lastNs()).isBetween(before, after);
        CapturedRecords.Reading last = records.readings.get(records.readings.size() - 1);
        assertThat(last.timeNs()).isEqualTo(T + 5);
        assertThat(last.value()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void namesAVariableThatIsNotThere(EpicsOptions.Protocol protocol) throws IOException {
        PvServer server = server(protocol, "variables = [{ name = \"T:Power\", unit = W }]");
        int port = server.start(anyPort()).getPort();
        server.post(0, 1, 0, T);
        EpicsDriver driver = start(protocol, port, TWO);
        await().until(() -> driver.reason().equals("1 of 2 variables are not there: T:Q"));
        assertThat(driver.state()).isEqualTo(SourceState.RUNNING);
        await().pollDelay(Duration.ofMillis(300)).until(() -> true);
        driver.close();
        assertThat(records.losses).hasSize(1);
        assertThat(records.losses.get(0).units()).isEqualTo(LossView.UNKNOWN_UNITS);
        assertThat(records.counters().unknownLosses).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void stopsWithinASecondAndLeavesNoThread(EpicsOptions.Protocol protocol) throws IOException {
        String one = "variables = [{ name = \"T:Power\", unit = W }]";
        PvServer server = server(protocol, one);
        int port = server.start(anyPort()).getPort();
        server.post(0, 1, 0, T);
        cycle(protocol, port, one); // what the libraries keep for the whole program is there now
        int before = threads("");
        for (int i = 0; i < 6; i++) {
            cycle(protocol, port, one);
        }
        await().until(() -> threads("epics-beam") == 0);
        // The libraries keep idle threads for a while: fewer than one for each client there was.
        await().until(() -> threads("") < before + 6);
    }

    private void cycle(EpicsOptions.Protocol protocol, int port, String variables) {
        CapturedRecords fresh = new CapturedRecords();
        EpicsDriver driver =
                new EpicsDriver("beam", options(protocol, port, variables), WallClock.SYSTEM);
        driver.start(fresh);
        await().until(() -> driver.state() == SourceState.RUNNING);
        long from = System.nanoTime();
        driver.stop();
        driver.close();
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from)).isLessThan(1000);
        assertThat(driver.state()).isEqualTo(SourceState.DISCONNECTED);
        assertThat(fresh.states.get(fresh.states.size() - 1)).isEqualTo(SourceState.DISCONNECTED);
    }

    private static int threads(String prefix) {
        return (int)
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith(prefix))
                        .filter(thread -> !thread.getName().startsWith("ForkJoinPool"))
                        .count();
    }

    private EpicsDriver start(EpicsOptions.Protocol protocol, int port, String variables) {
        EpicsDriver driver =
                new EpicsDriver("beam", options(protocol, port, variables), WallClock.SYSTEM);
        open.add(0, driver);
        driver.start(records);
        return driver;
    }

    private PvServer server(EpicsOptions.Protocol protocol, String variables) {
        List<EpicsVariable> served = options(protocol, 1, variables).variables();
        PvServer server =
                protocol == EpicsOptions.Protocol.CHANNEL_ACCESS
                        ? new ChannelAccessServer(served)
                        : new PvAccessServer(served);
        open.add(server::close);
        return server;
    }

    private static EpicsOptions options(
            EpicsOptions.Protocol protocol, int port, String variables) {
        return EpicsOptions.read(
                Configs.parse(
                        "protocol = %s, port = %d, simulated = true, absent_after_s = 0.2\n%s"
                                .formatted(
                                        protocol.name().toLowerCase(Locale.ROOT), port, variables),
                        "test"));
    }

    private static InetSocketAddress anyPort() {
        return loopback(0);
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
