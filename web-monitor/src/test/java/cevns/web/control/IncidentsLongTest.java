package cevns.web.control;

import static cevns.web.control.RigConfig.BOARD;
import static cevns.web.control.RigConfig.FACILITY;
import static cevns.web.control.RigConfig.SUPPLY;
import static org.assertj.core.api.Assertions.assertThat;

import cevns.analysis.monitor.Snapshot;
import cevns.analysis.monitor.Timing;
import cevns.daq.config.RunConfig;
import cevns.drivers.Digitizers;
import cevns.drivers.incident.Incident;
import cevns.drivers.incident.IncidentKind;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every incident by itself, as {@code --incident NAME} plays it, over the sockets: it is named, at
 * its time, on its source; the run balances, verifies and replays to the same bytes.
 */
@Tag("long")
class IncidentsLongTest {

    /** What an incident is called. */
    private record Name(String source, String problem) {}

    private static final Map<IncidentKind, Name> NAMES = new EnumMap<>(IncidentKind.class);

    static {
        NAMES.put(IncidentKind.MISSED_MARKS, new Name(BOARD, "missedMark"));
        NAMES.put(IncidentKind.DOUBLE_MARKS, new Name(BOARD, "doubleMark"));
        NAMES.put(IncidentKind.NOISE_MARKS, new Name(BOARD, "noiseMark"));
        NAMES.put(IncidentKind.WRONG_SIGNAL, new Name(BOARD, "wrongSignal"));
        NAMES.put(IncidentKind.NO_MARKS, new Name(FACILITY, "beamWithoutMark"));
        NAMES.put(IncidentKind.CHARGE_SHIFT, new Name(FACILITY, "neighbourCharge"));
        NAMES.put(IncidentKind.LINE_WANDER, new Name(BOARD, "lineFrequency"));
        NAMES.put(IncidentKind.REDUCED_RATE, new Name(FACILITY, "reducedRate"));
        NAMES.put(IncidentKind.ROLLOVER, new Name(BOARD, "rollover"));
        NAMES.put(IncidentKind.PLL_STEP, new Name(BOARD, "clockRate"));
        NAMES.put(IncidentKind.BOARD_RESET, new Name(BOARD, "clockJump"));
        NAMES.put(IncidentKind.DEAD_TIME, new Name(BOARD, "dataLost"));
        NAMES.put(IncidentKind.STREAM_STALL, new Name(FACILITY, "streamStalled"));
        NAMES.put(IncidentKind.STREAM_CUT, new Name(FACILITY, "streamStalled"));
        NAMES.put(IncidentKind.PULSE_ORDER, new Name(FACILITY, "pulseOrder"));
        NAMES.put(IncidentKind.ACCELERATOR_TIME, new Name(FACILITY, "acceleratorTime"));
        NAMES.put(IncidentKind.MARK_JITTER, new Name(BOARD, "markJitter"));
        NAMES.put(IncidentKind.RING_PERIOD, new Name(FACILITY, "ringPeriod"));
        NAMES.put(IncidentKind.KICKER_PICKUP, new Name("", "kickerPickup"));
        NAMES.put(IncidentKind.WINDOWS_UNEQUAL, new Name("", "windowsUnequal"));
        NAMES.put(IncidentKind.STROBE_DRIFT, new Name(BOARD, "strobePhase"));
        NAMES.put(IncidentKind.BOARD_DOWN, new Name(BOARD, "dataLost"));
        NAMES.put(IncidentKind.LINK_CUT, new Name(BOARD, "dataLost"));
        NAMES.put(IncidentKind.FLOOD, new Name(BOARD, "doubleMark"));
    }

    /** It may take so long to be seen, or to be seen no more [s]. */
    private static final double LATENCY_S = 45;

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource(IncidentKind.class)
    void isNamedWhenItHappens(IncidentKind kind) throws Exception {
        Incident incident = new Incident(kind);
        double endS = incident.startS() + Math.min(incident.lengthS(), 80);
        Map<String, Object> both = Map.of("sources.board.device.channels", List.of(0, 1));
        try (TurnedRun run = new TurnedRun(folder, both, kind.word())) {
            Snapshot last = run.until(endS + 50).verified();
            Name name = NAMES.get(kind);
            if (name == null) {
                isSeenElsewhere(kind, last);
                return;
            }
            Map<String, double[]> seen = TurnedRun.problems(last, name.source());
            assertThat(seen).containsKey(name.problem());
            double[] when = seen.get(name.problem());
            // A mark that was missed because nothing is wired is seen from the begin.
            assertThat(when[0]).isBetween(incident.startS() - 2.1, endS + 2);
            assertThat(when[1]).isBetween(incident.startS() - 2.1, endS + LATENCY_S);
            assertThat(last.exposure().good().unknownMarks()).isZero();
        }
    }

    /** No failure of the timing, but not unseen. */
    private static void isSeenElsewhere(IncidentKind kind, Snapshot last) {
        Map<String, Long> pulses = last.beam().pulses();
        List<Timing.Problem> problems = last.beam().timing().intervals();
        switch (kind) {
            case BEAM_OFF -> assertThat(pulses.get("empty")).isGreaterThan(80 * 60L);
            case TRIP -> {
                assertThat(pulses.get("abnormal")).isEqualTo(1);
                assertThat(pulses.get("empty")).isGreaterThan(9 * 60L);
            }
            case LATE_START -> assertThat(last.beam().confidence()).isGreaterThanOrEqualTo(2);
            case HV_TRIP ->
                    assertThat(last.readings())
                            .filteredOn(r -> r.source().equals(SUPPLY))
                            .filteredOn(r -> r.name().equals("HV 0"))
                            .allMatch(r -> r.value() == 0 && r.quality().equals("major"))
                            .hasSize(1);
            default -> throw new AssertionError("nobody sees " + kind);
        }
        assertThat(problems).isEmpty();
    }

    /** In real time: the demo's devices and run control; a slow computer takes long to begin. */
    @Test
    void theDemoSurvivesAndNamesIncidentsInRealTime() throws Exception {
        RunConfig shipped = RunConfig.load("runs/csi-demo", Digitizers::check);
        List<Incident> incidents =
                List.of(
                        Incident.parse("double-marks@0+300"),
                        Incident.parse("link-cut@45+3"),
                        Incident.parse("board-down@55+3"),
                        Incident.parse("stream-cut@65+12"));
        try (Emulators emulators = Emulators.anywhere(shipped, 1, incidents)) {
            Map<String, Object> overrides = new HashMap<>(emulators.addresses());
            overrides.put("limits.max_s", 90.0);
            RunConfig config = RunConfig.load("runs/csi-demo", overrides, Digitizers::check);
            try (LiveRun live = LiveRun.start(config, folder, snapshot -> {})) {
                live.awaitDone();
                Snapshot last = live.analysis().latest();
                assertThat(last.beam().timing().problems())
                        .containsKeys("doubleMark", "dataLost", "streamStalled");
                assertThat(last.exposure().good().unknownMarks()).isZero();
                assertThat(Verification.of(live.directory()).ok()).isTrue();
            }
        }
    }
}
