package cevns.web.control;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.analysis.monitor.Snapshot;
import cevns.daq.config.RunConfig;
import cevns.daq.queue.RunReader;
import cevns.daq.record.RecordHandler;
import cevns.daq.record.SourceInfo;
import cevns.daq.record.SourceState;
import cevns.daq.run.RunDirectory;
import cevns.drivers.Digitizers;
import cevns.drivers.incident.Incident;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run of three boards that one signal starts, through their real protocol: events are built
 * across the boards from the first trigger on. One of them dies and comes back.
 */
class ChainedBoardsTest {

    private static final double SECONDS = 6;
    private static final double DOWN_AT_S = 5;

    private static final String BOARD =
            """
              board-N {
                id = N, family = dig2
                device {
                  host = 127.0.0.1, channels = [0], record_length_ns = 8000, pre_trigger_ns = 500
                  marks = true, mark_signal = t39, trigger_kind = beam, reconnect_s = [0.05]
                  parameters { "/par/startsource" = SOURCE, "/par/acqtriggersource" = TrgIn }
                  MORE
                }
                emulator {
                  board { channels = 1, SYNC }
                  beam { seed = 5, power_mw = 1.4, energy_gev = 1.0 }
                  lar {
                    seed = N, window_us = [-1, 9], deal_us = [-1, 1]
                    readout { adc_bits = 14, baseline_adc = 15000, noise_rms_adc = 1 }
                    photoelectron { charge_adc_ns = 1200, resolution = 0.1, tau_ns = 6 }
                    rates { steady_state_per_s = 0, cherenkov_per_s = 0, dark_per_s = 2e6 }
                    rates { muons_per_s = 0, veto_muons_per_s = 0 }
                  }
                }
              }
            """;

    private static final String TEXT =
            """
            name = chain
            type = physics
            detector {
              name = Rig, kind = lar, mass_kg = 1
              channels {
                pmt1 {
                  source = board-1, channel = 0, adc_bits = 14, kind = pmt, polarity = negative
                  baseline_ns = [0, 100], baseline_method = median
                  threshold_adc = 20, min_samples = 2, spe_charge_adc = 600, integration_ns = 300
                }
                pmt2 = ${detector.channels.pmt1} { source = board-2 }
                pmt3 = ${detector.channels.pmt1} { source = board-3 }
              }
            }
            beam { mark_source = board-1, mark_signal = t39, snapshot_every_marks = 10 }
            beam { charge = none, reorder_ns = 200000000 }
            events { build = trigger, window_ns = 1000 }
            regions { coincidence { pre = [-300, -100], roi = [-100, 6500], onset_max_ns = 6000 } }
            cuts = [ { name = all-boards, quantity = multiplicity, min = 3 } ]
            blinding { open = true }
            sources {
            %s%s%s}
            """
                    .formatted(
                            board(1, "SWcmd", "syncoutmode = Run", ""),
                            board(2, "SINlevel", "rundelay = 80", "sync_in = board-1"),
                            board(3, "SINlevel", "rundelay = 160", "sync_in = board-1"));

    @TempDir Path folder;

    private final List<Snapshot> snapshots = new CopyOnWriteArrayList<>();

    private static String board(int number, String source, String parameter, String sync) {
        String path = "parameters { \"/par/" + parameter.replace(" =", "\" =") + " }";
        return BOARD.replace("N {", number + " {")
                .replace("= N", "= " + number)
                .replace("SOURCE", source)
                .replace("MORE", path + (number > 1 ? "\n      started_by = board-1" : ""))
                .replace("SYNC", sync);
    }

    @Test
    void buildsEventsAcrossBoardsFromTheFirstTriggerOn() throws Exception {
        Path file = folder.resolve("chain.conf");
        Files.writeString(file, TEXT);
        RunConfig config = RunConfig.load(file.toString(), Map.of(), Digitizers::check);
        Incident dies = Incident.parse("board-down@" + DOWN_AT_S + "+0.3:board-3");
        try (Emulators emulators = Emulators.anywhere(config, 1, List.of(dies))) {
            Map<String, Object> overrides = new HashMap<>(emulators.addresses());
            overrides.put("limits.max_s", SECONDS);
            config = RunConfig.load(file.toString(), overrides, Digitizers::check);
            RunDirectory directory;
            try (LiveRun live = LiveRun.start(config, 1, folder, snapshots::add)) {
                live.awaitDone();
                directory = live.directory();
            }
            assertNothingRejectedWhileAllRun();
            assertStarts(directory);
            Verification verification = Verification.of(directory);
            assertThat(verification.problems()).isEmpty();
            assertThat(verification.residual()).isZero();
            assertThat(verification.replay()).isEqualTo(Verification.Replay.IDENTICAL);
        }
    }

    private void assertNothingRejectedWhileAllRun() {
        // Events come later than states, by reorder_ns: those of three boards only are among them.
        Predicate<Snapshot.Source> isSound =
                s -> s.state() == SourceState.RUNNING && s.unknownLosses() == 0;
        Snapshot before =
                snapshots.stream()
                        .filter(s -> s.mark() >= 20 && s.sources().stream().allMatch(isSound))
                        .reduce((first, second) -> second)
                        .orElseThrow();
        for (Snapshot.Source board : before.sources()) {
            assertThat(board.rejected().values()).as(board.name()).containsOnly(0L);
        }
        assertThat(before.beam().timing().clocks())
                .filteredOn(clock -> !clock.source().equals("board-1"))
                .hasSize(2)
                .allMatch(clock -> clock.aligned());
        Snapshot.CutFlow all = before.cutFlow().get(0);
        assertThat(all.selected()).as("%s", before.cutFlow()).isPositive();
        assertThat(all.selected()).as("none of one board or two").isEqualTo(all.events());
    }

    private static void assertStarts(RunDirectory directory) throws Exception {
        Map<String, List<SourceInfo>> infos = new HashMap<>();
        try (RunReader reader = new RunReader(directory.path())) {
            RecordHandler handler =
                    new RecordHandler() {
                        @Override
                        public void onInfo(int sourceId, SourceInfo info) {
                            infos.computeIfAbsent(info.name(), n -> new ArrayList<>()).add(info);
                        }
                    };
            while (reader.poll(handler, 256) > 0) {
                // All that there is.
            }
        }
        assertThat(infos.get("board-1")).hasSize(1);
        assertThat(infos.get("board-2")).hasSize(1);
        assertThat(infos.get("board-3")).hasSize(2);
        SourceInfo first = infos.get("board-1").get(0);
        assertThat(infos.get("board-2").get(0).startedWith(first)).isTrue();
        assertThat(infos.get("board-3").get(0).startedWith(first)).isTrue();
        assertThat(infos.get("board-3").get(1).startGroup()).isEmpty();
    }
}
