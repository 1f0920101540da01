package cevns.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictTest {

    @TempDir Path folder;

    @Test
    void givesTheDocumentedKeysForTheFirstObservation() {
        Program program = Program.run("predict", "detectors/csi-2017", "--json");
        assertThat(program.code()).as(program.err()).isZero();
        assertThat(program.err()).isEmpty();
        JsonObject result = program.json();
        assertThat(result.getDouble("expectedEvents")).isCloseTo(174.0, within(0.1));
        assertThat(result.getDouble("expectedEventsUncertainty")).isCloseTo(48.4, within(0.1));
        JsonObject species = result.getJsonObject("perSpecies");
        assertThat(species.fieldNames()).containsExactlyInAnyOrder("nuMu", "nuE", "nuMuBar");
        assertThat(species.getDouble("nuE")).isCloseTo(56.47, within(0.05));
        JsonObject bin = result.getJsonArray("spectrum").getJsonObject(1);
        assertThat(bin.getDouble("lowPe")).isEqualTo(8);
        assertThat(bin.getDouble("highPe")).isEqualTo(10);
        assertThat(bin.getDouble("events")).isCloseTo(17.69, within(0.02));
        assertThat(sum(result.getJsonArray("timeProfile"))).isCloseTo(173.98, within(0.02));
        JsonObject systematics = result.getJsonObject("systematics");
        assertThat(systematics.fieldNames())
                .contains("flux", "quenching", "selection", "formFactor", "total");
        assertThat(systematics.getDouble("total")).isCloseTo(0.278, within(0.001));
        JsonObject brn = result.getJsonObject("backgrounds").getJsonObject("brn");
        assertThat(brn.getDouble("expectedEvents")).isCloseTo(6, within(1e-3));
        assertThat(brn.getDouble("expectedEventsUncertainty")).isCloseTo(1.5, within(1e-3));
        assertThat(result.getJsonArray("variants")).hasSize(10);
        assertThat(result.getJsonObject("presets").getDouble("klein-nystrand"))
                .isCloseTo(163.7, within(0.3));
        assertThat(result.getJsonObject("inputs").getDouble("exposureGwh"))
                .isCloseTo(7.48, within(0.01));
    }

    @Test
    void scalesWithTheExposureThatItIsGiven() {
        double one = events("predict", "detectors/csi-2017", "--gwh", "1", "--json");
        double two = events("predict", "detectors/csi-2017", "--gwh", "2", "--json");
        double protons = events("predict", "detectors/csi-2017", "--pot", "1.76e23", "--json");
        assertThat(two).isCloseTo(2 * one, within(1e-9));
        assertThat(one).isCloseTo(174 / 7.48, within(0.05));
        assertThat(protons).isCloseTo(174.0, within(0.1));
    }

    @Test
    void namesTheAntineutrinoOfAReactorAndCountsDays() {
        Program program = Program.run("predict", "detectors/ge-conus", "--days", "1", "--json");
        assertThat(program.code()).as(program.err()).isZero();
        JsonObject result = program.json();
        assertThat(result.getJsonObject("perSpecies").fieldNames()).containsExactly("nuEBar");
        // reference point reactor/conus-roi: 0.3365 a kilogram and day
        assertThat(result.getDouble("expectedEvents")).isCloseTo(.3365 * 3.73, within(0.01));
        assertThat(result.getJsonArray("spectrum").getJsonObject(0).getDouble("lowKevee"))
                .isEqualTo(0.21);
    }

    @Test
    void takesTheNamedPreset() {
        double published =
                events("predict", "detectors/csi-2017", "--preset", "klein-nystrand", "--json");
        assertThat(published).isCloseTo(163.7, within(0.3));
    }

    @Test
    void printsATableForPeople() {
        Program program = Program.run("predict", "detectors/lar-cenns10");
        assertThat(program.code()).as(program.err()).isZero();
        assertThat(program.out())
                .contains("CENNS-10: 24.4 kg Ar")
                .contains("± 13.4 %")
                .contains("prompt light fraction")
                .contains("with --preset");
    }

    @Test
    void refusesAnExposureThatDoesNotFitTheSource() {
        assertWrong("predict", "detectors/ge-conus", "--gwh", "1");
        assertWrong("predict", "detectors/csi-2017", "--days", "1");
        assertWrong("predict", "detectors/csi-2017", "--gwh", "-1");
        assertWrong("predict", "detectors/csi-2017", "--gwh", "1", "--pot", "1");
        assertWrong("predict", "detectors/csi-2017", "--preset", "no-such");
        assertWrong("predict", "detectors/none-such");
        assertWrong("predict");
    }

    @Test
    void saysWhichLineOfAConfigurationIsWrong() throws Exception {
        Path config = folder.resolve("odd.conf");
        Files.writeString(config, "name = X\nkind = lar\nmass_kg = 1\ndistance_m = 1\n");
        Program program = Program.run("predict", config.toString());
        assertThat(program.code()).isEqualTo(2);
        assertThat(program.out()).isEmpty();
        assertThat(program.err()).contains("odd.conf").contains("prediction: missing");
        assertThat(program.err().lines()).hasSize(1);
    }

    private static void assertWrong(String... args) {
        Program program = Program.run(args);
        assertThat(program.code()).as(String.join(" ", args)).isEqualTo(2);
        assertThat(program.out()).isEmpty();
        assertThat(program.err()).isNotEmpty();
    }

    private static double events(String... args) {
        Program program = Program.run(args);
        assertThat(program.code()).as(program.err()).isZero();
        return program.json().getDouble("expectedEvents");
    }

    private static double sum(JsonArray bins) {
        return bins.stream().mapToDouble(b -> ((JsonObject) b).getDouble("events")).sum();
    }
}
