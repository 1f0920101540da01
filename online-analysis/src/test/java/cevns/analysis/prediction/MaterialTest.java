package cevns.analysis.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaterialTest {

    /** Standard atomic weights, IUPAC 2021 (abridged). */
    @ParameterizedTest
    @CsvSource({
        "H, 1.0080",
        "C, 12.011",
        "O, 15.999",
        "Na, 22.990",
        "Al, 26.982",
        "Si, 28.085",
        "Ar, 39.95",
        "Ca, 40.078",
        "Fe, 55.845",
        "Cu, 63.546",
        "Ge, 72.630",
        "I, 126.90",
        "Xe, 131.29",
        "Cs, 132.91",
        "W, 183.84",
        "Pb, 207.2",
        "Th, 232.04",
        "D2O, 20.027",
        "CaWO4, 287.92"
    })
    void weighsWhatTheElementsWeigh(String formula, double gramsPerMol) {
        assertThat(Material.named(formula).gramsPerMol())
                .isCloseTo(gramsPerMol, within(6e-4 * gramsPerMol));
    }
}
