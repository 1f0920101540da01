package cevns.drivers.emulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cevns.daq.config.Configs;
import cevns.daq.truth.TruePulse;
import cevns.daq.truth.TruePulse.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsiPulsesTest {

    private static final double PROTONS = 1e14;

    @Test
    void promptNeutrinosArriveAsTheReleasedDistributionSays() throws IOException {
        followsReleased("beam_time { prompt_share = 1 }", "arrivalTimePDF_promptNeutrinos.txt");
    }

    @Test
    void delayedNeutrinosArriveAsTheReleasedDistributionSays() throws IOException {
        followsReleased("beam_time { prompt_share = 0 }", "arrivalTimePDF_delayedNeutrinos.txt");
    }

    private static void followsReleased(String beamTime, String file) throws IOException {
        Path data = Path.of(System.getProperty("sevens.data", ""), "coherent-csi-2017", file);
        assumeTrue(Files.exists(data), "no released data, arrival times not compared: " + data);
        List<String> rows =
                Files.readAllLines(data).stream()
                        .filter(r -> !r.isBlank() && !r.startsWith("#"))
                        .toList();
        double[] released = new double[24];
        double all = 0;
        for (String row : rows) {
            String[] columns = row.split(",");
            double value = Double.parseDouble(columns[1]);
            released[(int) (Double.parseDouble(columns[0]) / 0.5)] += value;
            all += value;
        }
        long[] counts = new long[24];
        long n = 0;
        CsiSettings settings = settings(beamTime + ", rates { cevns_per_hour = 1000000 }");
        for (TruePulse pulse : play(settings, PROTONS, 6000, Kind.CEVNS)) {
            if (pulse.timeNs() >= 0 && pulse.timeNs() < 12_000) {
                counts[(int) (pulse.timeNs() / 500)]++;
                n++;
            }
        }
        assertThat(n).isGreaterThan(20_000);
        double chiSquare = 0;
        int bins = 0;
        for (int i = 0; i < counts.length; i++) {
            double expected = n * released[i] / all;
            if (expected > 10) {
                chiSquare += (counts[i] - expected) * (counts[i] - expected) / expected;
                bins++;
            }
        }
        // 23 degrees of freedom at most: 49.7 is passed by chance once in a thousand.
        assertThat(bins).isGreaterThan(1);
        assertThat(chiSquare).isLessThan(bins > 20 ? 49.7 : 13.8);
    }

    @Test
    void countsOfTheBeamFollowTheProtons() {
        CsiSettings settings =
                settings("rates { cevns_per_hour = 216000, steady_state_per_s = 0 }");
        // One per cycle at full charge, less those without a photoelectron: 1 / (1 + 8.2).
        double full = 10_000 * (1 - 1 / 9.2);
        assertThat(play(settings, PROTONS, 10_000, Kind.CEVNS).size())
                .isCloseTo((int) full, within(300));
        assertThat(play(settings, PROTONS / 2, 10_000, Kind.CEVNS).size())
                .isCloseTo((int) (full / 2), within(210));
        assertThat(play(settings, 0, 10_000, Kind.CEVNS)).isEmpty();
    }

    @Test
    void steadyStateBackgroundIsUniformInTimeSoThatCAndAcSeeTheSame() {
        CsiSettings settings = settings("rates { steady_state_per_s = 20000 }");
        List<TruePulse> pulses = play(settings, 0, 20_000, Kind.STEADY_STATE);
        long[] sixths = new long[6];
        for (TruePulse pulse : pulses) {
            sixths[(int) ((pulse.timeNs() + 75_000) / 15_000)]++;
        }
        double mean = pulses.size() / 6.0;
        double chiSquare = 0;
        for (long count : sixths) {
            chiSquare += (count - mean) * (count - mean) / mean;
        }
        assertThat(pulses.size()).isGreaterThan(30_000);
        assertThat(chiSquare).isLessThan(20.5); // 5 degrees of freedom, once in a thousand
    }

    @Test
    void recoilsFallInTheRegionOfInterestAsOftenAsThePredictionSays() {
        // 487 of 1068 recoils in the time window have 6 to 30 PE (reference-notes.md), that is 46
        // %;
        // those of no photoelectron at all are never dealt.
        CsiSettings settings = settings("rates { cevns_per_hour = 1000000 }");
        List<TruePulse> pulses = play(settings, PROTONS, 6000, Kind.CEVNS);
        double dealt = 6000 * (1_000_000 / 216_000.0);
        long inRegion = pulses.stream().filter(p -> p.size() >= 6 && p.size() < 30).count();
        assertThat(inRegion / dealt).isCloseTo(487.0 / 1068, within(0.03));
    }

    @Test
    void dealsTheSamePulsesForTheSameSeed() {
        CsiSettings settings = settings("seed = 4, rates { steady_state_per_s = 1000 }");
        List<TruePulse> first = play(settings, PROTONS, 1000, Kind.STEADY_STATE);
        assertThat(play(settings, PROTONS, 1000, Kind.STEADY_STATE)).isEqualTo(first);
        CsiSettings other = settings("seed = 5, rates { steady_state_per_s = 1000 }");
        assertThat(play(other, PROTONS, 1000, Kind.STEADY_STATE)).isNotEqualTo(first);
    }

    @Test
    void phosphorescenceAddsUpToWhatItsComponentsSay() {
        // 3 muons a second, each followed by 100 kHz × 10 ms + 3 kHz × 500 ms = 2500
        // photoelectrons.
        CsiEffects effects = new CsiEffects(settings("rates { muons_per_s = 3 }"));
        long[] counts = new long[2];
        for (int cycle = 0; cycle < 120_000; cycle++) {
            effects.pulses(
                    cycle,
                    0,
                    -75_000,
                    15_000,
                    p -> counts[p.kind() == Kind.AFTERGLOW ? 0 : 1] += 1);
        }
        double perSecond = counts[0] / (120_000 * 90e-6);
        assertThat(perSecond).isCloseTo(7500, within(600.0));
        assertThat(counts[1]).isPositive();
    }

    private static List<TruePulse> play(
            CsiSettings settings, double protons, int cycles, Kind kind) {
        CsiPulses pulses = new CsiPulses(settings, PROTONS);
        List<TruePulse> all = new ArrayList<>();
        for (int cycle = 0; cycle < cycles; cycle++) {
            pulses.pulses(
                    cycle,
                    protons,
                    settings.fromNs(),
                    settings.toNs(),
                    p -> {
                        if (p.kind() == kind) {
                            all.add(p);
                        }
                    });
        }
        return all;
    }

    static CsiSettings settings(String text) {
        return CsiSettings.read(Configs.parse(text, "test"));
    }
}
