package cevns.drivers.dig2.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cevns.daq.config.Configs;
import cevns.daq.record.SourceState;
import cevns.daq.record.TriggerKind;
import cevns.daq.time.WallClock;
import cevns.drivers.CapturedRecords;
import cevns.drivers.dig2.Dig2Driver;
import cevns.drivers.dig2.Dig2Options;
import cevns.drivers.dig2.SteadySignals;
import cevns.drivers.dig2.SteadyTraces;
import cevns.drivers.emulation.EmulatedBeam;
import cevns.drivers.emulation.EmulatedBeamSettings;
import cevns.drivers.emulation.HitTrain;
import cevns.drivers.emulation.LoadSettings;
import cevns.drivers.emulation.TriggerTrain;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Boards that repeat what they have made once, read by the real driver. */
class LoadReadoutTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final CapturedRecords records = new CapturedRecords();
    private final Set<Long> sent = ConcurrentHashMap.newKeySet();
    private final EmulatedBeam beam =
            new EmulatedBeam(
                    new EmulatedBeamSettings(1, 1.4, 1, 0, 1, 0), WallClock.SYSTEM.nowNs());
    private Dig2Emulator board;
    private Dig2Driver driver;

    private void start(String emulated, BoardReadout.Maker readout, String options) {
        board =
                new Dig2Emulator(
                        options(emulated),
                        readout,
                        WallClock.SYSTEM,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        board.onSent((channel, ticks, heldNs, nanoTime) -> sent.add(ticks));
        board.start();
        driver =
                new Dig2Driver(
                        "board",
                        Dig2Options.read(
                                Configs.parse(
                                        "host = 127.0.0.1, port = %d, %s"
                                                .formatted(board.address().getPort(), options),
                                        "test")),
                        WallClock.SYSTEM);
        driver.start(records);
        await().atMost(PATIENCE).until(() -> driver.state() == SourceState.RUNNING);
    }

    private static Dig2EmulatorOptions options(String emulated) {
        return Dig2EmulatorOptions.read(Configs.parse(emulated, "board"));
    }

    private void stopAt(int waveforms) {
        await().atMost(PATIENCE).until(() -> records.waveforms.size() >= waveforms);
        driver.stop();
        driver.close();
    }

    @AfterEach
    void end() {
        driver.close();
        board.close();
    }

    @Test
    void aScopeBoardRepeatsItsTracesWithIdsTimesAndKindsOfTheirOwn() {
        String emulated = "channels = 4";
        LoadSettings load = new LoadSettings(3, 4, 3, 0);
        start(
                emulated,
                (tree, group) ->
                        new ScopeLoad(
                                options(emulated),
                                load,
                                new SteadyTraces(2, 1),
                                new TriggerTrain(beam, 4),
                                tree,
                                group),
                """
                channels = [0, 1, 3], record_length_ns = 2000, pre_trigger_ns = 800, marks = true
                trigger_kinds { "0" = beam, "3" = strobe }
                parameters { "/par/acqtriggersource" = "TrgIn | GPIO" }
                """);
        stopAt(90);
        assertThat(records.losses).isEmpty();
        assertThat(records.counters().refused()).isZero();
        int beams = 0;
        for (int i = 0; i < records.waveforms.size(); i++) {
            CapturedRecords.Waveform waveform = records.waveforms.get(i);
            int trigger = i / 3;
            assertThat(waveform.triggerId()).isEqualTo(trigger);
            assertThat(waveform.samples()).hasSize(1000);
            beams += i % 3 == 0 && TriggerKind.BEAM.in(waveform.kinds()) ? 1 : 0;
            // Of two inputs a trigger of three channels takes two of theirs: 0 and 1, then 0.
            int first = 14 * (trigger % 3) + (i % 3 == 2 ? 7 : 0);
            int input = i % 3 == 1 ? 1 : 0;
            assertThat(waveform.samples()[999]).isEqualTo(SteadyTraces.sample(first, input, 999));
            if (i >= 3) {
                long ticks = waveform.ticks() - records.waveforms.get(i - 3).ticks();
                assertThat(ticks).as("a quarter of a cycle").isBetween(520_000L, 521_700L);
            }
            assertThat(sent).contains(waveform.ticks());
        }
        assertThat(records.marks).hasSize(beams);
        assertThat(beams)
                .isBetween(records.waveforms.size() / 12 - 1, records.waveforms.size() / 12 + 1);
    }

    @Test
    void aBoardWithSelfTriggersRepeatsItsHitsAndCountsThem() {
        String emulated = "firmware = dpp_psd, channels = 8";
        LoadSettings load = new LoadSettings(2, 1, 1, 400);
        start(
                emulated,
                (tree, group) ->
                        new HitLoad(
                                options(emulated),
                                load,
                                new SteadySignals(1_000_000, 0, 1, 7),
                                new HitTrain(beam, 2, 7, 400, 1),
                                7,
                                tree,
                                group),
                """
                firmware = dpp_psd, channels = [0, 1, 7], probes = false
                record_length_ns = 800, pre_trigger_ns = 64, trigger_kinds { 6 = self }
                """);
        stopAt(500);
        assertThat(records.losses).isEmpty();
        assertThat(records.counters().refused()).isZero();
        long before = -1;
        int timing = 0;
        for (CapturedRecords.Waveform waveform : records.waveforms) {
            assertThat(waveform.kinds()).isEqualTo(TriggerKind.SELF.bit());
            assertThat(waveform.ticks()).isGreaterThanOrEqualTo(before);
            before = waveform.ticks();
            timing += waveform.channel() == 7 ? 1 : 0;
            assertThat(waveform.channel()).isIn(0, 1, 7);
            assertThat(waveform.samples()).hasSize(400);
            assertThat(waveform.samples()[32]).isEqualTo((char) SteadySignals.BASELINE);
            assertThat(waveform.samples()[33])
                    .isEqualTo((char) (SteadySignals.BASELINE - SteadySignals.DEPTH));
        }
        assertThat(timing / (double) records.waveforms.size()).isBetween(0.06, 0.22);
        assertThat(sent).contains(before);
        // The board's own statistics, sent at the end, agree with what came: else there is a loss.
        assertThat(records.counters().unitsRead).isEqualTo(records.waveforms.size());
    }
}
