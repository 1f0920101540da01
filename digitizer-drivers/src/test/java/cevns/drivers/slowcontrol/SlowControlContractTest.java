package cevns.drivers.slowcontrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cevns.daq.record.LossCause;
import cevns.daq.record.SourceState;
import cevns.drivers.device.DigitizerContract;
import cevns.drivers.device.FaultyProxy;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The driver of slow control as a driver among others, over a TCP port as a serial device server
 * has it. {@link PtyTest} has all instruments.
 */
class SlowControlContractTest extends DigitizerContract {

    private InstrumentEmulator emulator;

    @Override
    protected Bench bench() {
        emulator = Instruments.N1470.startEmulator("");
        FaultyProxy proxy = new FaultyProxy(emulator.address());
        return new Bench(emulator, List.of(proxy), Instruments.N1470.driver(proxy.port(), ""));
    }

    /** An instrument says nothing more before it is asked again, so lumps are small. */
    @Test
    @Override
    protected void readsAStreamThatComesInLumps() {
        start();
        bench.links().get(0).join(3);
        awaitMoreUnits();
        assertThat(bench.driver().counters().refused()).isZero();
    }

    @Override
    protected void assertHoleRecorded() {
        assertThat(List.copyOf(records.losses))
                .anyMatch(loss -> loss.cause() == LossCause.LINK && loss.units() > 0);
    }

    @Test
    void namesWhatItReads() {
        start();
        Set<Integer> named =
                records.infos.get(0).channels().stream()
                        .map(channel -> channel.channel())
                        .collect(Collectors.toSet());
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(List.copyOf(records.readings))
                                        .extracting(reading -> reading.channel())
                                        .hasSameElementsAs(named));
    }

    @Test
    void tellsHalfAnAnswerFromNone() {
        start();
        emulator.misbehave(Misbehaviour.HALF);
        await().atMost(PATIENCE).until(() -> lost(LossCause.CUT) > 0);
        emulator.misbehave(Misbehaviour.NONE);
        awaitMoreUnits();
        long unanswered = lost(LossCause.LINK);
        emulator.misbehave(Misbehaviour.SILENT);
        await().atMost(PATIENCE).until(() -> bench.driver().state() != SourceState.RUNNING);
        emulator.misbehave(Misbehaviour.NONE);
        await().atMost(PATIENCE).until(() -> lost(LossCause.LINK) > unanswered);
    }

    private long lost(LossCause cause) {
        return bench.driver().counters().lost[cause.ordinal()];
    }

    @Test
    void comesBackFromADeviceThatNeverStopsSending() {
        start();
        emulator.misbehave(Misbehaviour.FLOOD);
        await().atMost(PATIENCE).until(() -> bench.driver().counters().refused() > 0);
        emulator.misbehave(Misbehaviour.NONE);
        awaitMoreUnits();
    }
}
