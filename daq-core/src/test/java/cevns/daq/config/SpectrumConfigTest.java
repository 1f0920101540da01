package cevns.daq.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cevns.daq.config.SpectrumConfig.Name;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpectrumConfigTest {

    private static List<SpectrumConfig> read(String text) {
        ConfigTree tree = Configs.parse(text, "run.conf");
        List<SpectrumConfig> spectra =
                SpectrumConfig.read(tree, List.of(pmt(12, 60), pmt(14, 300)));
        tree.rejectUnknown();
        tree.problems().throwIfAny();
        return spectra;
    }

    @Test
    void hasEveryHistogramWithItsUsualRange() {
        assertThat(read("")).hasSize(Name.values().length);
        assertThat(read("").get(0))
                .isEqualTo(new SpectrumConfig(Name.CHARGE_COINCIDENCE_PE, 0, 50, 25));
    }

    private static ChannelConfig pmt(int bits, double speChargeAdc) {
        ConfigTree keys =
                Configs.parse(
                        "source = s, channel = 0, adc_bits = %d, kind = pmt, polarity = negative,"
                                        .formatted(bits)
                                + "baseline_ns = [0, 1], threshold_adc = 1, spe_charge_adc = "
                                + speChargeAdc,
                        "test");
        return ChannelConfig.read("pmt", keys);
    }

    @Test
    void reachesAsFarAsTheAdcsDo() {
        assertThat(read(""))
                .contains(new SpectrumConfig(Name.SPE_ADC, 0, 1500, 200))
                .contains(new SpectrumConfig(Name.BASELINE_ADC, 0, 16_384, 256));
        assertThat(read("spectra { spe_adc { low=0, high=9, bins=9 } }"))
                .contains(new SpectrumConfig(Name.SPE_ADC, 0, 9, 9));
    }

    @Test
    void takesAnotherRangeForOne() {
        List<SpectrumConfig> spectra = read("spectra { energy_kev { low=1, high=20, bins=190 } }");
        assertThat(spectra).contains(new SpectrumConfig(Name.ENERGY_KEV, 1, 20, 190));
        assertThat(spectra).hasSize(Name.values().length);
    }

    @Test
    void refusesUnknownNamesTooManyBinsAndAnEmptyRange() {
        assertThatThrownBy(() -> read("spectra { colour { low=0, high=1, bins=1 } }"))
                .isInstanceOf(InvalidConfig.class)
                .hasMessageContaining("spectra.colour");
        assertThatThrownBy(() -> read("spectra { f90 { low=0, high=1, bins=601 } }"))
                .hasMessageContaining("spectra.f90.bins");
        assertThatThrownBy(() -> read("spectra { f90 { low=1, high=1, bins=10 } }"))
                .hasMessageContaining("spectra.f90.high");
        assertThatThrownBy(() -> read("spectra { f90 { low=1, high=2, bins=10, unit=a } }"))
                .hasMessageContaining("spectra.f90.unit");
    }
}
