package cevns.web.dashboard;

import cevns.analysis.monitor.Snapshot;
import cevns.analysis.monitor.Trace;
import cevns.daq.config.RunConfig;
import cevns.web.control.Goal;
import cevns.web.control.RunState;
import java.util.List;

/** A feed that shows what a test puts into it. */
public final class TestFeed implements Feed {
    private final RunConfig config;
    private final boolean replay;
    private final History history = new History();
    private volatile Published latest;
    private volatile List<Trace> traces = List.of();

    public TestFeed(RunConfig config, boolean replay) {
        this.config = config;
        this.replay = replay;
    }

    public void publish(Snapshot snapshot) {
        history.add(snapshot);
        latest = DemoRun.published(snapshot);
    }

    public void publish(Published newest) {
        latest = newest;
    }

    public void publish(List<Trace> newest) {
        traces = newest;
    }

    @Override
    public RunConfig config() {
        return config;
    }

    @Override
    public Published latest() {
        return latest;
    }

    @Override
    public History history() {
        return history;
    }

    @Override
    public List<Trace> traces() {
        return traces;
    }

    @Override
    public Health health() {
        return new Health(
                RunState.RUNNING,
                Goal.RUNNING,
                "",
                3,
                1000,
                7_400_000_000L,
                412_000_000_000L,
                960_000_000_000L,
                210_000_000L,
                1_073_741_824L);
    }

    @Override
    public boolean replay() {
        return replay;
    }

    @Override
    public double speed() {
        return replay ? 10 : 1;
    }
}
