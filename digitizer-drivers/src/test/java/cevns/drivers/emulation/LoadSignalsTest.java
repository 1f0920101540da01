package cevns.drivers.emulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Inputs that repeat traces keep to their times and channels. */
class LoadSignalsTest {

    private static final long START = 1_700_000_000_000_000_000L;
    private static final int TIMING = 12;
    private static final EmulatedBeam BEAM =
            new EmulatedBeam(new EmulatedBeamSettings(1, 1.4, 1, 0, 1, 0), START);

    /** Something happens in detector 0, 1, 0, 1, … and at the timing channel every third time. */
    private static final class Counted implements EmulatedSignals {

        private int happened;

        @Override
        public long nextNs() {
            return happened;
        }

        @Override
        public int nextInput() {
            return happened % 3 == 2 ? TIMING : happened % 2;
        }

        @Override
        public void fill(int channel, char[] samples, int n, double fromNs, double sampleNs) {
            Arrays.fill(samples, 0, n, (char) (100 * channel + happened));
        }

        @Override
        public void advance() {
            happened++;
        }
    }

    private static LoadSignals load(double hitsPerS, int detectors) {
        LoadSettings settings = new LoadSettings(2, 1, detectors + 1, hitsPerS);
        return new LoadSignals(new Counted(), settings, BEAM, detectors, TIMING);
    }

    @Test
    void aCycleHasTheTimingSignalAndAPulseInEachDetector() {
        LoadSignals signals = load(0, 3);
        Iterator<EmulatedCycle> cycles = BEAM.cycles();
        for (int cycle = 0; cycle < 3; cycle++) {
            long timeNs = cycles.next().timeNs();
            for (int input : new int[] {TIMING, 0, 1, 2}) {
                assertThat(signals.nextNs()).isEqualTo(timeNs);
                assertThat(signals.nextInput()).isEqualTo(input);
                signals.advance();
            }
        }
    }

    @Test
    void singlePulsesGoFromDetectorToDetectorAtEqualDistances() {
        LoadSignals signals = load(600, 3);
        List<Integer> inputs = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 13; i++) {
            inputs.add(signals.nextInput());
            times.add(signals.nextNs() - BEAM.cycles().next().timeNs());
            signals.advance();
        }
        // Nine at 600 a second before the second cycle, a sixtieth of a second after the first.
        assertThat(inputs).containsExactly(TIMING, 0, 1, 2, 1, 2, 0, 1, 2, 0, 1, 2, 0);
        assertThat(times.subList(4, 7)).containsExactly(1_666_666L, 3_333_333L, 5_000_000L);
    }

    @Test
    void repeatsTheTracesThatItHasMadeOfTheInputs() {
        LoadSignals signals = load(0, 2);
        char[] samples = new char[4];
        List<Integer> seen = new ArrayList<>();
        for (int channel : new int[] {0, 1, 0, TIMING, 1}) {
            signals.fill(channel, samples, 4, 0, 8);
            seen.add((int) samples[3]);
        }
        // Happening 0 is in detector 0 and 1 in detector 1; 2 is at the timing channel.
        assertThat(seen).containsExactly(0, 101, 0, 1202, 101);
    }
}
