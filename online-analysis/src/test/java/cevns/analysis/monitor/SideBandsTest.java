package cevns.analysis.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cevns.daq.config.CutConfig;
import cevns.daq.config.CutConfig.Quantity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SideBandsTest {

    private static final CutConfig CHARGE = new CutConfig("energy", Quantity.CHARGE_PE, 6, 30);
    private static final CutConfig TIME = new CutConfig("time", Quantity.TIME_NS, 0, 6000);

    private static Snapshot.Spectrum spectrum(double low, double high, long... counts) {
        return new Snapshot.Spectrum("", low, high, counts, 1000, 1000);
    }

    /** Ten PE a bin, so 0 to 10 PE is divided by the cut; two microseconds a bin. */
    private static final Map<String, Snapshot.Spectrum> SPECTRA =
            Map.of(
                    "charge_coincidence_pe", spectrum(0, 50, 1, 20, 30, 7, 9),
                    "charge_anticoincidence_pe", spectrum(0, 50, 1, 5, 6, 12, 20),
                    "time_coincidence_us", spectrum(0, 12, 9, 9, 9, 4, 5, 6),
                    "time_anticoincidence_us", spectrum(0, 12, 9, 9, 9, 5, 5, 5));

    @Test
    void countsWhatLiesBesideTheCutsAndNothingBeyondTheAxis() {
        List<SideBand> bands = SideBands.of(List.of(CHARGE, TIME), SPECTRA, 0.5);
        assertThat(bands).hasSize(2);
        SideBand charge = bands.get(0);
        assertThat(charge.name()).isEqualTo("above charge");
        assertThat(List.of(charge.low(), charge.high())).isEqualTo(List.of(30.0, 50.0));
        assertThat(List.of(charge.coincidence(), charge.anticoincidence()))
                .isEqualTo(List.of(16L, 32L));
        // 16 − 0.5 · 32 ± √(16 + 0.25 · 32)
        assertThat(charge.excess()).isZero();
        assertThat(charge.error()).isCloseTo(Math.sqrt(24), within(1e-12));
        SideBand time = bands.get(1);
        assertThat(time.name()).isEqualTo("above time");
        assertThat(List.of(time.low(), time.high())).isEqualTo(List.of(6.0, 12.0));
        assertThat(time.excess()).isEqualTo(7.5);
    }

    @Test
    void hasABandBelowWhereWholeBinsLieThere() {
        CutConfig high = new CutConfig("energy", Quantity.CHARGE_PE, 25, 100);
        List<SideBand> bands = SideBands.of(List.of(high, TIME), SPECTRA, 1);
        assertThat(bands).extracting(SideBand::name).containsExactly("below charge", "above time");
        assertThat(bands.get(0).high()).isEqualTo(20);
        assertThat(bands.get(0).excess()).isEqualTo(15);
    }

    @Test
    void hasNoneWithoutCutsSpectraOrLiveTime() {
        assertThat(SideBands.of(List.of(CHARGE, TIME), SPECTRA, Double.NaN)).isEmpty();
        assertThat(SideBands.of(List.of(), SPECTRA, 1)).isEmpty();
        assertThat(SideBands.of(List.of(CHARGE, TIME), Map.of(), 1)).isEmpty();
    }
}
