package cevns.analysis.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cevns.analysis.event.BeamState;
import cevns.analysis.event.SettledMark;
import cevns.analysis.prediction.PredictionConfig;
import cevns.analysis.prediction.Predictor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Argon: sizes are energies made of charges, and recoils are told by F90. */
class ArgonCellsTest {

    private static final Path ARGON = Path.of("../configs/detectors/lar-cenns10.conf");
    private static final double POT = 1.38e23;

    @TempDir Path folder;

    private static PredictedCells cells(Path file) {
        PredictionConfig config = PredictionConfig.load(file.toString(), "");
        return PredictedCells.of(new Predictor(config).predict());
    }

    /** 69 PE are 15 keVee: bin 1 of 12; F90 0.63: bin 2 of 8; 1.0 µs: bin 2 of 10. */
    @Test
    void findsTheCellOfEnergyF90AndTime() {
        PredictedCells cells = cells(ARGON);
        assertThat(cells.count()).isEqualTo(960);
        assertThat(cells.rows()).isEqualTo(96);
        assertThat(cells.of(new GoodEvent(true, 69, Double.NaN, 0.63, 1.0)))
                .isEqualTo((1 * 8 + 2) * 10 + 2);
        assertThat(cells.of(new GoodEvent(true, 69, Double.NaN, 0.45, 1.0))).isEqualTo(-1);
        assertThat(cells.of(new GoodEvent(true, 69, Double.NaN, Double.NaN, 1.0))).isEqualTo(-1);
        assertThat(cells.of(new GoodEvent(true, Double.NaN, 15, 0.63, 1.0))).isEqualTo(-1);
    }

    @Test
    void showsCountsAndPredictionBySizeAndTime() {
        PredictedCells cells = cells(ARGON);
        long[] counts = new long[960];
        counts[(1 * 8 + 2) * 10 + 3] = 5;
        counts[(1 * 8 + 7) * 10 + 3] = 2;
        CountedCells shown = cells.counts(counts, new long[960]);
        assertThat(shown.coincidence()).hasSize(120);
        assertThat(shown.coincidence()[13]).isEqualTo(7);
        assertThat(Arrays.stream(cells.bySize(cells.perProton())).sum() * POT)
                .isCloseTo(125.2, within(0.1));
        assertThat(cells.byTime(cells.perProton())).hasSize(10);
    }

    /** Counts as expected over a flat background: F90 tells them better apart. */
    @Test
    void findsTheSignalBetterWithF90() throws IOException {
        PredictedCells with = cells(ARGON);
        Path plain = folder.resolve("plain.conf");
        Files.writeString(
                plain, Files.readString(ARGON).replaceFirst("(?s)\n  f90 \\{.*?\n  }", ""));
        PredictedCells without = cells(plain);
        assertThat(without.count()).isEqualTo(120);
        SignalFit.Result sharp = fit(with, 300);
        SignalFit.Result blunt = fit(without, 2400);
        assertThat(sharp.events()).isCloseTo(200 * 125.2, within(300.0));
        assertThat(blunt.events()).isCloseTo(200 * 125.2, within(300.0));
        assertThat(sharp.sigma()).isGreaterThan(1.05 * blunt.sigma());
    }

    /**
     * Two hundred exposures of the signal over {@code background} counts in each cell of C and AC.
     */
    private static SignalFit.Result fit(PredictedCells cells, int background) {
        double[] signal = Arrays.stream(cells.perProton()).map(c -> 200 * POT * c).toArray();
        long[] on = new long[signal.length];
        long[] off = new long[signal.length];
        double due = 0;
        for (int i = 0; i < on.length; i++) {
            due += signal[i];
            long whole = (long) Math.floor(due);
            due -= whole;
            on[i] = background + whole;
            off[i] = background;
        }
        return new SignalFit(cells).of(on, off, 1, signal, List.of());
    }

    @Test
    void comparesArgonLive() {
        PredictionConfig config = PredictionConfig.load(ARGON.toString(), "");
        Comparison comparison = new Comparison(config, 1, 1);
        long charge = Math.round(POT * 1.602176634e-19 / 10e-12);
        comparison.mark(
                new SettledMark(0, 0, false, BeamState.BEAM, 3, charge, 0, 0),
                1,
                Double.NaN,
                Double.NaN);
        for (int i = 0; i < 300; i++) {
            double f90 = 0.5 + 0.4 * (i * 0.618 % 1);
            double us = -0.1 + 5 * (i * 0.755 % 1);
            comparison.on(new GoodEvent(i % 3 != 0, 23 + i % 200, Double.NaN, f90, us), 1);
        }
        Snapshot.Comparison c = comparison.at(new Snapshot.Counts(0, 0, 1, 0, 0, 0), List.of());
        assertThat(c.coincidence()).isEqualTo(200);
        assertThat(c.anticoincidence()).isEqualTo(100);
        assertThat(c.predicted()).isCloseTo(125.2, within(0.1));
        assertThat(c.strength().value()).isGreaterThanOrEqualTo(0);
    }
}
