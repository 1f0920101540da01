package cevns.analysis.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers of sns-beam-timing.md §2 and §5. */
class BeamEnergyTest {

    @Test
    void givesTheEnergyOf2015() {
        assertThat(BeamEnergy.kineticEv(955_005)).isCloseTo(939.49e6, within(0.005e6));
    }

    @ParameterizedTest
    @CsvSource({"973404, 0.842", "952098, 0.957", "945388, 1.000", "911160, 1.300"})
    void givesTheEnergiesOfTheTable(int ringPs, double gev) {
        assertThat(BeamEnergy.kineticEv(ringPs)).isCloseTo(gev * 1e9, within(2e5));
    }

    @Test
    void hasNoEnergyWithoutAPeriodOrBeyondLight() {
        assertThat(BeamEnergy.kineticEv(0)).isZero();
        assertThat(BeamEnergy.kineticEv(-5)).isZero();
        assertThat(BeamEnergy.kineticEv(800_000)).isZero();
    }

    @Test
    void countsProtonsAndJoulesOfOnePulse() {
        assertThat(BeamEnergy.protons(1_019_286)).isCloseTo(6.3619e13, within(1e9));
        assertThat(BeamEnergy.joules(1_019_286, 939.49e6)).isCloseTo(9576, within(0.5));
    }

    @Test
    void exposureNeverCountsAnUnknownChargeAsZero() {
        Exposure.Sum sum = new Exposure.Sum();
        sum.add(1_000_000, 1e9);
        sum.add(-1, 1e9);
        sum.add(1_000_000, 0);
        Exposure e = sum.exposure();
        assertThat(e.marks()).isEqualTo(3);
        assertThat(e.unknownMarks()).isEqualTo(1);
        assertThat(e.chargeCounts()).isEqualTo(2_000_000);
        assertThat(e.energyJ()).as("charge without an energy has the mean one").isEqualTo(2e4);
    }

    @Test
    void energyIsUnknownWhileNoRingPeriodWasSeen() {
        Exposure.Sum sum = new Exposure.Sum();
        assertThat(sum.exposure().energyJ()).isZero();
        sum.add(1_000_000, 0);
        assertThat(sum.exposure().energyJ()).isNaN();
    }
}
