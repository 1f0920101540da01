package cevns.drivers.adara;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cevns.daq.record.BeamPulseView;
import cevns.daq.record.FrameFault;
import cevns.daq.record.SourceInfo;
import cevns.daq.record.SourceState;
import cevns.drivers.CapturedRecords;
import cevns.drivers.CapturedRecords.Pulse;
import cevns.drivers.device.FaultyProxy;
import cevns.drivers.emulation.EmulatedBeam;
import cevns.drivers.emulation.EmulatedCycle;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Driver and emulator over TCP: what the machine did is what the run is told. */
class AdaraDriverTest {

    private final CapturedRecords records = new CapturedRecords();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    @Test
    void tellsThePulsesThatTheMachineMade() {
        EmulatedBeam beam = AdaraLoopback.beam("first_cycle = 590", 0);
        AdaraDriver driver = run(beam, "", "");
        awaitPulses(60);
        stop(driver);
        assertPulses(beam, 0);
        assertThat(records.losses).isEmpty();
        assertThat(records.counters().refused()).isZero();
        assertThat(records.states).contains(SourceState.READY, SourceState.RUNNING);
    }

    @Test
    void tellsWhatTheSourceIs() {
        run(AdaraLoopback.beam("", 0), "", "");
        awaitPulses(3);
        SourceInfo info = records.infos.get(records.infos.size() - 1);
        assertThat(info.simulated()).isTrue();
        assertThat(info.family()).isEqualTo("adara");
        assertThat(info.model()).isEqualTo("Emulated beam line ADARA-EMU");
        assertThat(info.originNs()).isEqualTo(631_152_000_000_000_000L);
        assertThat(info.tickFs()).isEqualTo(1_000_000);
        assertThat(info.settings()).contains("\"targetStation\":1");
        assertThat(info.channels())
                .containsExactly(
                        new SourceInfo.ChannelInfo(0, "beam_power", "MW"),
                        new SourceInfo.ChannelInfo(1, "beam_energy", "kWh"));
    }

    @Test
    void repairsARawStreamItself() {
        EmulatedBeam beam = AdaraLoopback.beam("first_cycle = 590", 0);
        AdaraDriver driver =
                run(beam, "charge_association = raw_lagged", "charge_association = raw_lagged");
        awaitPulses(60);
        assertThat(driver.reason()).isEmpty();
        stop(driver);
        Pulse last = records.pulses.remove(records.pulses.size() - 1);
        assertThat(last.charge()).isEqualTo(BeamPulseView.UNKNOWN_CHARGE);
        assertPulses(beam, 0);
    }

    @Test
    void marksAndReportsARawStreamThatShouldBeCorrected() {
        EmulatedBeam beam = AdaraLoopback.beam("first_cycle = 590", 0);
        run(beam, "charge_association = raw_lagged", "");
        awaitPulses(30);
        assertThat(records.pulses)
                .allMatch(
                        pulse ->
                                pulse.quality()
                                        == (BeamPulseView.CHARGE_UNCORRECTED
                                                | BeamPulseView.VETO_UNCORRECTED));
    }

    @Test
    void readsTheHistoryFromTheSecondAskedFor() {
        EmulatedBeam beam = AdaraLoopback.beam("first_cycle = 100", 5);
        long start = EpicsTime.ofUnixNs(beam.startNs()).seconds() + 2;
        AdaraEmulator emulator = keep(AdaraLoopback.emulator("index_s = 1", beam));
        await().pollDelay(java.time.Duration.ofMillis(200)).until(() -> true);
        AdaraDriver driver =
                keep(AdaraLoopback.driver(emulator.address().getPort(), "start = " + start));
        driver.start(records);
        awaitPulses(180);
        stop(driver);
        assertThat(records.pulses.get(0).seconds()).isEqualTo(start);
        assertThat(records.readings).hasSizeLessThanOrEqualTo(1);
        assertThat(records.losses).isEmpty();
    }

    @Test
    void fillsTheHoleOfACutFromTheHistory() {
        EmulatedBeam beam = AdaraLoopback.beam("first_cycle = 590", 3);
        AdaraEmulator emulator = keep(AdaraLoopback.emulator("", beam));
        FaultyProxy proxy = keep(new FaultyProxy(emulator.address()));
        AdaraDriver driver = keep(AdaraLoopback.driver(proxy.port(), ""));
        driver.start(records);
        awaitPulses(20);
        for (int cut = 0; cut < 3; cut++) {
            int infos = records.infos.size();
            proxy.refuse(true);
            proxy.cut();
            await().until(() -> driver.state() == SourceState.CONNECTING);
            proxy.refuse(false);
            await().until(() -> records.infos.size() > infos);
            awaitPulses(20);
        }
        stop(driver);
        assertPulses(beam, -1);
        assertThat(records.losses).isEmpty();
        assertThat(records.counters().refused()).isZero();
    }

    @Test
    void saysStalledAndThenTakesTheBurst() {
        EmulatedBeam beam = AdaraLoopback.beam("", 0);
        AdaraEmulator emulator = keep(AdaraLoopback.emulator("", beam));
        AdaraDriver driver =
                keep(
                        AdaraLoopback.driver(
                                emulator.address().getPort(), "start = 1, reconnect_after_s = 60"));
        driver.start(records);
        awaitPulses(5);
        emulator.stall(true);
        await().until(() -> driver.state() == SourceState.STALLED);
        assertThat(driver.reason()).isEqualTo("no RTDL for 0.5 s");
        emulator.stall(false);
        await().until(() -> driver.state() == SourceState.RUNNING);
        stop(driver);
        assertPulses(beam, 0);
    }

    @Test
    void connectsAnewWhenNothingComesAndLosesNothing() {
        EmulatedBeam beam = AdaraLoopback.beam("", 0);
        AdaraEmulator emulator = keep(AdaraLoopback.emulator("", beam));
        FaultyProxy proxy = keep(new FaultyProxy(emulator.address()));
        AdaraDriver driver = keep(AdaraLoopback.driver(proxy.port(), "start = 1"));
        driver.start(records);
        awaitPulses(5);
        emulator.stall(true);
        await().until(() -> proxy.connections() == 2);
        emulator.stall(false);
        awaitPulses(20);
        stop(driver);
        assertPulses(beam, 0);
        assertThat(records.losses).isEmpty();
    }

    @Test
    void countsLostAndRepeatedRecords() {
        EmulatedBeam beam = AdaraLoopback.beam("first_cycle = 10", 0);
        AdaraDriver driver = run(beam, "lost_rtdl_every = 10, repeated_rtdl_every = 8", "");
        awaitPulses(50);
        stop(driver);
        assertThat(records.pulses.get(9).quality()).isEqualTo(BeamPulseView.RTDL_MISSING);
        assertThat(records.pulses.get(10).quality()).isZero();
        assertThat(records.losses).isEmpty();
        assertThat(records.counters().refused[FrameFault.SEQUENCE.ordinal()]).isPositive();
    }

    @Test
    void canBeStartedAgainForTheNextRun() {
        EmulatedBeam beam = AdaraLoopback.beam("", 0);
        AdaraDriver driver = run(beam, "", "");
        awaitPulses(5);
        stop(driver);
        CapturedRecords next = new CapturedRecords();
        driver.start(next);
        await().until(() -> next.pulses.size() > 5);
        assertThat(driver.counters()).isSameAs(next.counters());
    }

    private AdaraDriver run(EmulatedBeam beam, String service, String client) {
        AdaraEmulator emulator = keep(AdaraLoopback.emulator(service, beam));
        AdaraDriver driver =
                keep(AdaraLoopback.driver(emulator.address().getPort(), "start = 1\n" + client));
        driver.start(records);
        return driver;
    }

    private <T extends AutoCloseable> T keep(T resource) {
        open.add(resource);
        return resource;
    }

    private void awaitPulses(int more) {
        int enough = records.pulses.size() + more;
        await().until(() -> records.pulses.size() >= enough);
    }

    private static void stop(AdaraDriver driver) {
        driver.stop();
        driver.close();
    }

    /**
     * Compares with the machine itself, cycle by cycle.
     *
     * @param first index of the first pulse told; −1 to look for it
     */
    private void assertPulses(EmulatedBeam beam, long first) {
        Iterator<EmulatedCycle> cycles = beam.cycles();
        EmulatedCycle cycle = cycles.next();
        while (cycle.index() < first
                || first < 0 && cycle.timeNs() / 1000 * 1000 < records.pulses.get(0).timeNs()) {
            cycle = cycles.next();
        }
        for (Pulse pulse : records.pulses) {
            long timeNs = cycle.timeNs() / 1000 * 1000;
            assertThat(pulse)
                    .isEqualTo(
                            new Pulse(
                                    timeNs,
                                    timeNs / 1_000_000_000 - 631_152_000,
                                    timeNs % 1_000_000_000,
                                    cycle.cycle(),
                                    cycle.flavor(),
                                    cycle.chargeCounts(),
                                    cycle.ringPeriodPs(),
                                    cycle.veto(),
                                    0));
            cycle = cycles.next();
        }
    }
}
