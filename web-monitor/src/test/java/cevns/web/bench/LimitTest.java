package cevns.web.bench;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.analysis.monitor.Snapshot;
import cevns.daq.record.SourceState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whether a step holds its rate, and what kept it from that. */
class LimitTest {

    private static final Latency NONE = new Latency(0, 0, 0, 0, 0);

    private static StepResult step(
            double written, long lag, CpuUse cpu, double append, long lost, long rejected) {
        Snapshot.Source source =
                new Snapshot.Source(
                        1,
                        "board-1",
                        "dig2",
                        "VX2730-EMU",
                        true,
                        SourceState.RUNNING,
                        written,
                        Map.of(),
                        1000,
                        1000 - lost - rejected,
                        Map.of("late", rejected),
                        Map.of("gap", lost),
                        0,
                        Map.of(),
                        Map.of(),
                        0,
                        0,
                        0);
        return new StepResult(
                1,
                20,
                1000,
                written,
                written,
                1e6,
                1e6,
                0,
                lag,
                cpu,
                append,
                0,
                NONE,
                NONE,
                NONE,
                NONE,
                List.of(),
                List.of(source),
                0);
    }

    private static CpuUse cpu(double drivers, double pipeline, double sender, double elsewhere) {
        return new CpuUse(drivers + pipeline, drivers, 0, pipeline, 0, 0, sender, elsewhere);
    }

    @Test
    void aStepHoldsWhenAllIsWrittenAnalysedAndAccountedFor() {
        CpuUse idle = cpu(0.1, 0.1, 0.1, 0);
        assertThat(step(1000, 0, idle, 0, 0, 0).holds()).isTrue();
        assertThat(step(970, 0, idle, 0, 0, 0).holds()).as("not all written").isFalse();
        assertThat(step(1000, 1001, idle, 0, 0, 0).holds()).as("left behind").isFalse();
        StepResult lossy = step(1000, 0, idle, 0, 2, 3);
        assertThat(lossy.holds()).isFalse();
        assertThat(lossy.causes())
                .containsExactly(Map.entry("lost gap", 2L), Map.entry("rejected late", 3L));
    }

    @Test
    void namesTheStageThatIsSaturated() {
        assertThat(limit(step(1000, 0, cpu(1, 0.9, 0.1, 0), 0, 0, 0))).isEmpty();
        assertThat(limit(step(900, 0, cpu(0.1, 0.1, 0.1, 1), 0, 1, 0))).startsWith("this machine");
        assertThat(limit(step(900, 0, cpu(0.8, 0.8, 0.3, 0), 0, 1, 0))).startsWith("processors");
        assertThat(limit(step(1000, 5000, cpu(0.1, 0.95, 0.1, 0), 0, 0, 0))).startsWith("pipeline");
        assertThat(limit(step(900, 0, cpu(0.95, 0.1, 0.1, 0), 0, 1, 0))).startsWith("drivers");
        assertThat(limit(step(900, 0, cpu(0.2, 0.1, 0.1, 0), 0.9, 1, 0))).startsWith("disk");
        assertThat(limit(step(900, 0, cpu(0.1, 0.1, 1, 0), 0, 0, 0))).startsWith("sender");
        assertThat(limit(step(1000, 0, cpu(0.1, 0.1, 0.1, 0), 0, 1, 0))).startsWith("no stage");
    }

    private static String limit(StepResult step) {
        return Limit.of(step, 1, 2);
    }
}
