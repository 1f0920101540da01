package cevns.analysis.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cevns.daq.config.InvalidConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NuclearSizeTest {

    private static final Isotope CAESIUM = Isotopes.named("Cs133");
    private static final Path CSI = Path.of("../configs/detectors/csi-2017.conf");

    @TempDir Path folder;

    /** F = 1 − q²R²/6 near 0 for every shape, which gives the radius back. */
    private static double rmsFm(double formFactor, double q) {
        return Math.sqrt(6 * (1 - formFactor)) / q;
    }

    @Test
    void hasTheRadiiItWasGiven() {
        Map<String, RadiiFormFactor.Radii> radii =
                Map.of("Cs", new RadiiFormFactor.Radii(4.821, 5.09));
        for (String name : new String[] {"helm-rms", "sf-rms"}) {
            FormFactor formFactor = new NuclearSize(radii, 0).formFactor(name);
            double q = 1e-2;
            assertThat(rmsFm(formFactor.proton(CAESIUM, q), q)).isCloseTo(4.821, within(2e-3));
            assertThat(rmsFm(formFactor.neutron(CAESIUM, q), q)).isCloseTo(5.09, within(2e-3));
        }
    }

    /** R_rms² = (3/5)R_A² + 6a², so the neutrons reach out further by the skin. */
    @Test
    void putsASkinOfNeutronsAroundKleinAndNystrand() {
        FormFactor formFactor = new NuclearSize(Map.of(), 0.2).formFactor("kn");
        double q = 1e-2;
        double radius = 1.2 * Math.cbrt(133);
        double protons = Math.sqrt(0.6 * radius * radius + 6 * 0.49);
        assertThat(rmsFm(formFactor.proton(CAESIUM, q), q)).isCloseTo(protons, within(2e-3));
        assertThat(rmsFm(formFactor.neutron(CAESIUM, q), q)).isCloseTo(protons + 0.2, within(2e-3));
    }

    @Test
    void isTheUsualOneWithoutRadii() {
        for (String name : new String[] {"helm-ls", "kn", "helm-rms"}) {
            assertThat(NuclearSize.USUAL.formFactor(name)).isSameAs(FormFactors.named(name));
        }
    }

    @Test
    void isReadFromADetectorsFile() throws IOException {
        double usual = events("form_factor = helm-rms");
        double wide =
                events("form_factor = helm-rms, radii_fm { Cs = [4.8, 5.5], I = [4.7, 5.4] }");
        assertThat(wide).isLessThan(0.97 * usual);
        assertThat(events("form_factor = kn, neutron_skin_fm = 0.3"))
                .isLessThan(0.99 * events("form_factor = kn"));
    }

    @Test
    void saysWhereRadiiDoNotBelong() {
        assertThatThrownBy(
                        () ->
                                events(
                                        "form_factor = sf, radii_fm { Cs = [4.8] }, neutron_skin_fm"
                                                + " = 1"))
                .isInstanceOf(InvalidConfig.class)
                .hasMessageContaining("radii_fm.Cs: is not [R_p, R_n]")
                .hasMessageContaining("radii_fm: are for the form factors [helm-rms, sf-rms]")
                .hasMessageContaining("neutron_skin_fm: is for the form factor kn");
    }

    private double events(String formFactor) throws IOException {
        Path file = folder.resolve("csi.conf");
        Files.writeString(
                file, Files.readString(CSI).replaceFirst("form_factor = helm-ls", formFactor));
        return new Predictor(PredictionConfig.load(file.toString(), "")).predict().events();
    }
}
