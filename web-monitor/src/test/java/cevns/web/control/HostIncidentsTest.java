package cevns.web.control;

import static cevns.web.control.RigConfig.BOARD;
import static cevns.web.control.RigConfig.FACILITY;
import static cevns.web.control.RigConfig.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cevns.analysis.monitor.Snapshot;
import cevns.daq.config.RunConfig;
import cevns.daq.queue.AppendObserver;
import cevns.web.SmallDisk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What goes wrong on our own side, and so is no incident of an emulator (beam-trigger-modes.md §6):
 * rows 16 and 20, and row 8, which cannot. The drivers read the emulators over their sockets.
 */
class HostIncidentsTest {

    /** Long records, so that no buffer between board and disk holds many. */
    private static final Map<String, Object> LONG_RECORDS =
            Map.of("sources.board.emulator.board.record_samples", 40_000);

    @TempDir Path folder;

    /** Row 20. */
    @Test
    void aStepOfTheHostsClockIsToldAndChangesNothingElse() throws Exception {
        Snapshot steady;
        try (TurnedRun run = new TurnedRun(folder, Map.of())) {
            steady = run.until(80).finish();
        }
        Snapshot last;
        try (TurnedRun run = new TurnedRun(folder, Map.of())) {
            run.until(20).stepHost(1);
            run.until(35).stepHost(-1);
            run.until(50).stepHost(3600);
            run.until(65).stepHost(-3601);
            last = run.until(80).verified();
        }
        assertThat(last.beam().timing().problems()).isEqualTo(Map.of("hostTime", 4L));
        Map<String, double[]> seen = TurnedRun.problems(last, "");
        assertThat(seen.get("hostTime")[0]).isBetween(20.0, 32.0);
        // Times, pulses and charges are those of a run whose host has a steady clock.
        assertThat(last.beam().inserted()).isZero();
        assertThat(last.beam().pulses()).isEqualTo(steady.beam().pulses());
        assertThat(last.beam().timing().matched()).isEqualTo(steady.beam().timing().matched());
        assertThat(last.exposure()).isEqualTo(steady.exposure());
        assertThat(last.beam().timing().firstMarkNs())
                .isEqualTo(steady.beam().timing().firstMarkNs());
        assertThat(last.beam().timing().lastMarkNs())
                .isEqualTo(steady.beam().timing().lastMarkNs());
        assertThat(last.beam().confidence()).isGreaterThanOrEqualTo(2);
    }

    /**
     * Row 8: the line is 0.14 Hz off, and in the middle no timing pulse comes for 20 s. Counted
     * with 60 Hz that would be 2.8 cycles more than there were.
     */
    @Test
    void noConstantPeriodCountsTheCyclesOfALineThatIsOff() throws Exception {
        Snapshot last;
        try (TurnedRun run =
                new TurnedRun(folder, Map.of(), "line-wander@5+90", "no-marks@60+20")) {
            last = run.until(95).finish();
        }
        assertThat(last.beam().timing().problems().keySet())
                .containsExactlyInAnyOrder("lineFrequency", "missedMark");
        double cycles = 20 * (60 - 0.14);
        assertThat(last.beam().inserted()).isBetween((long) cycles - 1, (long) cycles + 1);
        // Every pulse has its mark again, and none has that of a neighbour.
        assertThat(last.exposure().delivered().unknownMarks()).isZero();
        long pulses = last.beam().pulses().values().stream().mapToLong(n -> n).sum();
        assertThat(last.exposure().delivered().marks()).isEqualTo(pulses);
        assertThat(last.beam().confidence()).isGreaterThanOrEqualTo(2);
        assertThat(last.beam().rateHz()).isCloseTo(60 - 0.14, within(0.04));
    }

    /**
     * Row 16, slow: appends hang for eight seconds. First the buffers of the sockets fill, then the
     * board's, which counts what it cannot keep.
     */
    @Test
    void aDiskThatHangsLetsTheBoardOverflowAndEveryTriggerIsCounted() throws Exception {
        HangingDisk disk = new HangingDisk();
        Snapshot last;
        try (TurnedRun run = new TurnedRun(folder, LONG_RECORDS, disk)) {
            run.until(12);
            run.waits(false);
            disk.hangs = true;
            run.until(20);
            disk.hangs = false;
            run.waits(true);
            last = run.until(28).verified();
        }
        Snapshot.Source board = source(last, BOARD);
        assertThat(last.beam().timing().problems()).containsKeys("dataLost", "missedMark");
        assertThat(TurnedRun.problems(last, BOARD).get("dataLost")[0]).isBetween(12.0, 20.5);
        assertThat(board.unknownLosses()).isZero();
        long lost = board.lost().get("gap");
        assertThat(lost).isPositive().isEqualTo(lost(board));
        assertThat(board.read()).isEqualTo(board.built() + rejected(board) + lost);
        // Beam and strobe in turn were lost, each of a cycle that the other board has seen.
        assertThat(last.beam().inserted()).isCloseTo(lost / 2, within(1L));
        Snapshot.Source other = source(last, OTHER);
        assertThat(lost(other)).isZero();
        assertThat(last.beam().marks()).isCloseTo(other.read(), within(2L));
        assertThat(lost(source(last, FACILITY))).isZero();
        assertThat(last.exposure().delivered().unknownMarks()).isZero();
    }

    /** Row 16, full: what comes until the run has ended is refused, counted and told. */
    @Test
    void aFullDiskIsToldWithTheUnitsThatItRefused() throws Exception {
        Path mounted = folder.resolve("disk");
        try (SmallDisk disk = SmallDisk.mount(mounted, 500);
                Emulators emulators = Emulators.anywhere(rig(Map.of()))) {
            RunConfig config = rig(emulators.addresses());
            try (LiveRun live = LiveRun.start(config, mounted, snapshot -> {})) {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> live.control().recordsWritten() > 200);
                disk.fill(200);
                live.awaitDone();
                assertThat(live.control().reason()).contains("the disk is nearly full");
                Snapshot last = live.analysis().latest();
                Snapshot.Source board = source(last, BOARD);
                assertThat(board.lost().get("append")).isPositive();
                assertThat(board.read()).isEqualTo(board.built() + rejected(board) + lost(board));
                assertThat(TurnedRun.problems(last, BOARD)).containsKey("slowDisk");
                Verification verification = Verification.of(live.directory());
                assertThat(verification.residual()).isZero();
                assertThat(verification.badRecords()).isZero();
            }
        }
    }

    private RunConfig rig(Map<String, ?> addresses) throws Exception {
        Map<String, Object> all = new HashMap<>(LONG_RECORDS);
        for (String source : new String[] {BOARD, OTHER, RigConfig.SUPPLY}) {
            all.put("sources." + source + ".device.port", 1);
        }
        all.putAll(addresses);
        return RigConfig.in(folder, all);
    }

    private static long lost(Snapshot.Source source) {
        return source.lost().values().stream().mapToLong(n -> n).sum();
    }

    private static long rejected(Snapshot.Source source) {
        return source.rejected().values().stream().mapToLong(n -> n).sum();
    }

    private static Snapshot.Source source(Snapshot snapshot, String name) {
        return snapshot.sources().stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** A disk that answers no writer but run control while it hangs. */
    private static final class HangingDisk implements AppendObserver {

        private static final long LOOK_NS = 1_000_000;

        private volatile boolean hangs;

        @Override
        public void appending(int sourceId, long sequence) {
            while (hangs) {
                LockSupport.parkNanos(LOOK_NS);
            }
        }

        @Override
        public void appended(int sourceId, long sequence) {}
    }
}
