package cevns.analysis.offline;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cevns.daq.config.InvalidConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalysisConfigTest {

    @TempDir Path folder;

    @Test
    void givesOneLineForEachProblem() throws Exception {
        Path file = folder.resolve("bad.conf");
        Files.writeString(
                file,
                """
                name = bad
                source = "nowhere"
                axes = [
                  { name = energy, unit = PE, edges = [8, 6] }
                  { name = time, unit = us, range = [0, 6], bins = 12 }
                ]
                data { format = grid, folder = x, coincidence = c.txt }
                signal { shape = guess }
                backgrounds { ss { shape = anticoincidence } }
                steady_state = muons
                colour = red
                parameters { g { model = light_vector, charges = B-X, mass_mev = 1, range = [0, 1] } }
                """);
        assertThatThrownBy(() -> AnalysisConfig.load(file.toString()))
                .isInstanceOf(InvalidConfig.class)
                .hasMessageContaining("bad.conf:4 axes[0].edges: energy: edge 6.0 does not rise")
                .hasMessageContaining("bad.conf:8 signal.shape: 'guess' is not one of")
                .hasMessageContaining("bad.conf:10 steady_state: 'muons' is no background")
                .hasMessageContaining("bad.conf:12 parameters: needs a signal")
                .hasMessageContaining("unknown vector model 'B-X'")
                .hasMessageContaining("bad.conf:11 colour: unknown");
    }
}
