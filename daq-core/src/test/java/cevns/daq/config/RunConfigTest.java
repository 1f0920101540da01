package cevns.daq.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunConfigTest {

    private static final String GOOD =
            """
            name = bench
            type = test
            detector {
              name = B1, kind = bench, mass_kg = 1
              channels {
                pmt {
                  source = adc, channel = 0, kind = pmt, polarity = negative, adc_bits = 14
                  baseline_ns = [0, 100], threshold_adc = 10, spe_charge_adc = 50
                }
              }
            }
            beam { charge = none }
            events { build = trigger }
            sources { adc { id = 1, family = fcio, device { time = auto } } }
            """;

    @TempDir Path folder;

    @Test
    void readsAConfigurationAndWhatItIncludes() throws IOException {
        Files.writeString(folder.resolve("beam.conf"), "charge = none, snapshot_every_marks = 7");
        String text = GOOD.replace("beam { charge = none }", "beam { include \"beam.conf\" }");
        RunConfig run = load(text);
        assertThat(run.name()).isEqualTo("bench");
        assertThat(run.beam().snapshotEveryMarks()).isEqualTo(7);
        assertThat(run.detector().channels()).hasSize(1);
        PulseConfig.Pmt pmt = (PulseConfig.Pmt) run.detector().channels().get(0).pulses();
        assertThat(pmt.thresholdAdc()).isEqualTo(10);
        assertThat(pmt.minSamples()).isEqualTo(4);
        assertThat(run.sources().get(0).device().string("time")).isEqualTo("auto");
    }

    @Test
    void comesBackTheSameFromTheTextThatARunKeeps() throws IOException {
        RunConfig run = load(GOOD);
        RunConfig again = RunConfig.ofText(run.text());
        assertThat(again.hash()).isEqualTo(run.hash());
        assertThat(again.detector()).isEqualTo(run.detector());
        assertThat(again.beam()).isEqualTo(run.beam());
        assertThat(again.windows()).isEqualTo(run.windows());
    }

    @Test
    void publishesNothingUnlessToldAndThenOnTheLoopback() throws IOException {
        PublishConfig none = load(GOOD).publish();
        assertThat(none).isEqualTo(new PublishConfig(false, "SEVENS:", "127.0.0.1", 5076, 10));
        PublishConfig some = load(GOOD + "epics { publish = true, prefix = \"A:B:\" }").publish();
        assertThat(some.publish()).isTrue();
        assertThat(some.prefix()).isEqualTo("A:B:");
        assertThatThrownBy(() -> load(GOOD + "epics { prefix = \"A B\" }"))
                .hasMessageContaining("epics.prefix: 'A B' is not up to 30 letters");
        assertThatThrownBy(() -> load(GOOD + "epics { publsh = true }"))
                .hasMessageContaining("epics.publsh: unknown");
    }

    @Test
    void saysAllProblemsAtOnceWithFileLineAndPath() {
        String text =
                GOOD.replace("threshold_adc = 10", "treshold_adc = 10")
                        .replace("charge = none", "charge = some")
                        .replace("id = 1", "id = 0");
        InvalidConfig e = catchThrowableOfType(InvalidConfig.class, () -> load(text));
        assertThat(e.getMessage().lines())
                .containsExactlyInAnyOrder(
                        "run.conf:14 sources.adc.id: 0 is not in [1, 65535]",
                        "run.conf:6 detector.channels.pmt.threshold_adc: missing, a number is"
                                + " expected",
                        "run.conf:12 beam.charge: 'some' is not one of none, adara, epics",
                        "run.conf:8 detector.channels.pmt.treshold_adc: unknown; known here:"
                                + " adc_bits, baseline_method, baseline_ns, channel,"
                                + " gate_samples, integration_ns, kind, max_baseline_rms_adc,"
                                + " min_samples, polarity, prompt_ns, source, spe_charge_adc,"
                                + " threshold_adc, widen_after_samples, widen_before_samples");
    }

    @Test
    void refusesAChannelWithoutASourceAndTwoSourcesWithOneId() {
        String text =
                GOOD.replace("source = adc", "source = acd")
                        .replace("sources {", "sources { b { id = 1, family = fcio, device {} }, ");
        assertThatThrownBy(() -> load(text))
                .hasMessageContaining("channel pmt names no source: acd")
                .hasMessageContaining("two sources have the id 1");
    }

    @Test
    void refusesTheNameOfASourceThatThereIsNotWhereverItStands() throws IOException {
        Path file = folder.resolve("run.conf");
        Files.writeString(file, GOOD.replace("time = auto", "started_by = acd"));
        assertThatThrownBy(
                        () ->
                                RunConfig.load(
                                        file.toString(),
                                        source -> source.device().sourceName("started_by")))
                .hasMessage(
                        "run.conf:14 sources.adc.device.started_by: no source has the name acd");
    }

    @Test
    void refusesRegionsThatCannotBeSubtracted() {
        String text =
                GOOD
                        + """
                        regions {
                          coincidence { pre = [-40000, 0], roi = [0, 15000], onset_max_ns = 12000 }
                          anticoincidence { pre = [-55000, -16000], roi = [-14000, 2000], onset_max_ns = 9000 }
                        }
                        """;
        assertThatThrownBy(() -> load(text))
                .hasMessageContaining("differ in length")
                .hasMessageContaining("onset_max_ns differs")
                .hasMessageContaining("overlap");
    }

    /** beam-trigger-modes.md 5: anticoincidence of any length; here 583.33 times the signal's. */
    @Test
    void takesAsManyWholeCoincidenceWindowsOfBackgroundAsFit() throws IOException {
        String text =
                GOOD
                        + """
                        windows { coincidence = [0, 12000], anticoincidence = [4000000, 11000000] }
                        """;
        assertThat(load(text).windows())
                .contains(
                        new WindowConfig.Window(
                                WindowConfig.Kind.ANTICOINCIDENCE, 4e6, 4e6 + 583 * 12_000));
        assertThatThrownBy(() -> load(text.replace("11000000", "4006000")))
                .hasMessageContaining("windows.anticoincidence")
                .hasMessageContaining("expected at least coincidence, 12000.0 ns");
    }

    /** A session reads the blocks of its devices anew for each of its runs, for months. */
    @Test
    void keepsOnceWhatIsReadOften() {
        ConfigTree tree = Configs.parse("a { b = 1 }, c = [{ d = 2, e = 3 }]", "test");
        assertThat(tree.child("a")).isSameAs(tree.child("a"));
        assertThat(tree.child("a").integer("b", 0, 9)).isEqualTo(1);
        assertThat(tree.list("c").get(0)).isSameAs(tree.list("c").get(0));
        assertThat(tree.list("c").get(0).integer("d", 0, 9)).isEqualTo(2);
        tree.rejectUnknown();
        assertThatThrownBy(tree.problems()::throwIfAny).hasMessageContaining("c[0].e: unknown");
    }

    @Test
    void saysThatThereIsNoSuchConfiguration() {
        assertThatThrownBy(() -> Configs.load("runs/nothing"))
                .isInstanceOf(InvalidConfig.class)
                .hasMessage(
                        "runs/nothing: no such file, and no shipped configuration of that name");
    }

    @Test
    void namesTheFileThatSaysNothing() {
        assertThatThrownBy(() -> load("")).hasMessageContaining("run.conf:1 name: missing");
    }

    @Test
    void namesTheLineWhereTheTextIsNoConfigurationAtAll() {
        assertThatThrownBy(() -> load(GOOD + "}")).hasMessageContaining("run.conf: 15");
    }

    private RunConfig load(String text) throws IOException {
        Path file = folder.resolve("run.conf");
        Files.writeString(file, text);
        return RunConfig.load(file.toString(), source -> source.device().acceptAll());
    }
}
