package cevns.drivers.slowcontrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cevns.daq.record.LossCause;
import cevns.drivers.device.DigitizerContract;
import cevns.drivers.device.FaultyProxy;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * An instrument that is asked, and one that speaks unasked, as drivers among others, over a TCP
 * port as a serial device server has it. {@link PtyTest} has them all.
 */
class SlowControlContractTest {

    abstract static class Contract extends DigitizerContract {
        private final Instruments instrument;
        private InstrumentEmulator emulator;

        Contract(Instruments instrument) {
            this.instrument = instrument;
        }

        @Override
        protected Bench bench() {
            emulator = instrument.startEmulator("");
            FaultyProxy proxy = new FaultyProxy(emulator.address());
            return new Bench(emulator, List.of(proxy), instrument.driver(proxy.port(), ""));
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
            assertThat(records.losses)
                    .anyMatch(
                            loss ->
                                    loss.cause() == LossCause.LINK
                                            && loss.units() > 0
                                            && loss.lastNs() >= loss.firstNs());
        }

        @Test
        void namesWhatItReadsAndTheEmulatorAsSuch() {
            start();
            assertThat(records.infos.get(records.infos.size() - 1).simulated()).isTrue();
            assertThat(records.infos.get(0).channels()).isNotEmpty();
            List<Integer> named =
                    records.infos.get(0).channels().stream().map(c -> c.channel()).toList();
            assertThat(List.copyOf(records.readings)).allMatch(r -> named.contains(r.channel()));
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () ->
                                    assertThat(named)
                                            .allMatch(
                                                    c ->
                                                            List.copyOf(records.readings).stream()
                                                                    .anyMatch(
                                                                            r ->
                                                                                    r.channel()
                                                                                            == c)));
        }

        @Test
        void keepsToItsAnswersWhenTheDeviceNeverStopsSending() {
            start();
            emulator.misbehave(Misbehaviour.FLOOD);
            await().atMost(PATIENCE).until(() -> bench.driver().counters().refused() > 0);
            emulator.misbehave(Misbehaviour.NONE);
            awaitMoreUnits();
        }
    }

    @Nested
    class N1470 extends Contract {
        N1470() {
            super(Instruments.N1470);
        }
    }

    @Nested
    class Nmea extends Contract {
        Nmea() {
            super(Instruments.NMEA);
        }
    }
}
