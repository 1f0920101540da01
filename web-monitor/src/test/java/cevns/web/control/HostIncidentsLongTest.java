package cevns.web.control;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.analysis.monitor.Snapshot;
import cevns.daq.config.RunConfig;
import cevns.daq.run.RunDirectory;
import cevns.daq.time.WallClock;
import cevns.drivers.Digitizers;
import cevns.web.SmallDisk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rows 16 and 20 of beam-trigger-modes.md §6 in real time, with run control and the real protocols
 * of the demos: the disk is full; the clock of drivers and run control steps, that of the emulators
 * does not.
 */
@Tag("long")
class HostIncidentsLongTest {

    private static final long SECOND_NS = 1_000_000_000L;
    private static final long BETWEEN_MS = 16_000;

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"csi", "lar", "ge", "nai"})
    void aStepOfTheHostsClockIsToldAndIgnored(String detector) throws Exception {
        String name = "runs/" + detector + "-demo";
        RunConfig shipped = RunConfig.load(name, Digitizers::check);
        try (Emulators emulators = Emulators.anywhere(shipped)) {
            Map<String, Object> overrides = new HashMap<>(emulators.addresses());
            overrides.put("limits.max_s", 84.0);
            RunConfig config = RunConfig.load(name, overrides, Digitizers::check);
            RunDirectory directory = RunDirectory.next(folder);
            AtomicLong aheadNs = new AtomicLong();
            WallClock host = () -> WallClock.SYSTEM.nowNs() + aheadNs.get();
            try (RunControl control = new RunControl(config, directory, host, 1, "")) {
                control.start();
                Snapshot last = analysed(control, directory, aheadNs);
                assertThat(last.beam().timing().problems()).isEqualTo(Map.of("hostTime", 4L));
                assertThat(last.beam().inserted()).isZero();
                assertThat(last.beam().confidence()).isGreaterThanOrEqualTo(2);
                assertThat(last.exposure().good().unknownMarks()).isZero();
                // All but the marks of the first second, and of the last one.
                long marks = last.beam().marks();
                assertThat(last.exposure().recorded().marks()).isGreaterThan(marks * 95 / 100);
                assertThat(Verification.of(directory).problems()).isEmpty();
            }
        }
    }

    private static Snapshot analysed(RunControl control, RunDirectory run, AtomicLong aheadNs)
            throws Exception {
        try (Analysis analysis = Analysis.of(run, run.snapshots(), snapshot -> {})) {
            Thread pipeline = new Thread(analysis::run, "pipeline");
            pipeline.start();
            for (int stepS : new int[] {1, -1, 3600, -3600}) {
                assertThat(control.awaitClosed(BETWEEN_MS)).isFalse();
                aheadNs.addAndGet(stepS * SECOND_NS);
            }
            control.awaitClosed();
            pipeline.join();
            analysis.writeSummary(run);
            return analysis.latest();
        }
    }

    /** Row 16, full: in a run of run control, which then ends it. */
    @Test
    void aFullDiskEndsTheRunAndIsTold() throws Exception {
        Path mounted = folder.resolve("disk");
        RunConfig shipped = RunConfig.load("runs/csi-demo", Digitizers::check);
        try (SmallDisk disk = SmallDisk.mount(mounted, 500);
                Emulators emulators = Emulators.anywhere(shipped)) {
            RunConfig config =
                    RunConfig.load("runs/csi-demo", emulators.addresses(), Digitizers::check);
            try (LiveRun live = LiveRun.start(config, mounted, snapshot -> {})) {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> live.control().recordsWritten() > 200);
                disk.fill(200);
                live.awaitDone();
                assertThat(live.control().reason()).contains("the disk is nearly full");
                Snapshot last = live.analysis().latest();
                assertThat(last.beam().timing().problems()).containsKey("slowDisk");
                Verification verification = Verification.of(live.directory());
                assertThat(verification.residual()).isZero();
                assertThat(verification.badRecords()).isZero();
                assertThat(verification.sources().get(0).lost().get("append")).isPositive();
            }
        }
    }
}
