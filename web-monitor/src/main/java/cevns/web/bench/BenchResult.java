package cevns.web.bench;

import cevns.daq.config.RunConfig;
import java.util.List;

/**
 * What came of a bench.
 *
 * @param machine the machine before it
 * @param config its configuration at factor 1
 * @param steps in the order in which they were taken
 * @param ended why it ended before its time; empty when it did not
 */
public record BenchResult(
        Bench bench, Machine machine, RunConfig config, List<StepResult> steps, String ended) {

    public BenchResult {
        steps = List.copyOf(steps);
    }

    /** The step with the highest rate that was held; null for none. */
    public StepResult best() {
        StepResult best = null;
        for (StepResult step : steps) {
            if (step.holds() && (best == null || step.offeredPerS() > best.offeredPerS())) {
                best = step;
            }
        }
        return best;
    }

    /** What kept a step from holding its rate; empty when it did. */
    public String limit(StepResult step) {
        return Limit.of(step, Bench.boards(config).size(), machine.cores());
    }
}
