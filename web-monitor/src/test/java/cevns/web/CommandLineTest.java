package cevns.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "run",
                "emulate",
                "check",
                "inspect",
                "import",
                "replay",
                "verify",
                "runs",
                "predict",
                "analyse",
                "simulate",
                "bench"
            })
    void showsHelpWithAnExample(String command) {
        Program help = Program.run(command, "--help");
        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("Usage: sevens " + command).contains("Example: sevens ");
        assertThat(help.err()).isEmpty();
    }

    @Test
    void listsTheIncidentsThatEmulatorsPlay() {
        Program list = Program.run("emulate", "--incident", "list");
        assertThat(list.code()).isZero();
        assertThat(list.out().lines()).hasSize(28).anyMatch(l -> l.matches("pll-step +row 12 .*"));
        assertThat(Program.run("emulate", "--help").out()).contains("pll-step").contains("hv-trip");
    }

    @Test
    void saysWhatIsWrongWithAnIncident() {
        Program none = Program.run("emulate", "runs/csi-demo", "--incident", "pll-setp");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("no incident 'pll-setp'");
        Program when = Program.run("emulate", "runs/csi-demo", "--incident", "pll-step@soon");
        assertThat(when.code()).isEqualTo(2);
        assertThat(when.err()).contains("'pll-step@soon' is not NAME[@START][+LENGTH][:SOURCE]");
        Program where = Program.run("emulate", "runs/csi-demo", "--incident", "pll-step:nobody");
        assertThat(where.code()).isEqualTo(2);
        assertThat(where.err()).contains("there is no source 'nobody'");
        Program what = Program.run("emulate", "--incident", "pll-step");
        assertThat(what.code()).isEqualTo(2);
        assertThat(what.err()).contains("'CONFIG'");
    }

    @Test
    void saysWhichCommandThereIsNot() {
        Program program = Program.run("dmeo");
        assertThat(program.code()).isEqualTo(2);
        assertThat(program.out()).isEmpty();
        assertThat(program.err()).contains("'dmeo'");
    }

    @Test
    void checksTheShippedConfigurationOfTheDemo() {
        Program program = Program.run("check", "runs/csi-demo", "--json");
        assertThat(program.code()).as(program.err()).isZero();
        assertThat(program.json().getString("name")).isEqualTo("csi-demo");
        assertThat(program.json().getJsonArray("sources")).hasSize(4);
    }

    @Test
    void givesOneLineForEachProblemOfAConfiguration() throws Exception {
        Path config = folder.resolve("bad.conf");
        Files.writeString(
                config,
                """
                name = bad
                type = test
                detector { name = D, kind = bench, mass_kg = -1, channels {} }
                beam { charge = none }
                events { build = trigger }
                sources { s { id = 1, family = fcoi, device {} } }
                colour = red
                """);
        Program program = Program.run("check", config.toString());
        assertThat(program.code()).isEqualTo(2);
        assertThat(program.err().lines())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("bad.conf:3 detector.mass_kg: -1.0 is not in"))
                .anyMatch(line -> line.contains("sources.s") && line.contains("'fcoi'"))
                .anyMatch(line -> line.startsWith("bad.conf:7 colour: unknown"));
    }

    @Test
    void saysThatThereIsNoSuchRun() {
        Program program = Program.run("verify", "7", "--data", folder.toString());
        assertThat(program.code()).isEqualTo(2);
        assertThat(program.err().strip()).isEqualTo("no run 7 in " + folder);
    }

    @Test
    void refusesAPortThatThereCannotBe() {
        Program program = Program.run("demo", "--port", "70000", "--data", folder.toString());
        assertThat(program.code()).isEqualTo(2);
        assertThat(program.err().strip()).isEqualTo("--port 70000 is not in [0, 65535]");
    }

    @Test
    void saysWhatIsWrongWithAFileInOneLine() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        String config = "runs/th228-fcio";
        Program missing =
                Program.run("import", "nothing.fcio", "--config", config, "--data", folder + "");
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.err().strip()).isEqualTo("nothing.fcio: no such file");
        Program demo = Program.run("demo", "--port", "0", "--data", file.toString());
        assertThat(demo.code()).isEqualTo(1);
        assertThat(demo.err().strip().lines()).hasSize(1);
        assertThat(demo.err()).contains(file + ": there is a file of that name");
    }

    @Test
    void saysInOneLineThatTheCatalogueIsDamaged() throws Exception {
        Files.writeString(folder.resolve("catalogue.db"), "no database at all ".repeat(500));
        Program runs = Program.run("runs", "--data", folder.toString());
        assertThat(runs.code()).isEqualTo(1);
        assertThat(runs.err().strip().lines()).hasSize(1);
        assertThat(runs.err()).contains("catalogue.db cannot be used").contains("not a database");
    }

    @Test
    void listsRunsThatMayOnlyBeRead() throws Exception {
        Files.createDirectory(folder.resolve("catalogue.db.lock")); // nor can this be written
        Program runs = Program.run("runs", "--json", "--data", folder.toString());
        assertThat(runs.code()).isZero();
        assertThat(runs.json().getJsonArray("runs")).isEmpty();
        assertThat(runs.err().strip().lines()).hasSize(1);
        assertThat(runs.err()).contains("listed from the run directories");
        assertThat(Program.run("runs", "--rebuild", "--data", folder + "").code()).isEqualTo(1);
    }

    @Test
    void refusesADurationItCannotRead() {
        Program program = Program.run("demo", "--duration", "sixty");
        assertThat(program.code()).isEqualTo(2);
        assertThat(program.err()).contains("'sixty' is no duration such as 60s");
    }

    @Test
    void refusesATimeLapseThatIsNone() {
        for (String command : List.of("demo", "run", "emulate")) {
            for (String factor : List.of("0.5", "NaN", "fast", "1e300")) {
                String config = command.equals("demo") ? "--detector=csi" : "runs/csi-demo";
                Program program = Program.run(command, config, "--time-lapse", factor);
                assertThat(program.code()).isEqualTo(2);
                assertThat(program.err()).contains("'" + factor + "' is not a number from 1");
            }
        }
    }

    @Test
    void refusesATimeLapseForWhichTheEmulatedRatesAreTooHigh() {
        Program program =
                Program.run("demo", "--time-lapse", "1000000", "--data", folder.toString());
        assertThat(program.code()).isEqualTo(2);
        assertThat(program.err().strip().lines()).hasSize(1);
        assertThat(program.err()).contains("a time-lapse of 1000000 deals");
    }

    @Test
    void listsNothingWhereThereAreNoRunsYet() {
        Program program = Program.run("runs", "--json", "--data", folder.toString());
        assertThat(program.code()).isZero();
        assertThat(program.json().getJsonArray("runs")).isEmpty();
    }
}
