package cevns.web.control;

import static cevns.web.control.RigConfig.BOARD;
import static cevns.web.control.RigConfig.FACILITY;
import static cevns.web.control.RigConfig.OTHER;
import static cevns.web.control.RigConfig.SUPPLY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cevns.analysis.monitor.EnergyBalance;
import cevns.analysis.monitor.Snapshot;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The emulators play what can go wrong over their sockets, and the run names it as the catalogue
 * does (beam-trigger-modes.md §6). Several incidents share a run, one after the other; each run
 * balances.
 */
class IncidentsTest {

    @TempDir Path folder;

    private Snapshot take(double untilS, String... incidents) throws Exception {
        try (TurnedRun run = new TurnedRun(folder, Map.of(), incidents)) {
            return run.until(untilS).finish();
        }
    }

    private Snapshot takeAndVerify(double untilS, String... incidents) throws Exception {
        try (TurnedRun run = new TurnedRun(folder, Map.of(), incidents)) {
            return run.until(untilS).verified();
        }
    }

    /** Says that a problem was seen on a source, and from one time to another only. */
    private static void assertSeen(
            Snapshot last, String source, String problem, double fromS, double toS) {
        Map<String, double[]> seen = TurnedRun.problems(last, source);
        assertThat(seen).as(last.beam().timing().problems().toString()).containsKey(problem);
        assertThat(seen.get(problem)[0]).as(problem).isBetween(fromS - 1.1, toS);
        // Of the half second that a step of the clock is, one board's data may come before
        // another's.
        assertThat(seen.get(problem)[1]).as(problem).isBetween(fromS - 0.6, toS + 1.1);
    }

    /** Rows 1, 2, 3, 15, 17, 18 and 25, a flood, and a supply that trips. */
    @Test
    void namesWhatHappensToTheTimingSignalAndToTheStream() throws Exception {
        Snapshot last =
                take(
                        76,
                        "missed-marks@12+4",
                        "double-marks@18+4",
                        "noise-marks@24+4",
                        "flood@30+1",
                        "dead-time@33+4",
                        "strobe-drift@39+12",
                        "pulse-order@53+4",
                        "stream-stall@59+13",
                        "hv-trip@30");
        assertSeen(last, BOARD, "missedMark", 12, 37);
        assertSeen(last, BOARD, "doubleMark", 18, 31);
        assertSeen(last, BOARD, "noiseMark", 24, 31);
        assertSeen(last, BOARD, "dataLost", 33, 37);
        assertSeen(last, BOARD, "strobePhase", 46, 51);
        assertSeen(last, FACILITY, "pulseOrder", 53, 57);
        assertSeen(last, FACILITY, "streamStalled", 59, 72);
        Map<String, Long> problems = last.beam().timing().problems();
        // Every 50th of 240 pulses, three in a row; then of those that the board was too busy for.
        long busy = source(last, BOARD).lost().get("gap") / 2;
        assertThat(busy).isBetween(75L, 85L);
        assertThat(problems.get("missedMark")).isEqualTo(5 + 3 + busy);
        assertThat(problems.get("pulseOrder")).isEqualTo(3);
        assertThat(problems.keySet())
                .containsExactlyInAnyOrder(
                        "missedMark",
                        "doubleMark",
                        "noiseMark",
                        "beamWithoutMark",
                        "dataLost",
                        "streamStalled",
                        "pulseOrder",
                        "strobePhase");
        // All that was held back has come.
        assertThat(source(last, FACILITY).lost().values()).containsOnly(0L);
        assertThat(last.exposure().delivered().unknownMarks()).isZero();
        assertThat(last.readings())
                .filteredOn(r -> r.source().equals(SUPPLY) && r.name().equals("HV 0"))
                .allMatch(r -> r.value() == 0 && r.quality().equals("major"))
                .hasSize(1);
    }

    /** Rows 5, 7, 9, 10, 19 and 22. */
    @Test
    void namesWhatHappensToTheMachine() throws Exception {
        Snapshot last =
                take(
                        100,
                        "trip@12+3",
                        "reduced-rate@17+12",
                        "charge-shift@32+14",
                        "ring-period@50+4",
                        "line-wander@55+33",
                        "accelerator-time@90+10");
        assertThat(last.beam().pulses().get("abnormal")).isEqualTo(1);
        assertSeen(last, FACILITY, "reducedRate", 17, 39);
        assertSeen(last, FACILITY, "neighbourCharge", 40, 51);
        assertSeen(last, FACILITY, "ringPeriod", 50, 55);
        assertSeen(last, BOARD, "lineFrequency", 75, 95);
        assertSeen(last, FACILITY, "acceleratorTime", 90, 92);
        assertThat(last.beam().timing().problems().keySet())
                .containsExactlyInAnyOrder(
                        "reducedRate",
                        "neighbourCharge",
                        "ringPeriod",
                        "lineFrequency",
                        "acceleratorTime");
        // The counter and the pulses tell the same energy, also where the ring period has changed
        // and charges are a cycle late; of the stretch with the step of time nobody knows.
        EnergyBalance energy = last.beam().timing().energy();
        assertThat(energy.stretches()).isEqualTo(7);
        assertThat(energy.leftOut()).isEqualTo(1);
        assertThat(energy.ratio()).isCloseTo(1, within(1e-4));
        assertThat(energy.closes()).isTrue();
        // 945,388 ps at 1 GeV, shorter by 0.1 % for 4 of 100 s.
        assertThat(energy.meanRingPeriodPs()).isCloseTo(945_388 - 40, within(10.0));
        // The charges from one empty cycle to the next belong to nobody, and are no zeros.
        assertThat(last.exposure().recorded().unknownMarks()).isEqualTo(600);
        assertThat(last.beam().pulses().get("unknown")).isEqualTo(600);
        assertThat(last.exposure().delivered().unknownMarks()).isZero();
    }

    /** Rows 11 to 14 and 21. */
    @Test
    void namesWhatHappensToTheClocksOfTheBoards() throws Exception {
        Snapshot last =
                take(
                        116,
                        "late-start:other",
                        "pll-step@25+12",
                        "rollover@40+20:other",
                        "board-reset@70:other",
                        "mark-jitter@97+10:other",
                        "board-reset@110");
        assertSeen(last, BOARD, "clockRate", 25, 40);
        assertSeen(last, OTHER, "clockRate", 25, 112);
        assertSeen(last, OTHER, "rollover", 59, 61);
        assertSeen(last, OTHER, "clockJump", 70, 116);
        assertSeen(last, OTHER, "markJitter", 97, 116);
        assertSeen(last, BOARD, "clockJump", 110, 116);
        assertThat(last.beam().timing().problems())
                .doesNotContainKeys("startAmbiguous", "wrongSignal", "streamStalled");
    }

    /** Rows 17 and 24, a board that dies and one whose link is cut. */
    @Test
    void namesWhatHappensToLinksAndToTheWindows() throws Exception {
        Snapshot last =
                takeAndVerify(
                        104,
                        "link-cut@12+4",
                        "board-down@18+4",
                        "windows-unequal@25+66",
                        "stream-cut@92+60");
        assertSeen(last, BOARD, "dataLost", 11.8, 22.2);
        assertSeen(last, "", "windowsUnequal", 85, 104);
        assertSeen(last, FACILITY, "streamStalled", 92, 104);
        Snapshot.Source board = source(last, BOARD);
        // The board went on counting where only the link was cut; one that died forgot.
        assertThat(board.lost().get("link")).isBetween(2 * 60 * 3L, 2 * 60 * 6L);
        assertThat(board.unknownLosses()).isEqualTo(1);
        // Twelve seconds without a stream: unknown, neither nothing nor a guess.
        Snapshot.Account recorded = last.exposure().recorded();
        Snapshot.Account good = last.exposure().good();
        assertThat(recorded.unknownMarks()).isBetween(700L, 760L);
        assertThat(last.beam().pulses().get("unknown")).isGreaterThanOrEqualTo(720L);
        assertThat(good.unknownMarks()).isZero();
        double perPulse = good.chargeCounts() / (double) good.marks();
        assertThat(perPulse).isCloseTo(2.3333e6, within(0.05e6));
        assertThat(source(last, FACILITY).unknownLosses()).isEqualTo(1);
    }

    /** Rows 4 and 6. */
    @Test
    void namesTheSignalThatIsWiredAndBeamThatNobodySaw() throws Exception {
        Snapshot last = take(132, "wrong-signal@0+62", "no-marks@62+62");
        assertSeen(last, BOARD, "wrongSignal", 50, 60);
        Map<String, Long> problems = last.beam().timing().problems();
        int empty = 6;
        assertThat(problems.get("beamWithoutMark")).isBetween(62 * 60L - empty - 2, 62 * 60 + 4L);
        Snapshot.Exposures exposure = last.exposure();
        assertThat(exposure.delivered().marks()).isGreaterThan(exposure.recorded().marks() + 3700);
    }

    private static Snapshot.Source source(Snapshot snapshot, String name) {
        return snapshot.sources().stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
