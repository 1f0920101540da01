package cevns.drivers.emulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cevns.daq.config.BeamConfig;
import cevns.daq.config.ChannelConfig;
import cevns.daq.config.ConfigTree;
import cevns.daq.config.Configs;
import cevns.daq.config.CutConfig;
import cevns.daq.config.InvalidConfig;
import cevns.daq.config.PulseConfig;
import cevns.daq.config.RunConfig;
import cevns.daq.config.SourceConfig;
import cevns.daq.truth.PulseTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedConfigsTest {

    private static final Path CONFIGS = Path.of("..", "configs");

    static List<Path> all() throws IOException {
        try (Stream<Path> files = Files.walk(CONFIGS)) {
            return files.filter(f -> f.toString().endsWith(".conf")).sorted().toList();
        }
    }

    static List<Path> runs() throws IOException {
        try (Stream<Path> files = Files.list(CONFIGS.resolve("runs"))) {
            return files.filter(f -> f.toString().endsWith(".conf")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyFileIsHocon(Path file) {
        assertThat(Configs.load(file.toString()).keys()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("runs")
    void everyRunResolvesToAValidConfiguration(Path file) {
        RunConfig run = load(file);
        assertThat(run.name()).isEqualTo(file.getFileName().toString().replace(".conf", ""));
        assertThat(RunConfig.ofText(run.text()).hash()).isEqualTo(run.hash());
        assertThat(RunConfig.ofText(run.text()).cuts()).isEqualTo(run.cuts());
    }

    @Test
    void theDemoSelectsAsTheTableSays() {
        RunConfig run = load(CONFIGS.resolve("runs/csi-demo.conf"));
        assertThat(run.cuts().stream().map(CutConfig::quantity).map(Enum::name))
                .containsExactly(
                        "BAD_BASELINE",
                        "SATURATED",
                        "GATED",
                        "VETOED",
                        "PRE_PEAKS",
                        "PEAKS",
                        "RISE_0_50_NS",
                        "RISE_10_90_NS",
                        "CHARGE_PE",
                        "TIME_NS");
        assertThat(run.windows()).hasSize(2);
        assertThat(run.beam().charge()).isEqualTo(BeamConfig.Charge.ADARA);
        assertThat(run.beam().vetoMask()).isEqualTo(0xFFB);
        assertThat(run.sources()).extracting(SourceConfig::id).containsExactly(1, 2, 3, 4);
        assertThat(run.sources())
                .extracting(SourceConfig::required)
                .containsExactly(true, false, false, false);
    }

    @Test
    void theEmulatorsOfTheDemoSeeOneMachine() {
        RunConfig run = load(CONFIGS.resolve("runs/csi-demo.conf"));
        EmulatedBeam board = EmulatorBlock.beam(run.sources().get(0).emulator(), 5);
        EmulatedBeam stream = EmulatorBlock.beam(run.sources().get(1).emulator(), 5);
        assertThat(board).isEqualTo(stream);
    }

    @Test
    void theDemoKnowsTheChargeOfItsPhotoelectrons() {
        RunConfig run = load(CONFIGS.resolve("runs/csi-demo.conf"));
        PulseConfig.Pmt pmt =
                (PulseConfig.Pmt)
                        run.detector().channels().stream()
                                .filter(c -> c.name().equals("pmt"))
                                .map(ChannelConfig::pulses)
                                .findFirst()
                                .orElseThrow();
        CsiSettings shipped = CsiSettings.read(run.sources().get(0).emulator().child("csi"));
        String dark =
                "seed = 3, photoelectron { charge_adc_ns = %s, resolution = %s, tau_ns = %s },"
                        + " readout { noise_rms_adc = %s }, rates { steady_state_per_s = 0,"
                        + " cherenkov_per_s = 0, muons_per_s = 0, dark_per_s = 10000 }";
        CsiSettings settings =
                CsiPulsesTest.settings(
                        String.format(
                                dark,
                                shipped.photoelectron().chargeAdcNs(),
                                shipped.photoelectron().resolution(),
                                shipped.photoelectron().tauNs(),
                                shipped.readout().noiseRmsAdc()));
        CsiTraces traces =
                new CsiTraces(
                        settings,
                        EmulatedBeamTest.beam(""),
                        new CsiPulses(settings, 0, PulseTable.EMPTY, 1));
        char[] samples = new char[35_000];
        double sum = 0;
        int count = 0;
        for (int i = 0; i < 15_000; i++) {
            traces.fill(CsiTraces.PMT, samples, samples.length, 27_500, 2);
            traces.advance();
            for (PeakSearch.Peak peak :
                    PeakSearch.peaks(
                            samples, shipped.readout().baselineAdc(), pmt.thresholdAdc())) {
                sum += peak.charge();
                count++;
            }
        }
        assertThat(sum / count).isCloseTo(pmt.speChargeAdc(), within(0.015 * pmt.speChargeAdc()));
    }

    @Test
    void refusesAKeyThatNoEmulatorKnows() {
        refuses("csi { rates { cevns_per_day = 3 } }", "csi.rates.cevns_per_day");
    }

    @Test
    void refusesToEmulateMoreThanACycle() {
        refuses("csi { window_us = [-75, 1e9] }", "csi.window_us");
    }

    private static void refuses(String text, String path) {
        ConfigTree tree = Configs.parse(text, "x.conf");
        CsiSettings.read(tree.child("csi"));
        tree.rejectUnknown();
        assertThatThrownBy(tree.problems()::throwIfAny)
                .isInstanceOf(InvalidConfig.class)
                .hasMessageContaining(path);
    }

    private static RunConfig load(Path file) {
        return RunConfig.load(
                file.toString(),
                source -> {
                    source.device().acceptAll();
                    EmulatorBlock.beam(source.emulator(), 0);
                    if (source.emulator().has("csi")) {
                        CsiSettings.read(source.emulator().child("csi"));
                    }
                });
    }
}
