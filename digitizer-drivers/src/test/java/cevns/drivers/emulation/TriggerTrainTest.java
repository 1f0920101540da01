package cevns.drivers.emulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Triggers and pulses that load an acquisition come when they should. */
class TriggerTrainTest {

    private static final long START = 1_700_000_000_000_000_000L;
    private static final EmulatedBeam BEAM =
            new EmulatedBeam(new EmulatedBeamSettings(1, 1.4, 1, 0, 1, 0), START);

    @Property(tries = 20)
    void eachCycleHasItsTriggerAndStrobesEvenlyBehindIt(
            @ForAll @IntRange(min = 1, max = 200) int perCycle) {
        TriggerTrain train = new TriggerTrain(BEAM, perCycle);
        Iterator<EmulatedCycle> cycles = BEAM.cycles();
        long cycleNs = cycles.next().timeNs();
        for (int cycle = 0; cycle < 5; cycle++) {
            long nextNs = cycles.next().timeNs();
            for (int i = 0; i < perCycle; i++) {
                assertThat(train.isBeam()).isEqualTo(i == 0);
                assertThat(train.nextNs()).isEqualTo(cycleNs + (nextNs - cycleNs) * i / perCycle);
                train.advance();
            }
            cycleNs = nextNs;
        }
    }

    @Property(tries = 10)
    void hitsComeInOrderAtTheirRateAndTheTimingSignalInItsOwnChannel(@ForAll long seed) {
        HitTrain train = new HitTrain(BEAM, 62, 63, 3000, seed);
        int hits = 0;
        int timing = 0;
        long before = START - 1;
        while (train.nextNs() < START + 1_000_000_000L) {
            assertThat(train.nextNs()).isGreaterThanOrEqualTo(before);
            before = train.nextNs();
            if (train.channel() == 63) {
                timing++;
            } else {
                assertThat(train.channel()).isBetween(0, 61);
                hits++;
            }
            train.advance();
        }
        assertThat(timing).isBetween(60, 61);
        assertThat(hits).as("3000 within six standard deviations").isBetween(2670, 3330);
    }
}
