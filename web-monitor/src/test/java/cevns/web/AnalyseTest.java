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
