package cevns.web.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cevns.analysis.monitor.Snapshot;
import cevns.daq.config.RunConfig;
import cevns.daq.run.RunDirectory;
import cevns.drivers.Digitizers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A free-running detector, whose board digitises the timing signal, through its real protocol. */
class GeRunTest {

    private static final double SECONDS = 8;

    @TempDir Path data;

    @Test
    void takesARunOfTheGermaniumDetectors() throws Exception {
        RunConfig shipped = RunConfig.load("runs/ge-demo", Digitizers::check);
        try (Emulators emulators = Emulators.anywhere(shipped, 67_000)) {
            Map<String, Object> overrides = new HashMap<>(emulators.addresses());
            overrides.put("limits.max_s", SECONDS);
            RunConfig config = RunConfig.load("runs/ge-demo", overrides, Digitizers::check);
            RunDirectory directory;
            Snapshot last;
            try (LiveRun live = LiveRun.start(config, 67_000, data, snapshot -> {})) {
                live.awaitDone();
                directory = live.directory();
                last = live.analysis().latest();
            }
            assertThat(last.sources()).allMatch(Snapshot.Source::simulated);
            assertThat(last.sources()).allMatch(source -> source.unknownLosses() == 0);
            assertThat(last.beam().rateHz()).isCloseTo(60, within(0.1));
            assertThat(last.beam().inserted()).isZero();
            assertThat(last.exposure().good().marks()).isGreaterThan(60);
            assertThat(last.cutFlow()).anyMatch(flow -> flow.selected() > 0);
            assertThat(line(last)).as("241Am [keV]").isCloseTo(59.54, within(0.4));
            Verification verification = Verification.of(directory);
            assertThat(verification.problems()).isEmpty();
            assertThat(verification.residual()).isZero();
            assertThat(verification.replay()).isEqualTo(Verification.Replay.IDENTICAL);
        }
    }

    /** Middle of the fullest bin above 30 keV. */
    private static double line(Snapshot snapshot) {
        Snapshot.Spectrum energy = snapshot.spectra().get("energy_kev");
        double width = (energy.high() - energy.low()) / energy.counts().length;
        int fullest = (int) (30 / width);
        for (int bin = fullest; bin < energy.counts().length; bin++) {
            fullest = energy.counts()[bin] > energy.counts()[fullest] ? bin : fullest;
        }
        return energy.low() + (fullest + 0.5) * width;
    }
}
