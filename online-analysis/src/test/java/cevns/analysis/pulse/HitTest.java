package cevns.analysis.pulse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cevns.daq.config.PulseConfig;
import cevns.daq.config.PulseConfig.BaselineMethod;
import cevns.daq.config.PulseConfig.Polarity;
import org.junit.jupiter.api.Test;

class HitTest {

    @Test
    void refusesAPmtHitOfNoLengthOrWithoutPeaks() {
        assertThatThrownBy(() -> pmt(0, 5, 5, 1, 7)).hasMessage("samples [5, 5)");
        assertThatThrownBy(() -> pmt(0, -1, 5, 1, 7)).hasMessage("samples [-1, 5)");
        assertThatThrownBy(() -> pmt(0, 4, 5, 0, 7)).hasMessage("nPre 2, nPeaks 0");
        assertThatThrownBy(() -> pmt(0, 4, 5, 1, Double.NaN)).hasMessage("chargePe NaN");
        assertThat(pmt(0, 4, 5, 1, 7).f90()).isNaN();
    }

    @Test
    void refusesATimeThatIsNone() {
        assertThatThrownBy(() -> pmt(1000, 4, 5, 1, 7)).hasMessage("picoseconds 1000 not in 0…999");
        assertThatThrownBy(() -> hpge(Double.NaN, 1)).hasMessage("onsetNs NaN");
    }

    @Test
    void refusesAGermaniumHitWithoutEnergy() {
        assertThatThrownBy(() -> hpge(0, 0)).hasMessage("energyKev 0.0");
        assertThatThrownBy(() -> hpge(0, Double.NaN)).hasMessage("energyKev NaN");
        assertThat(hpge(0, 10.37).energyKev()).isEqualTo(10.37);
    }

    @Test
    void makesTheFinderThatTheChannelAsksFor() {
        PulseConfig.BaselineWindow window = Waveforms.baseline(10, BaselineMethod.MEAN);

        assertThat(finder(Waveforms.pmt(Polarity.NEGATIVE))).isInstanceOf(PmtPulseFinder.class);
        assertThat(finder(new PulseConfig.Hpge(Polarity.POSITIVE, window, 1, 1, 1, 1, 1)))
                .isInstanceOf(HpgePulseFinder.class);
        assertThat(finder(new PulseConfig.Veto(Polarity.POSITIVE, window, 1)))
                .isInstanceOf(VetoPulseFinder.class);
        assertThat(finder(new PulseConfig.Timing(Polarity.POSITIVE, window, 1)))
                .isInstanceOf(TimingPulseFinder.class);
    }

    private static PulseFinder finder(PulseConfig config) {
        return PulseFinder.of(Waveforms.channel(14, config));
    }

    private static PmtHit pmt(int picoseconds, int start, int stop, int nPeaks, double chargePe) {
        return new PmtHit(
                1,
                2,
                3,
                4,
                5,
                picoseconds,
                start,
                stop,
                8,
                chargePe,
                Double.NaN,
                2,
                nPeaks,
                10,
                20,
                false,
                false,
                false);
    }

    private static HpgeHit hpge(double onsetNs, double energyKev) {
        return new HpgeHit(1, 2, 3, 4, 5, 6, onsetNs, energyKev, Double.NaN, 1000, 2, false, false);
    }
}
