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
                .hasMessageContaining("measurement: missing")
                .hasMessageContaining("unknown vector model 'B-X'")
                .hasMessageContaining("bad.conf:11 colour: unknown");
    }

    @Test
    void measuresParametersOnlyOfASignalThatIsPredicted() throws Exception {
        Path file = folder.resolve("released.conf");
        Files.writeString(
                file,
                """
                name = released
                source = "nowhere"
                axes = [
                  { name = energy, unit = keVee, range = [0, 120], bins = 12 }
                  { name = time, unit = us, range = [0, 6], bins = 12 }
                ]
                data { format = grid, folder = x, coincidence = c.txt }
                signal { shape = template, file = s.txt, counts = 10 }
                backgrounds { ss { shape = template, file = b.txt, counts = 10 } }
                steady_state = ss
                measurement { first = single_bin, signal_uncertainty = 0.1 }
                parameters { s2 { model = weak_mixing_angle, range = [0, 1] } }
                """);
        assertThatThrownBy(() -> AnalysisConfig.load(file.toString()))
                .isInstanceOf(InvalidConfig.class)
                .hasMessageContaining("parameters: the signal follows no prediction")
                .hasMessageContaining("measurement: the analysis has no single_bin");
    }
}
