package cevns.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.config.RunConfig;
import cevns.drivers.Digitizers;
import io.vertx.core.json.JsonArray;
import org.junit.jupiter.api.Test;

class AnalysisWordsTest {

    @Test
    void namesEachCutWithWhatItLetsPass() {
        AnalysisWords words = AnalysisWords.of(DemoRun.CSI);
        assertThat(words.cuts())
                .isEqualTo(
                        JsonArray.of(
                                "pre_trace: pre_peaks below 4", "charge: charge_pe in [6, 60)"));
    }

    @Test
    void saysWhatIsPredictedAndHow() {
        RunConfig csi = RunConfig.load("runs/csi-demo", Digitizers::check);
        assertThat(AnalysisWords.of(csi).prediction())
                .startsWith("CsI-1, 14.57 kg CsI at 19.3 m, form factor ")
                .contains("couplings tree")
                .endsWith("±28 %");
        assertThat(AnalysisWords.of(DemoRun.GERMANIUM).prediction()).isNull();
    }

    @Test
    void hasNoWordsForAPredictionThatCannotBeRead() {
        String broken = DemoRun.CSI.text().replace("mass_kg", "prediction { x = 1 }, mass_kg");
        assertThat(AnalysisWords.of(RunConfig.ofText(broken)).prediction()).isNull();
    }
}
