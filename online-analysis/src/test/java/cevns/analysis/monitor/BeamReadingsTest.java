package cevns.analysis.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BeamReadingsTest {

    private final BeamReadings t0 = new BeamReadings("epics/t0", BeamReadings.Quantity.TIME);

    private void read(String name, String unit, double value, String quality, long timeNs) {
        t0.on(new Snapshot.Reading("epics", name, unit, value, quality, timeNs));
    }

    @Test
    void holdsFromItsTimeUntilTheNext() {
        read("t0", "us", 0.7, "good", 1000);
        read("t0", "ns", 800, "good", 2000);
        assertThat(t0.at(999)).isNaN();
        assertThat(t0.at(1000)).isEqualTo(0.7);
        assertThat(t0.at(1999)).isEqualTo(0.7);
        assertThat(t0.at(2000)).isEqualTo(0.8);
    }

    @Test
    void leavesOutWhatIsNotAValueOfTheChannel() {
        read("t1", "us", 0.7, "good", 1000);
        read("t0", "V", 0.7, "good", 1000);
        read("t0", "us", 0.7, "invalid", 1000);
        read("t0", "us", Double.NaN, "good", 1000);
        assertThat(t0.at(5000)).isNaN();
    }

    @Test
    void takesEnergiesInGevOrMev() {
        BeamReadings energy = new BeamReadings("epics/energy", BeamReadings.Quantity.ENERGY);
        energy.on(new Snapshot.Reading("epics", "energy", "MeV", 955, "good", 1));
        assertThat(energy.at(1)).isEqualTo(0.955);
        energy.on(new Snapshot.Reading("epics", "energy", "GeV", 1.05, "good", 2));
        energy.on(new Snapshot.Reading("epics", "energy", "us", 3, "good", 3));
        assertThat(energy.at(3)).isEqualTo(1.05);
    }

    @Test
    void keepsNoMoreThanTenThousand() {
        for (int i = 0; i < 20_000; i++) {
            read("t0", "us", i, "good", i);
        }
        assertThat(t0.at(100)).isNaN();
        assertThat(t0.at(15_000)).isEqualTo(15_000);
    }
}
