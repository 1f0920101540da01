package cevns.drivers.emulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cevns.drivers.incident.Incident;
import cevns.drivers.incident.IncidentScript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What incidents make of the machine, of its timing signal and of the clock of a board. */
class PlayedIncidentsTest {

    private static final long START = 1_795_168_800_000_000_000L;
    private static final int MINUTE = 3_600;

    private static IncidentScript script(String... incidents) {
        return new IncidentScript(Arrays.stream(incidents).map(Incident::parse).toList(), START);
    }

    private static EmulatedBeam beam(String... incidents) {
        EmulatedBeamSettings settings = new EmulatedBeamSettings(7, 1.4, 1.0, 590, 1, 0);
        return new EmulatedBeam(settings, START, script(incidents));
    }

    private static <T> List<T> take(Iterator<T> all, int n) {
        List<T> some = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            some.add(all.next());
        }
        return some;
    }

    private static double seconds(EmulatedCycle cycle) {
        return (cycle.timeNs() - START) * 1e-9;
    }

    @Test
    void nothingChangesBeforeAnIncidentAndAfterIt() {
        List<EmulatedCycle> sound = take(beam().cycles(), MINUTE);
        List<EmulatedCycle> off = take(beam("beam-off@20+10").cycles(), MINUTE);
        for (int i = 0; i < MINUTE; i++) {
            double at = seconds(sound.get(i));
            if (at < 20 || at >= 30) {
                assertThat(off.get(i)).isEqualTo(sound.get(i));
            } else {
                assertThat(off.get(i).hasBeam()).isFalse();
                assertThat(off.get(i).veto()).isEqualTo(EmulatedBeam.VETO_NO_BEAM);
                assertThat(off.get(i).timeNs()).isEqualTo(sound.get(i).timeNs());
            }
        }
    }

    @Test
    void aTripIsOnePulseWithItsBitsAndThenNoBeam() {
        List<EmulatedCycle> cycles =
                take(beam("trip@20+10").cycles(), MINUTE).stream()
                        .filter(c -> seconds(c) >= 20 && seconds(c) < 30)
                        .toList();
        assertThat(cycles.get(0).veto()).isEqualTo(EmulatedBeam.VETO_TRIP);
        assertThat(cycles.get(0).hasBeam()).isTrue();
        assertThat(cycles.subList(1, cycles.size())).noneMatch(EmulatedCycle::hasBeam);
    }

    @Test
    void atAReducedRateEveryFourthCycleHasBeam() {
        long withBeam =
                take(beam("reduced-rate@20+10").cycles(), MINUTE).stream()
                        .filter(c -> seconds(c) >= 20 && seconds(c) < 30)
                        .filter(EmulatedCycle::hasBeam)
                        .count();
        assertThat(withBeam).isBetween(149L, 150L);
    }

    @Test
    void theLineGoesOffWithoutAJumpOfThePhase() {
        List<EmulatedCycle> cycles = take(beam("line-wander@10+40").cycles(), MINUTE);
        for (int i = 1; i < MINUTE; i++) {
            long interval = cycles.get(i).timeNs() - cycles.get(i - 1).timeNs();
            assertThat(interval).isBetween(16_656_000L, 16_718_000L);
        }
        long atTheEnd = cycles.get(2_900).timeNs() - cycles.get(2_300).timeNs();
        // 600 cycles at 60 − 0.14 Hz, the line itself wanders by 0.03 Hz.
        assertThat(600e9 / atTheEnd).isCloseTo(59.86, within(0.03));
    }

    @Test
    void marksAreMissedDoubledAndAdded() {
        List<SeenCycle> missed = take(beam("missed-marks@10+4").seen(), MINUTE);
        assertThat(missed.stream().filter(c -> !c.isMarked())).hasSize(5 + 3);
        List<SeenCycle> doubled = take(beam("double-marks@10+4").seen(), MINUTE);
        assertThat(doubled.stream().filter(c -> c.extraNs().length == 1))
                .hasSize(5)
                .allMatch(c -> c.extraNs()[0] - c.markNs() == 1_000_000);
        List<SeenCycle> noise = take(beam("noise-marks@10+4").seen(), MINUTE);
        assertThat(noise.stream().filter(c -> c.extraNs().length == 1))
                .hasSize(5)
                .allMatch(c -> c.extraNs()[0] - c.markNs() > 15_200_000)
                .allMatch(c -> c.extraNs()[0] - c.markNs() < 16_500_000);
        List<SeenCycle> flood = take(beam("flood@10+1").seen(), MINUTE);
        assertThat(flood.stream().mapToInt(c -> c.extraNs().length).sum()).isEqualTo(60 * 15);
    }

    @Test
    void aBoardIsTriggeredInOrderByAllOfThem() {
        List<EmulatedCycle> triggers =
                take(beam("flood@1+1", "missed-marks@2+2").triggers(), 1_500);
        for (int i = 1; i < triggers.size(); i++) {
            assertThat(triggers.get(i).timeNs()).isGreaterThan(triggers.get(i - 1).timeNs());
        }
        assertThat(triggers.stream().filter(c -> !c.isCycle())).hasSize(60 * 15);
    }

    @Test
    void theConditionalSignalLeavesOutTheEmptyCycles() {
        List<SeenCycle> seen = take(beam("wrong-signal").seen(), MINUTE);
        assertThat(seen).allMatch(c -> c.isMarked() == c.cycle().hasBeam());
        assertThat(seen.stream().filter(c -> !c.isMarked())).hasSize(6);
    }

    @Test
    void jitterIsTheSameOnAllBoardsAndStaysWithinWhatIsMatched() {
        List<SeenCycle> one = take(beam("mark-jitter@10+40").seen(), MINUTE);
        List<SeenCycle> other = take(beam("mark-jitter@10+40").seen(), MINUTE);
        double square = 0;
        for (int i = 0; i < MINUTE; i++) {
            assertThat(one.get(i).markNs()).isEqualTo(other.get(i).markNs());
            long off = one.get(i).markNs() - one.get(i).cycle().timeNs();
            assertThat(off).isBetween(-4_500L, 4_500L);
            square += (double) off * off / 2_400;
        }
        assertThat(Math.sqrt(square)).isBetween(1_700.0, 2_000.0);
    }

    @Test
    void aClockThatRunsFastKeepsWhatItHasGainedAndOneThatIsResetBeginsAnew() {
        BoardIncidents fast = new BoardIncidents(script("pll-step@10+20"));
        long zero = START - 5_000_000_000L;
        assertThat(fast.counterNs(START + 10_000_000_000L, zero)).isEqualTo(15_000_000_000L);
        // 5 ppm of 20 s are 100 µs.
        assertThat(fast.counterNs(START + 60_000_000_000L, zero)).isEqualTo(65_000_100_000L);
        BoardIncidents reset = new BoardIncidents(script("board-reset@10"));
        assertThat(reset.counterNs(START + 9_000_000_000L, zero)).isEqualTo(14_000_000_000L);
        assertThat(reset.counterNs(START + 12_000_000_000L, zero)).isEqualTo(2_000_000_000L);
    }

    /** A timing pulse at the trigger input each cycle, a flat line everywhere. */
    private static final class Timing implements EmulatedSignals {
        private final Iterator<SeenCycle> cycles;
        private long nowNs;

        Timing(Iterator<SeenCycle> cycles) {
            this.cycles = cycles;
            advance();
        }

        @Override
        public long nextNs() {
            return nowNs;
        }

        @Override
        public int nextInput() {
            return TRIGGER_INPUT;
        }

        @Override
        public void fill(int channel, char[] samples, int n, double fromNs, double sampleNs) {
            Arrays.fill(samples, 0, n, (char) 1000);
        }

        @Override
        public void advance() {
            nowNs = cycles.next().cycle().timeNs();
        }
    }

    @Test
    void theKickerIsPickedUpByAllChannelsOfAFreeRunningBoardInOrder() {
        EmulatedBeam beam = beam("kicker-pickup@10+4");
        EmulatedSignals inputs =
                new IncidentSignals(new Timing(beam.seen()), beam.seen(), beam.script(), 14);
        long before = 0;
        long timingNs = 0;
        int spikes = 0;
        char[] samples = new char[400];
        while (inputs.nextNs() < START + 20_000_000_000L) {
            assertThat(inputs.nextNs()).isGreaterThanOrEqualTo(before);
            before = inputs.nextNs();
            if (inputs.nextInput() == EmulatedSignals.TRIGGER_INPUT) {
                timingNs = before;
            } else {
                spikes++;
                assertThat(before - timingNs).isEqualTo(400);
                inputs.fill(inputs.nextInput(), samples, 400, -200, 2);
                assertThat(samples[99]).isEqualTo((char) 1000);
                assertThat(samples[100]).isEqualTo((char) 700);
                assertThat(samples[150]).isEqualTo((char) 1300);
                assertThat(samples[200]).isEqualTo((char) 1000);
            }
            inputs.advance();
        }
        assertThat(spikes).isEqualTo(240 * 64);
    }

    @Test
    void aBusyBoardLosesEveryThirdTrigger() {
        BoardIncidents board = new BoardIncidents(script("dead-time@10+10"));
        long lost =
                take(beam().cycles(), MINUTE).stream()
                        .filter(c -> board.isBusy(c.timeNs()))
                        .count();
        assertThat(lost).isBetween(195L, 205L);
    }
}
