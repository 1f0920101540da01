package cevns.drivers.dig2;

import static cevns.drivers.dig2.wire.Wire.SCOPE_EXAMPLE;
import static cevns.drivers.dig2.wire.Wire.START_EXAMPLE;
import static cevns.drivers.dig2.wire.Wire.join;
import static cevns.drivers.dig2.wire.Wire.message;
import static cevns.drivers.dig2.wire.Wire.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cevns.daq.config.ConfigTree;
import cevns.daq.config.Configs;
import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.daq.record.LossView;
import cevns.daq.record.SourceState;
import cevns.daq.time.WallClock;
import cevns.drivers.CapturedRecords;
import cevns.drivers.dig2.wire.Wire;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The driver against a board that does what it should, and each thing that it should not. */
class Dig2DriverTest {

    private static final byte[] EVENT = message(1, true, SCOPE_EXAMPLE);

    private final CapturedRecords records = new CapturedRecords();
    private ScriptedBoard board;
    private Dig2Driver driver;

    @BeforeEach
    void listen() throws IOException {
        board = new ScriptedBoard();
        driver = driver("");
    }

    private Dig2Driver driver(String more) {
        ConfigTree tree =
                Configs.parse(
                        """
                        host = 127.0.0.1
                        port = %d
                        reply_timeout_ms = 400
                        marker_timeout_ms = 400
                        reconnect_s = [0.1]
                        %s
                        """
                                .formatted(board.port(), more),
                        "test");
        Dig2Options options = Dig2Options.read(tree);
        tree.rejectUnknown();
        tree.problems().throwIfAny();
        return new Dig2Driver("board", options, WallClock.SYSTEM);
    }

    @AfterEach
    void end() throws IOException {
        driver.close();
        board.close();
        assertThat(records.counters().unitsRead)
                .isEqualTo(records.counters().recordsWritten + records.counters().lost());
    }

    private void run() {
        driver.start(records);
        awaitState(SourceState.RUNNING);
    }

    private void awaitState(SourceState state) {
        await().untilAsserted(
                        () ->
                                assertThat(driver.state())
                                        .as("%s, asked %s", driver.reason(), board.asked)
                                        .isEqualTo(state));
    }

    private void awaitWaveforms(int count) {
        await().until(() -> records.waveforms.size() >= count);
        assertThat(records.waveforms).hasSize(count);
    }

    @Test
    void readsABoardThatHasOnlyWhatCaensClientInsistsOn() throws IOException {
        run();
        board.send(join(message(1, true, START_EXAMPLE), EVENT));
        awaitWaveforms(2);
        assertThat(driver.reason()).isEmpty();
        assertThat(records.infos.get(0).simulated()).isFalse();
        assertThat(records.infos.get(0).channels()).hasSize(4);
        assertThat(records.infos.get(0).settings()).contains("\"/par/recordlengths\":\"8\"");
    }

    @Test
    void asksInTheOrderOfTheMinimalRun() {
        run();
        driver.stop();
        driver.close();
        assertThat(board.asked)
                .containsSubsequence(
                        "connect =client",
                        "getValue /par/numch",
                        "getValue /par/adc_samplrate",
                        "setValue /endpoint/par/activeendpoint=scope",
                        "getValue /par/maxrawdatasize",
                        "sendCommand /cmd/armacquisition",
                        "sendCommand /cmd/swstartacquisition",
                        "sendCommand /cmd/swstopacquisition",
                        "sendCommand /cmd/disarmacquisition");
        assertThat(board.asked).doesNotContain("sendCommand /cmd/cleardata");
    }

    @Test
    void setsThenReadsBackAndKeepsWhatWasRead() {
        board.values.put("/ch/0/par/dcoffset", "0");
        board.values.put("/ch/1/par/dcoffset", "0");
        board.values.put("/ch/0..1/par/dcoffset", "");
        board.values.put("/par/recordlengtht", "0");
        driver =
                driver(
                        "channels = [1], record_length_ns = 16\n"
                                + "parameters { \"/ch/0..1/par/DCOffset\" = 50 }");
        run();
        assertThat(board.asked)
                .contains(
                        "setValue /ch/0/par/chenable=False",
                        "setValue /ch/1/par/chenable=True",
                        "setValue /par/recordlengtht=16",
                        "setValue /ch/0..1/par/dcoffset=50");
        assertThat(records.infos.get(0).settings())
                .contains("\"/ch/0/par/dcoffset\":\"0\"", "\"/ch/1/par/dcoffset\":\"0\"");
        assertThat(records.infos.get(0).channels()).hasSize(1);
    }

    @Test
    void writesTheInfoBeforeDataThatComeBeforeTheAnswerToStart() {
        board.onStart = EVENT;
        run();
        awaitWaveforms(2);
        long originNs = records.infos.get(0).originNs();
        assertThat(records.waveforms.get(0).timeNs()).isEqualTo(originNs + 1_000_000_000L);
        assertThat(records.infos.get(0).originUncertaintyNs()).isBetween(0L, 1_000_000_000L);
        assertThat(WallClock.SYSTEM.nowNs() - originNs).isBetween(0L, 10_000_000_000L);
    }

    @Test
    void takesTheMarkerBeforeTheAnswerToArmAndNoStaleData() throws IOException {
        board.markers = "before";
        board.stale = EVENT;
        run();
        board.send(EVENT);
        awaitWaveforms(2);
    }

    @Test
    void takesTheMarkerAfterTheAnswerToArmAndNoStaleData() throws IOException {
        board.stale = join(EVENT, message(1, false, new byte[] {1, 2, 3}));
        run();
        board.send(EVENT);
        awaitWaveforms(2);
        assertThat(records.counters().refused()).isZero();
    }

    @Test
    void takesAStartByASignalThatComesBeforeTheAnswerToArm() {
        board.markers = "before";
        board.onArm = join(message(1, true, START_EXAMPLE), EVENT);
        driver = driver("start = external");
        run();
        awaitWaveforms(2);
    }

    @Test
    void waitsForTheMarkersOfResetAndArm() throws IOException {
        board.flags.put("reset", "RESET");
        board.flags.put("disarmacquisition", "DISARM");
        run();
        board.send(EVENT);
        awaitWaveforms(2);
    }

    @Test
    void reportsAMarkerThatDoesNotCome() {
        board.markers = "none";
        driver.start(records);
        await().until(() -> driver.reason().contains("no marker on the data connection after arm"));
        board.markers = "after";
        awaitState(SourceState.RUNNING);
        assertThat(records.losses.get(0).cause()).isEqualTo(LossCause.LINK);
    }

    @Test
    void reportsABoardThatDoesNotAnswer() {
        board.silentAt = "/par/numch";
        driver.start(records);
        await().until(() -> driver.reason().contains("no answer to getValue /par/numch in 400 ms"));
        assertThat(driver.state()).isIn(SourceState.DISCONNECTED, SourceState.CONNECTING);
    }

    @Test
    void isInErrorWithTheBoardsWordsWhenAParameterIsRefusedAndTriesAgain() {
        driver = driver("parameters { \"/par/iolevel\" = TTL }");
        driver.start(records);
        awaitState(SourceState.ERROR);
        assertThat(driver.reason()).isEqualTo("setValue /par/iolevel is refused: invalid path");
        board.values.put("/par/iolevel", "NIM");
        awaitState(SourceState.RUNNING);
        assertThat(driver.reason()).isEmpty();
    }

    @Test
    void isInErrorWhenTheAnswerToArmHasAnotherFlag() {
        board.flags.put("armacquisition", "ARMED");
        driver.start(records);
        awaitState(SourceState.ERROR);
        assertThat(driver.reason()).contains("flag ARMED");
    }

    @Test
    void isInErrorWhenANumberIsNone() {
        board.values.put("/par/numch", "many");
        driver.start(records);
        awaitState(SourceState.ERROR);
        assertThat(driver.reason()).isEqualTo("/par/numch is 'many', not in [1, 64]");
    }

    @Test
    void startsAnewAfterAnEventOfSizeZeroAndRecordsTheHole() throws IOException {
        run();
        board.send(join(EVENT, message(1, true, words(0x1000000000000000L)), EVENT));
        await().until(() -> board.times("sendCommand /cmd/swstartacquisition") == 2);
        awaitState(SourceState.RUNNING);
        board.send(EVENT);
        awaitWaveforms(4);
        assertThat(records.counters().refused[FrameFault.LENGTH.ordinal()]).isEqualTo(1);
        assertThat(records.losses).hasSize(1);
        CapturedRecords.Loss hole = records.losses.get(0);
        assertThat(hole.cause()).isEqualTo(LossCause.CORRUPT);
        assertThat(hole.units()).isEqualTo(LossView.UNKNOWN_UNITS);
        assertThat(hole.firstNs()).isEqualTo(records.waveforms.get(0).timeNs());
        assertThat(records.infos).hasSize(2);
    }

    @Test
    void startsAnewAfterAWrongCount() throws IOException {
        run();
        board.send(message(3, true, SCOPE_EXAMPLE));
        await().until(() -> board.times("sendCommand /cmd/swstartacquisition") == 2);
        awaitState(SourceState.RUNNING);
        assertThat(records.counters().refused[FrameFault.MISCOUNT.ordinal()]).isEqualTo(1);
    }

    @Test
    void startsAnewWhenSomebodyElseHasClearedTheData() throws IOException {
        run();
        board.send(join(Wire.MARKER, EVENT));
        await().until(() -> board.times("sendCommand /cmd/swstartacquisition") == 2);
        awaitState(SourceState.RUNNING);
        board.send(EVENT);
        awaitWaveforms(2);
        assertThat(records.counters().refused[FrameFault.PROTOCOL.ordinal()]).isEqualTo(1);
    }

    @Test
    void connectsAnewAfterAMessageThatCannotBeOne() throws IOException {
        run();
        byte[] nonsense = new byte[64];
        Arrays.fill(nonsense, (byte) 0x5A);
        board.send(nonsense);
        await().until(() -> board.times("connect =client") == 2);
        awaitState(SourceState.RUNNING);
        assertThat(records.losses.get(0).cause()).isEqualTo(LossCause.CORRUPT);
        assertThat(records.counters().refused[FrameFault.LENGTH.ordinal()]).isEqualTo(1);
    }

    @Test
    void connectsAnewWhenTheDataConnectionIsClosedInTheMiddleOfAMessage() throws IOException {
        byte[] early = message(1, true, words(0x1000000000000005L, 125, 9, 1, 2));
        run();
        board.send(join(early, Arrays.copyOf(EVENT, 50)));
        awaitWaveforms(2);
        board.closeData();
        await().until(() -> board.times("connect =client") == 2);
        awaitState(SourceState.RUNNING);
        board.send(EVENT);
        awaitWaveforms(4);
        assertThat(records.losses)
                .extracting(CapturedRecords.Loss::cause)
                .containsExactly(LossCause.LINK);
        CapturedRecords.Loss hole = records.losses.get(0);
        assertThat(hole.firstNs()).isEqualTo(records.infos.get(0).originNs() + 1000);
        assertThat(hole.lastNs()).isEqualTo(records.infos.get(1).originNs());
        assertThat(records.states)
                .containsSubsequence(
                        SourceState.RUNNING,
                        SourceState.DISCONNECTED,
                        SourceState.CONNECTING,
                        SourceState.READY,
                        SourceState.RUNNING);
    }

    @Test
    void takesWhatTheBoardStillSendsBeforeTheStopEvent() {
        board.onStop = join(EVENT, message(2, true, join(SCOPE_EXAMPLE, Wire.STOP_EXAMPLE)));
        run();
        driver.stop();
        driver.close();
        assertThat(records.waveforms).hasSize(4);
        assertThat(driver.state()).isEqualTo(SourceState.DISCONNECTED);
        assertThat(records.losses).isEmpty();
        assertThat(records.states.get(records.states.size() - 1))
                .isEqualTo(SourceState.DISCONNECTED);
    }

    @Test
    void stopsWithinASecondWhenNoStopEventComesAndRecordsTheHole() {
        board.onStop = new byte[0];
        run();
        long from = System.nanoTime();
        driver.stop();
        driver.close();
        assertThat(System.nanoTime() - from).isLessThan(1_000_000_000L);
        assertThat(records.losses).hasSize(1);
        assertThat(records.losses.get(0).units()).isEqualTo(LossView.UNKNOWN_UNITS);
    }

    @Test
    void saysThatTheBoardHasStoppedByItselfAndStartsItAgain() throws IOException {
        run();
        board.send(message(1, true, Wire.STOP_EXAMPLE));
        await().until(() -> records.states.contains(SourceState.ERROR));
        awaitState(SourceState.RUNNING);
        assertThat(records.losses.get(0).cause()).isEqualTo(LossCause.DEVICE);
    }

    @Test
    void takesDataAgainAfterStopAndStart() throws IOException {
        run();
        driver.stop();
        driver.close();
        run();
        board.send(EVENT);
        awaitWaveforms(2);
    }
}
