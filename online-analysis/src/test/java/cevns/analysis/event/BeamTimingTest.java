package cevns.analysis.event;

import static cevns.analysis.event.TimingRig.METRONOME;
import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.record.BeamSignal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Beam as it is, with all that goes wrong at once (beam-trigger-modes.md §8). */
class BeamTimingTest {

    private static final int HZ = 60;

    /** Charges of the cycles with trips and with hours at half the rate. */
    private static int[] charges(int count, long seed) {
        Random random = new Random(seed);
        int[] charges = new int[count];
        int tripped = 0;
        for (int i = 0; i < count; i++) {
            if (tripped == 0 && random.nextInt(600 * HZ) == 0) {
                tripped = HZ * (1 + random.nextInt(60));
            }
            boolean reduced = i / (600 * HZ) % 4 == 3;
            boolean hasBeam = tripped == 0 && (!reduced || i % 2 == 1);
            charges[i] = hasBeam ? TimingRig.charge(i) : 0;
            tripped = Math.max(0, tripped - 1);
        }
        return charges;
    }

    /** Three or more boards that are up to 30 ppm off, a stream a second late. */
    private static TimingRig play(int seconds, int boards, int[] charges) {
        TimingRig rig = new TimingRig(HZ * seconds);
        rig.board(METRONOME, 30, 1_500_000, 2_000_000);
        for (int b = 1; b < boards; b++) {
            rig.board(METRONOME + b, b % 2 == 0 ? 25 : -30, -250_000L * b, 2_000_000);
        }
        for (int i = 0; i < charges.length; i++) {
            rig.marks(i);
            if (i >= HZ) {
                rig.pulse(rig.id(i - HZ), (i - HZ) % 600, charges[i - HZ]);
            }
        }
        for (int i = charges.length - HZ; i < charges.length; i++) {
            rig.pulse(rig.id(i), i % 600, charges[i]);
        }
        rig.clock.end();
        return rig;
    }

    private static void assertAllIsMatched(TimingRig rig, int[] charges) {
        assertThat(rig.settled).hasSize(charges.length);
        long truth = 0;
        long found = 0;
        for (SettledMark mark : rig.settled) {
            int i = (int) mark.number();
            truth += charges[i];
            found += mark.chargeCounts();
            assertThat(mark.chargeCounts()).isEqualTo(charges[i]);
            assertThat(mark.confidence()).isEqualTo(2);
        }
        assertThat(found).isEqualTo(truth);
        assertThat(rig.delivered.exposure().chargeCounts()).isEqualTo(truth);
        assertThat(rig.problems.count(TimingProblem.CLOCK_RATE)).isZero();
        assertThat(rig.problems.count(TimingProblem.CLOCK_JUMP)).isZero();
        assertThat(rig.problems.count(TimingProblem.NEIGHBOUR_CHARGE)).isZero();
        assertThat(rig.problems.count(TimingProblem.BEAM_WITHOUT_MARK)).isZero();
    }

    /** Test 1, ten minutes of it. */
    @Test
    void matchesEveryMarkAndAccountsForEveryCharge() {
        int[] charges = charges(600 * HZ, 1);
        TimingRig rig = play(600, 3, charges);
        assertAllIsMatched(rig, charges);
        assertThat(rig.errorNs(METRONOME + 1, charges.length - 1)).isBetween(-16.0, 16.0);
        assertThat(rig.errorNs(METRONOME + 2, charges.length - 1)).isBetween(-16.0, 16.0);
    }

    /** Tests 1 and 9 in full: two hours, eight boards, within a twentieth of the time. */
    @Test
    @Tag("long")
    void matchesTwoHoursOfBeamOnEightBoards() {
        int[] charges = charges(7_200 * HZ, 2);
        long began = System.nanoTime();
        TimingRig rig = play(7_200, 8, charges);
        assertThat(System.nanoTime() - began).isLessThan(360_000_000_000L);
        assertAllIsMatched(rig, charges);
        for (int b = 1; b < 8; b++) {
            assertThat(rig.errorNs(METRONOME + b, charges.length - 1)).isBetween(-16.0, 16.0);
        }
        assertThat(rig.problems.count(TimingProblem.REDUCED_RATE)).isPositive();
    }

    /** Test 3: late by 30 s, away for 120 s, then all that was kept. */
    @Test
    void aStreamThatIsLateAndStallsEndsWithTheSameExposure() {
        int seconds = 300;
        List<SettledMark> undisturbed = stream(seconds, 1, 0, 0);
        List<SettledMark> disturbed = stream(seconds, 30, 100, 220);
        assertThat(disturbed).hasSameSizeAs(undisturbed);
        for (int i = 0; i < disturbed.size(); i++) {
            SettledMark a = undisturbed.get(i);
            SettledMark b = disturbed.get(i);
            assertThat(b.chargeCounts()).isEqualTo(a.chargeCounts());
            assertThat(b.state()).isEqualTo(a.state());
            assertThat(b.quality()).isZero();
        }
    }

    private static List<SettledMark> stream(int seconds, int lateS, int awayFromS, int awayToS) {
        TimingRig rig = new TimingRig(HZ * seconds);
        rig.board(METRONOME, -20, 0, 1_000_000);
        int sent = 0;
        for (int i = 0; i < HZ * seconds; i++) {
            rig.marks(i);
            boolean away = i >= HZ * awayFromS && i < HZ * awayToS;
            while (!away && sent <= i - HZ * lateS) {
                rig.pulse(sent++);
            }
        }
        while (sent < HZ * seconds) {
            rig.pulse(sent++);
        }
        rig.clock.end();
        return rig.settled;
    }

    /** A clock without a known origin: the pattern of intervals tells, within a minute. */
    @Test
    void findsThePulsesWithinAMinuteWhereNothingIsKnownOfTheOrigin() {
        TimingRig rig = new TimingRig(BeamSignal.T39, TimingRig.wandering(120 * HZ, 60));
        rig.board(METRONOME, 30, 2_345_678_901L, -1);
        rig.play(0, 60 * HZ);
        assertThat(rig.clock.confidence()).isEqualTo(2);
        rig.play(60 * HZ, 120 * HZ);
        rig.clock.end();
        assertThat(rig.wrongCharges()).isZero();
        assertThat(rig.problems.count(TimingProblem.NEIGHBOUR_CHARGE)).isZero();
    }
}
