package cevns.web.control;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.config.SourceConfig.WhenLost;
import cevns.daq.record.SourceState;
import cevns.web.control.SourceWatch.Act;
import org.junit.jupiter.api.Test;

/** What is done about a source that delivers nothing, second by second. */
class SourceWatchTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void restartsADriverAgainAndAgainUntilItDelivers() {
        SourceWatch watch = new SourceWatch(new WhenLost(WhenLost.Act.RESTART, 10));
        assertThat(watch.look(SourceState.CONNECTING, 0)).isEqualTo(Act.NONE);
        assertThat(watch.look(SourceState.STALLED, 9 * SECOND)).isEqualTo(Act.NONE);
        assertThat(watch.look(SourceState.STALLED, 10 * SECOND)).isEqualTo(Act.RESTART);
        assertThat(watch.look(SourceState.CONNECTING, 11 * SECOND)).isEqualTo(Act.NONE);
        assertThat(watch.look(SourceState.CONNECTING, 20 * SECOND)).isEqualTo(Act.RESTART);
        assertThat(watch.look(SourceState.RUNNING, 21 * SECOND)).isEqualTo(Act.NONE);
        assertThat(watch.look(SourceState.ERROR, 30 * SECOND)).isEqualTo(Act.NONE);
        assertThat(watch.look(SourceState.ERROR, 39 * SECOND)).isEqualTo(Act.NONE);
        assertThat(watch.look(SourceState.ERROR, 40 * SECOND)).isEqualTo(Act.RESTART);
    }

    @Test
    void saysOnceThatARunGoesOnWithoutASource() {
        SourceWatch watch = new SourceWatch(new WhenLost(WhenLost.Act.CONTINUE, 2));
        assertThat(watch.look(SourceState.DISCONNECTED, 0)).isEqualTo(Act.NONE);
        assertThat(watch.look(SourceState.DISCONNECTED, 2 * SECOND)).isEqualTo(Act.GO_ON);
        assertThat(watch.look(SourceState.DISCONNECTED, 9 * SECOND)).isEqualTo(Act.NONE);
        assertThat(watch.look(SourceState.RUNNING, 10 * SECOND)).isEqualTo(Act.NONE);
        assertThat(watch.look(SourceState.DISCONNECTED, 11 * SECOND)).isEqualTo(Act.NONE);
        assertThat(watch.look(SourceState.DISCONNECTED, 13 * SECOND)).isEqualTo(Act.GO_ON);
    }

    @Test
    void endsARunThatMayNotGoOnWithoutASource() {
        SourceWatch watch = new SourceWatch(new WhenLost(WhenLost.Act.END, 1));
        watch.look(SourceState.STALLED, 0);
        assertThat(watch.look(SourceState.STALLED, SECOND)).isEqualTo(Act.END);
    }

    @Test
    void countsTheTimeAnewAfterAPause() {
        SourceWatch watch = new SourceWatch(new WhenLost(WhenLost.Act.RESTART, 5));
        watch.look(SourceState.DISCONNECTED, 0);
        watch.forget();
        assertThat(watch.look(SourceState.DISCONNECTED, 5 * SECOND)).isEqualTo(Act.NONE);
        assertThat(watch.look(SourceState.DISCONNECTED, 10 * SECOND)).isEqualTo(Act.RESTART);
    }
}
