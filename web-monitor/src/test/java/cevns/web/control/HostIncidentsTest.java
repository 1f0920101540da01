package cevns.web.control;

import static cevns.web.control.RigConfig.BOARD;
import static cevns.web.control.RigConfig.FACILITY;
import static cevns.web.control.RigConfig.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cevns.analysis.monitor.Snapshot;
import cevns.daq.queue.AppendObserver;
import cevns.web.SmallDisk;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What goes wrong on our own side, and so is no incident of an emulator (beam-trigger-modes.md §6):
 * rows 16 and 20, and row 8, which cannot. The drivers read the emulators over their sockets.
 */
class HostIncidentsTest {

    /** Long records, so that no buffer between board and disk holds many. */
    private static final Map<String, Object> LONG_RECORDS =
            Map.of("sources.board.emulator.board.record_samples", 24_000);

    private static final long ALL_BUT_TWO = 28;

    @TempDir Path folder;

    /** Row 20. */
    @Test
    void aStepOfTheHostsClockIsToldAndChangesNothingElse() throws Exception {
        Snapshot steady;
        try (TurnedRun run = new TurnedRun(folder, Map.of())) {
            steady = run.until(54).finish();
        }
        Snapshot last;
        try (TurnedRun run = new TurnedRun(folder, Map.of())) {
            run.until(12).stepHost(1);
            run.until(23).stepHost(-1);
            run.until(34).stepHost(3600);
            run.until(45).stepHost(-3601);
            last = run.until(54).verified();
        }
        assertThat(last.beam().timing().problems()).isEqualTo(Map.of("hostTime", 4L));
        Map<String, double[]> seen = TurnedRun.problems(last, "");
        assertThat(seen.get("hostTime")[0]).isBetween(12.0, 20.0);
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
     * Row 8: the line is 0.14 Hz off, and twice no timing pulse comes for 8 s. Counted with 60 Hz
     * each time that would be 1.1 cycles more than there were.
     */
    @Test
    void noConstantPeriodCountsTheCyclesOfALineThatIsOff() throws Exception {
        Snapshot last;
        String[] incidents = {"line-wander@2+70", "no-marks@24+8", "no-marks@36+8"};
        try (TurnedRun run = new TurnedRun(folder, Map.of(), incidents)) {
            last = run.until(47).finish();
        }
        assertThat(last.beam().timing().problems().keySet())
                .containsExactlyInAnyOrder("lineFrequency", "missedMark", "beamWithoutMark");
        double cycles = 2 * 8 * (60 - 0.14);
        assertThat(last.beam().inserted()).isBetween((long) cycles - 2, (long) cycles + 2);
        // Every pulse has its mark again, and none has that of a neighbour.
        assertThat(last.exposure().delivered().unknownMarks()).isZero();
        assertThat(last.exposure().recorded().unknownMarks()).isZero();
        assertThat(last.exposure().delivered().marks()).isCloseTo(last.beam().marks(), within(1L));
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
            run.awaits(ALL_BUT_TWO);
            run.until(12);
            run.awaits(0);
            disk.hangs = true;
            run.until(20);
            disk.hangs = false;
            run.awaits(ALL_BUT_TWO);
            last = run.until(26).verified();
        }
        Snapshot.Source board = source(last, BOARD);
        assertThat(last.beam().timing().problems()).containsKeys("dataLost", "missedMark");
        assertThat(TurnedRun.problems(last, BOARD).get("dataLost")[0]).isBetween(11.9, 20.5);
        assertThat(board.unknownLosses()).isZero();
        long lost = board.lost().get("gap");
        assertThat(lost).isPositive().isEqualTo(lost(board));
        assertThat(board.read()).isEqualTo(board.built() + rejected(board) + lost);
        // Beam and strobe in turn were lost, each of a cycle that the other board has seen.
        assertThat(last.beam().inserted()).isCloseTo(lost / 2, within(1L));
        Snapshot.Source other = source(last, OTHER);
        assertThat(lost(other)).isZero();
        // But for what was still on its way when the run ended.
        assertThat(last.beam().marks()).isBetween(other.read() - 150, other.read());
        assertThat(lost(source(last, FACILITY))).isZero();
        assertThat(last.exposure().delivered().unknownMarks()).isZero();
    }

    /** Row 16, full: what comes from then on is refused, counted and told. */
    @Test
    void aFullDiskIsToldWithTheUnitsThatItRefused() throws Exception {
        Path mounted = folder.resolve("disk");
        Snapshot last;
        try (SmallDisk disk = SmallDisk.mount(mounted, 450);
                TurnedRun run = new TurnedRun(mounted, LONG_RECORDS)) {
            run.until(3);
            disk.fill(200);
            last = run.until(8).verified();
        }
        Snapshot.Source board = source(last, BOARD);
        long refused = board.lost().get("append");
        assertThat(refused).isPositive().isEqualTo(lost(board));
        assertThat(board.read()).isEqualTo(board.built() + rejected(board) + refused);
        // Beam and strobe of more than two seconds.
        assertThat(refused).isGreaterThan(2 * 2 * 60);
        assertThat(TurnedRun.problems(last, BOARD).get("slowDisk")[0]).isBetween(2.9, 5.0);
        assertThat(TurnedRun.problems(last, BOARD).get("slowDisk")[1]).isBetween(6.0, 8.1);
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
