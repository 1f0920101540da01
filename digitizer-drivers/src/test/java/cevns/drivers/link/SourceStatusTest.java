package cevns.drivers.link;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.record.SourceState;
import cevns.drivers.CapturedRecords;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SourceStatusTest {

    private final CapturedRecords written = new CapturedRecords();
    private final SourceStatus status =
            new SourceStatus(
                    LoggerFactory.getLogger(SourceStatusTest.class), "board", written, () -> 7);

    @Test
    void writesNothingBeforeTheFirstState() {
        assertThat(status.is(SourceState.DISCONNECTED, "")).isTrue();
        assertThat(written.states).isEmpty();
    }

    @Test
    void countsAndWritesEachStateThatItEntersWithItsReason() {
        status.enter(SourceState.CONNECTING, "");
        status.fail(SourceState.ERROR, "no channel 64");
        assertThat(written.states).containsExactly(SourceState.CONNECTING, SourceState.ERROR);
        assertThat(written.counters().state).isEqualTo(SourceState.ERROR);
        assertThat(status.state()).isEqualTo(SourceState.ERROR);
        assertThat(status.reason()).isEqualTo("no channel 64");
    }

    @Test
    void tellsTheSameStateForAnotherReason() {
        status.enter(SourceState.RUNNING, "");
        status.enterUnlogged(SourceState.RUNNING, "a reading was lost");
        assertThat(status.is(SourceState.RUNNING, "")).isFalse();
        assertThat(status.is(SourceState.RUNNING, "a reading was lost")).isTrue();
        assertThat(written.states).hasSize(2);
    }

    @Test
    void writesItsOwnStateWhateverAReaderMadeForFilesHasSaid() {
        status.enter(SourceState.STALLED, "no data for 10 s");
        written.counters().state = SourceState.RUNNING;
        status.write();
        assertThat(written.states).containsExactly(SourceState.STALLED, SourceState.STALLED);
    }

    @Test
    void writesNoSecondTimeWithinASecond() {
        status.enter(SourceState.READY, "");
        status.writeIfDue();
        assertThat(written.states).hasSize(1);
    }
}
