package cevns.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyseTest {

    @TempDir Path folder;

    @Test
    void givesTheDocumentedKeysForArgon() {
        Path root = PublicData.file("coherent-lar-2020").getParent();
        Program program =
                Program.run(
                        "analyse", "analyses/lar-2020", "--json", "--data-root", root.toString());
        assertThat(program.code()).as(program.err()).isZero();
        assertThat(program.err()).isEmpty();
        JsonObject result = program.json();
        assertThat(result.getJsonObject("counts").getDouble("coincidence")).isEqualTo(3752);
        JsonObject fit = result.getJsonObject("fit");
        assertThat(fit.getDouble("signal")).isCloseTo(160.2, within(0.1));
        assertThat(fit.getDouble("signalLow")).isCloseTo(118, within(0.5));
        assertThat(fit.getDouble("significanceSigma")).isCloseTo(3.88, within(0.005));
        assertThat(fit.getDouble("significanceTotalSigma")).isLessThan(3.88);
        JsonObject cevns = result.getJsonObject("parameters").getJsonObject("cevns");
        assertThat(cevns.fieldNames()).contains("best", "low68", "high68", "intervals90");
        assertThat(result.containsKey("liMaSigma")).isTrue();
        assertThat(result.getDouble("liMaSigma")).isNull();
    }

    @Test
    void givesParametersOfBothMethodsForCsi() {
        Path root = PublicData.file("coherent-csi-2017").getParent();
        Program program =
                Program.run(
                        "analyse", "analyses/csi-2017", "--json", "--data-root", root.toString());
        assertThat(program.code()).as(program.err()).isZero();
        JsonObject result = program.json();
        assertThat(result.getJsonObject("fit").getJsonObject("saturated").getDouble("probability"))
                .isBetween(0.3, 0.8);
        JsonObject angle = result.getJsonObject("parameters").getJsonObject("sin2-theta-w");
        assertThat(angle.getString("method")).isEqualTo("singleBin");
        assertThat(angle.getDouble("best")).isCloseTo(0.199, within(5e-4));
        assertThat(angle.getJsonObject("toys").getJsonArray("intervals90")).hasSize(1);
        JsonObject fit = angle.getJsonObject("fit");
        assertThat(fit.getString("method")).isEqualTo("fit");
        assertThat(fit.getDouble("best")).isCloseTo(0.182, within(5e-4));
        assertThat(fit.getJsonObject("profile").getJsonArray("value").size())
                .isEqualTo(fit.getJsonObject("profile").getJsonArray("deltaChi2").size());
    }

    @Test
    void printsTheParametersForPeople() {
        Path root = PublicData.file("coherent-csi-2017").getParent();
        Program program =
                Program.run("analyse", "analyses/csi-2017", "--data-root", root.toString());
        assertThat(program.code()).as(program.err()).isZero();
        assertThat(program.out())
                .contains("sin2-theta-w, single bin")
                .contains("[0.1210, 0.3228]")
                .contains("  fit of all cells")
                .contains("  by pseudo-experiments");
    }

    @Test
    void saysWhichFileIsMissing() {
        Program program =
                Program.run("analyse", "analyses/lar-2020", "--data-root", folder.toString());
        assertThat(program.code()).isEqualTo(1);
        assertThat(program.out()).isEmpty();
        assertThat(program.err().strip())
                .isEqualTo(folder.resolve("coherent-lar-2020/datanobkgsub.txt") + ": no such file");
    }

    @Test
    void saysInWhichLineAFileIsMalformed() throws Exception {
        Path file = folder.resolve("coherent-lar-2020/datanobkgsub.txt");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "5 0.525 0.15 32\n5 0.525 nonsense 44\n");
        Program program =
                Program.run("analyse", "analyses/lar-2020", "--data-root", folder.toString());
        assertThat(program.code()).isEqualTo(1);
        assertThat(program.err().strip()).isEqualTo(file + ":2: 'nonsense' is no finite number");
    }
}
