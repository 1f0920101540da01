package cevns.analysis.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.analysis.Pipeline;
import cevns.analysis.Records;
import cevns.analysis.TestConfigs;
import cevns.analysis.Traces;
import cevns.daq.record.TriggerKind;
import org.junit.jupiter.api.Test;

class WaveformTapTest {

    private static Pipeline run(int waveforms) {
        Records records = new Records().start(TestConfigs.bench());
        Records.Source board = records.source(1);
        for (int i = 0; i < waveforms; i++) {
            char[] trace = Traces.pulse(Traces.flat(500, 3000), 100 + i, 10, 50);
            long t = Records.START_NS + i * 1_000_000L;
            board.waveform(1, i, t, TriggerKind.SELF.bit(), 1, 90, trace);
        }
        Pipeline pipeline = new Pipeline(s -> {});
        records.play(pipeline);
        return pipeline;
    }

    @Test
    void showsATraceWithItsPeaks() {
        Trace trace = run(1).tap().latest().get(0);
        assertThat(trace.name()).isEqualTo("b");
        assertThat(trace.source()).isEqualTo("board");
        assertThat(trace.samples()).hasSize(500);
        assertThat((int) trace.samples()[100]).isEqualTo(2950);
        assertThat(trace.baselineAdc()).isEqualTo(3000);
        assertThat(trace.preTrigger()).isEqualTo(90);
        assertThat(trace.peaks()).hasSize(1);
        // Ten samples of 50 counts are 500, five photoelectrons; widened by 1 and 2 samples.
        assertThat(trace.peaks().get(0)).isEqualTo(new Trace.Peak(99, 112, 5));
    }

    @Test
    void copiesEverySixteenthWaveformOnly() {
        assertThat(run(16).tap().latest().get(0).triggerId()).isZero();
        assertThat(run(17).tap().latest().get(0).triggerId()).isEqualTo(16);
    }

    @Test
    void hasNothingBeforeTheFirstWaveform() {
        assertThat(run(0).tap().latest()).isEmpty();
    }
}
