package cevns.analysis.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cevns.daq.truth.PulseTable;
import cevns.daq.truth.TruePulse;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class PredictedPulsesTest {

    private static final PredictionConfig CSI =
            PredictionConfig.load("../configs/detectors/csi-2017.conf", "");
    private static final double POT = 1.76e23;

    @Test
    void withTheEfficiencyOfTheSelectionThePulsesAreThePredictedEvents() {
        double selected = 0;
        for (PulseTable.Part part : recoils()) {
            double[] sizes = part.sizes();
            for (int n = 6; n < 30; n++) {
                selected +=
                        sizes[n] * CSI.response().efficiency().at(n + 0.5) * inTime(part, 0, 6000);
            }
        }
        double predicted = new Predictor(CSI).predict().events();
        assertThat(selected).isCloseTo(predicted, Percentage.withPercentage(0.01));
        assertThat(POT * selected).isCloseTo(174.0, within(0.5));
    }

    /** 487 of 1068 recoils in the time window have 6 to 30 PE (reference-notes.md). */
    @Test
    void countsRecoilsBeforeTheSelection() {
        double inRegion = 0;
        double all = 0;
        for (PulseTable.Part part : recoils()) {
            double[] sizes = part.sizes();
            double inTime = inTime(part, 0, 6000);
            inRegion += POT * inTime * Arrays.stream(sizes, 6, 30).sum();
            all += POT * inTime * Arrays.stream(sizes).sum();
        }
        assertThat(inRegion).isCloseTo(487, within(1.0));
        assertThat(all).isCloseTo(1068, within(1.0));
    }

    @Test
    void doesNotDependOnWhereTheDetectorsCellsLie() {
        double other =
                PredictedPulses.of(
                                PredictionConfig.load(
                                        "../configs/detectors/csi-2017.conf", "cell-below"))
                        .perProton();
        assertThat(other)
                .isCloseTo(PredictedPulses.of(CSI).perProton(), Percentage.withPercentage(1e-6));
    }

    @Test
    void arrivesAsTheProtonPulseSays() {
        ProtonPulse pulse = CSI.response().pulse();
        for (int i = 0; i < 3; i++) {
            PulseTable.Part part = PredictedPulses.of(CSI).parts().get(i);
            ProtonPulse.Arrival arrival = CSI.exposure().source().emissions().get(i).arrival();
            assertThat(inTime(part, 0, 1000)).isCloseTo(pulse.between(arrival, 0, 1), within(1e-9));
            assertThat(inTime(part, -1000, 15_000)).isBetween(0.998, 1 + 1e-9);
        }
    }

    @Test
    void playsRecoilsInWholePhotoelectronsWhateverTheDetectorMakesOfThem() {
        PredictionConfig emulated =
                PredictionConfig.load("../configs/detectors/csi-emulated.conf", "");
        assertThat(emulated.response().seenPulse().t0Us()).isGreaterThan(0.69);
        PulseTable played = PredictedPulses.of(emulated);
        PulseTable true2017 = PredictedPulses.of(CSI);
        for (int i = 0; i < 3; i++) {
            PulseTable.Part part = played.parts().get(i);
            assertThat(part.sizes()).isEqualTo(true2017.parts().get(i).sizes());
            assertThat(part.times()).isEqualTo(true2017.parts().get(i).times());
        }
    }

    /** 32.4 recoils of 1.5 to 8.5 keVee in the exposure of COH-Ge-1 (selection.md §3). */
    @Test
    void playsIonisationEnergiesWhereTheDetectorSeesEnergies() {
        PredictionConfig ge = PredictionConfig.load("../configs/detectors/ge-mini.conf", "");
        double inRegion = 0;
        for (PulseTable.Part part : PredictedPulses.of(ge).parts()) {
            assertThat(part.step()).isEqualTo(0.02);
            double[] sizes = part.sizes();
            for (int n = 75; n < 425; n++) {
                inRegion += sizes[n] * inTime(part, 0, 15_000);
            }
        }
        double predicted = new Predictor(ge).predict().events();
        assertThat(inRegion).isCloseTo(predicted, Percentage.withPercentage(1));
        assertThat(inRegion * ge.exposure().amount()).isCloseTo(32.4, within(0.5));
    }

    @Test
    void hasNoneForAReactor() {
        assertThat(
                        PredictedPulses.of(
                                PredictionConfig.load("../configs/detectors/ge-conus.conf", "")))
                .isEqualTo(PulseTable.EMPTY);
    }

    private static List<PulseTable.Part> recoils() {
        return PredictedPulses.of(CSI).parts().stream()
                .filter(part -> part.kind() == TruePulse.Kind.CEVNS)
                .toList();
    }

    private static double inTime(PulseTable.Part part, double fromNs, double toNs) {
        double[] shares = part.times();
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            double timeNs = part.firstNs() + (i + 0.5) * part.binNs();
            sum += timeNs >= fromNs && timeNs < toNs ? shares[i] : 0;
        }
        return sum;
    }
}
