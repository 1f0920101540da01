package cevns.web.control;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.analysis.monitor.Snapshot;
import cevns.daq.config.RunConfig;
import cevns.daq.queue.RunReader;
import cevns.daq.record.EndReason;
import cevns.daq.record.RecordHandler;
import cevns.daq.record.RunMark;
import cevns.daq.record.RunMode;
import cevns.daq.run.RunCatalogue;
import cevns.daq.run.RunDirectory;
import cevns.drivers.Digitizers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of the emulated detector, ended for each reason a run can end by itself. */
class LiveRunTest {

    private static final List<String> SLOW_CONTROL = List.of("high-voltage", "temperatures");

    @TempDir Path data;

    private Emulators emulators;
    private Map<String, Object> overrides;

    @BeforeEach
    void startEmulators() {
        emulators = Emulators.anywhere(RunConfig.load("runs/csi-demo", Digitizers::check));
        overrides = new HashMap<>(emulators.addresses());
    }

    @AfterEach
    void stopEmulators() {
        emulators.close();
    }

    @Test
    void endsAtItsTimeWithASubrunForEachStretch() throws Exception {
        overrides.put("limits.max_s", 3.0);
        overrides.put("limits.subrun_s", 1.0);
        RunDirectory run = takeARun();
        List<RunMark> marks = marks(run);
        assertThat(marks.get(0)).isInstanceOf(RunMark.RunStart.class);
        assertThat(marks.stream().filter(RunMark.SubrunStart.class::isInstance))
                .extracting(mark -> ((RunMark.SubrunStart) mark).subrun())
                .containsExactly(0, 1, 2);
        assertThat(end(marks)).isEqualTo(EndReason.TIME);
        assertVerifies(run);
    }

    @Test
    void countsProtonsAndTimeOfATimeLapseSoManyTimes() throws Exception {
        overrides.put("limits.max_s", 3.0);
        double factor = 67_000;
        RunConfig config = RunConfig.load("runs/csi-demo", overrides, Digitizers::check);
        try (LiveRun live = LiveRun.start(config, factor, data, snapshot -> {})) {
            live.awaitDone();
            RunMark.RunStart start = (RunMark.RunStart) marks(live.directory()).get(0);
            assertThat(start.mode()).isEqualTo(RunMode.SIMULATED);
            assertThat(start.timeLapse()).isEqualTo(factor);
            Snapshot last = live.analysis().latest();
            assertThat(last.timeLapse()).isEqualTo(factor);
            // 1.4 MW / 60 Hz / 0.955 GeV is 1.525e14 protons a pulse, within a few percent of
            // drift.
            Snapshot.Account good = last.exposure().good();
            assertThat(good.marks()).isPositive();
            assertThat(good.protons() / good.marks())
                    .isCloseTo(factor * 1.525e14, Percentage.withPercentage(5));
            assertThat(last.readings())
                    .filteredOn(reading -> reading.quality().equals("good"))
                    .extracting(reading -> reading.source() + " " + reading.name())
                    .containsExactly(
                            "high-voltage PMT HV",
                            "high-voltage PMT current",
                            "high-voltage HV 0 set",
                            "high-voltage HV 0 status",
                            "temperatures crystal",
                            "temperatures rack");
            assertThat(last.readings().get(0).value()).isEqualTo(1350);
            assertThat(last.readings().get(4).value()).isBetween(295.0, 296.0);
            assertVerifies(live.directory());
        }
    }

    @Test
    void endsATimeLapseInWhichASourceIsReal() throws Exception {
        RunConfig shipped =
                RunConfig.load(
                        "runs/csi-demo",
                        Map.of("sources.csi-digitizer.emulator.board.model", "VX2730"),
                        Digitizers::check);
        try (Emulators likeReal = Emulators.anywhere(shipped)) {
            RunConfig config =
                    RunConfig.load("runs/csi-demo", likeReal.addresses(), Digitizers::check);
            try (LiveRun live = LiveRun.start(config, 10, data, snapshot -> {})) {
                assertThat(live.control().awaitClosed(20_000)).isTrue();
                live.awaitDone();
                assertThat(end(marks(live.directory()))).isEqualTo(EndReason.ERROR);
                assertThat(live.control().reason())
                        .contains("source csi-digitizer is not emulated")
                        .contains("no time-lapse (10)");
            }
        }
    }

    @Test
    void endsAtItsSize() throws Exception {
        overrides.put("limits.max_bytes", 4_000_000L);
        RunDirectory run = takeARun();
        assertThat(end(marks(run))).isEqualTo(EndReason.SIZE);
        assertVerifies(run);
    }

    @Test
    void keepsTheLedgerWhenADeviceDies() throws Exception {
        overrides.put("limits.max_s", 5.0);
        RunConfig config = RunConfig.load("runs/csi-demo", overrides, Digitizers::check);
        RunDirectory run;
        try (LiveRun live = LiveRun.start(config, data, snapshot -> {})) {
            run = live.directory();
            assertThat(live.control().awaitClosed(2_500)).isFalse();
            emulators.close();
            live.awaitDone();
        }
        Verification verification = assertVerifies(run);
        assertThat(verification.sources())
                .filteredOn(source -> !SLOW_CONTROL.contains(source.name()))
                .hasSize(2)
                .as("a link that stayed down is a hole of unknown size")
                .allMatch(source -> source.unknownLosses() > 0);
        assertThat(verification.sources())
                .filteredOn(source -> SLOW_CONTROL.contains(source.name()))
                .hasSize(2)
                .as("readings come by the clock: what did not come is known")
                .allMatch(source -> source.unknownLosses() == 0 && source.read() > 0);
    }

    @Test
    void deletesOnlyTheOldestRunsOfTheDemo() throws Exception {
        overrides.put("limits.max_s", 1.0);
        RunDirectory first = takeARun();
        RunDirectory second = takeARun();
        overrides.put("name", "another");
        RunDirectory other = takeARun();

        RunCatalogue catalogue = RunCatalogue.open(data);
        assertThat(DemoRuns.keepAtMost(Long.MAX_VALUE, "csi-demo", catalogue)).isEmpty();
        assertThat(DemoRuns.keepAtMost(second.bytes(), "csi-demo", catalogue))
                .extracting(RunDirectory::run)
                .containsExactly(first.run());
        assertThat(first.path()).doesNotExist();
        assertThat(second.path()).exists();
        assertThat(DemoRuns.keepAtMost(0, "csi-demo", catalogue))
                .extracting(RunDirectory::run)
                .containsExactly(second.run());
        assertThat(other.path()).exists();
    }

    private RunDirectory takeARun() throws Exception {
        RunConfig config = RunConfig.load("runs/csi-demo", overrides, Digitizers::check);
        try (LiveRun live = LiveRun.start(config, data, snapshot -> {})) {
            live.awaitDone();
            return live.directory();
        }
    }

    private static Verification assertVerifies(RunDirectory run) throws Exception {
        Verification verification = Verification.of(run);
        assertThat(verification.problems()).isEmpty();
        assertThat(verification.residual()).isZero();
        assertThat(verification.replay()).isEqualTo(Verification.Replay.IDENTICAL);
        assertThat(Files.readString(run.summary())).contains("\"end\":");
        return verification;
    }

    private static EndReason end(List<RunMark> marks) {
        return ((RunMark.RunEnd) marks.get(marks.size() - 1)).reason();
    }

    private static List<RunMark> marks(RunDirectory run) {
        List<RunMark> marks = new ArrayList<>();
        RecordHandler handler =
                new RecordHandler() {
                    @Override
                    public void onMark(RunMark mark) {
                        marks.add(mark);
                    }
                };
        try (RunReader reader = new RunReader(run.path())) {
            int read = reader.poll(handler, 1000);
            while (read > 0) {
                read = reader.poll(handler, 1000);
            }
        }
        return marks;
    }
}
