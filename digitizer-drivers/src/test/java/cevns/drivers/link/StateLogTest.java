package cevns.drivers.link;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.record.SourceState;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class StateLogTest {

    private static final String ABSENT = "cannot connect to 10.0.0.7:8190: Connection refused";

    private final Logger logger = (Logger) LoggerFactory.getLogger("state-log-test");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private long seconds;
    private final StateLog log = new StateLog(logger, "board", () -> seconds * 1_000_000_000);

    @BeforeEach
    void listen() {
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(lines);
    }

    @Test
    void saysOnceThatADeviceIsAbsentAndThenOnceAMinuteHowOften() {
        log.changed(SourceState.CONNECTING, "");
        for (seconds = 0; seconds <= 130; seconds += 10) {
            log.failed(SourceState.DISCONNECTED, ABSENT);
            log.changed(SourceState.CONNECTING, ABSENT);
        }
        assertThat(told())
                .containsExactly(
                        "board: DISCONNECTED -> CONNECTING ",
                        "board: CONNECTING -> DISCONNECTED " + ABSENT,
                        "board: DISCONNECTED " + ABSENT + ", 6 times more in 60 s",
                        "board: DISCONNECTED " + ABSENT + ", 6 times more in 60 s");
    }

    @Test
    void saysTheSameOfADeviceThatIsConnectingAllTheTime() {
        log.changed(SourceState.CONNECTING, "");
        for (seconds = 0; seconds < 60; seconds++) {
            log.failed(SourceState.CONNECTING, ABSENT);
        }
        assertThat(told())
                .containsExactly(
                        "board: DISCONNECTED -> CONNECTING ",
                        "board: CONNECTING -> CONNECTING " + ABSENT);
    }

    @Test
    void saysAtOnceThatTheFailureIsAnotherOne() {
        log.failed(SourceState.DISCONNECTED, ABSENT);
        log.failed(SourceState.DISCONNECTED, ABSENT);
        log.failed(SourceState.ERROR, "no channel 64");
        assertThat(told())
                .containsExactly(
                        "board: DISCONNECTED -> DISCONNECTED " + ABSENT,
                        "board: DISCONNECTED -> ERROR no channel 64");
    }

    @Test
    void saysEveryChangeOfStateAndTheSameFailureAgainAfterOne() {
        log.failed(SourceState.DISCONNECTED, ABSENT);
        log.changed(SourceState.CONNECTING, ABSENT);
        log.changed(SourceState.READY, "");
        log.changed(SourceState.RUNNING, "");
        log.changed(SourceState.RUNNING, "");
        log.changed(SourceState.RUNNING, "charge lags");
        log.failed(SourceState.DISCONNECTED, ABSENT);
        assertThat(told())
                .containsExactly(
                        "board: DISCONNECTED -> DISCONNECTED " + ABSENT,
                        "board: CONNECTING -> READY ",
                        "board: READY -> RUNNING ",
                        "board: RUNNING -> RUNNING charge lags",
                        "board: RUNNING -> DISCONNECTED " + ABSENT);
    }

    private List<String> told() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
