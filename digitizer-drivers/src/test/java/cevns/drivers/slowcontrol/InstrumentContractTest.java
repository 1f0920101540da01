package cevns.drivers.slowcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.record.LossCause;
import cevns.drivers.device.DigitizerContract;
import cevns.drivers.device.FaultyProxy;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The contract for the instruments that {@link SlowControlContractTest} has not. */
@Tag("long")
class InstrumentContractTest {

    /** What they have in common. */
    abstract static class Contract extends DigitizerContract {

        private final Instruments instrument;

        Contract(Instruments instrument) {
            this.instrument = instrument;
        }

        @Override
        protected Bench bench() {
            InstrumentEmulator emulator = instrument.startEmulator("");
            FaultyProxy proxy = new FaultyProxy(emulator.address());
            return new Bench(emulator, List.of(proxy), instrument.driver(proxy.port(), ""));
        }

        /** An instrument says nothing more before it is asked again, so lumps are small. */
        @Test
        @Override
        protected void readsAStreamThatComesInLumps() {
            start();
            bench.links().get(0).join(2);
            awaitMoreUnits();
            assertThat(bench.driver().counters().refused()).isZero();
        }

        @Override
        protected void assertHoleRecorded() {
            assertThat(List.copyOf(records.losses))
                    .anyMatch(loss -> loss.cause() == LossCause.LINK && loss.units() != 0);
        }
    }

    @Nested
    class Shq extends Contract {
        Shq() {
            super(Instruments.SHQ);
        }
    }

    @Nested
    class LakeShore218 extends Contract {
        LakeShore218() {
            super(Instruments.LAKE_SHORE_218);
        }
    }

    @Nested
    class LakeShore336 extends Contract {
        LakeShore336() {
            super(Instruments.LAKE_SHORE_336);
        }
    }

    @Nested
    class Tpg extends Contract {
        Tpg() {
            super(Instruments.TPG);
        }
    }

    @Nested
    class CryomechSmdp extends Contract {
        CryomechSmdp() {
            super(Instruments.CRYOMECH_SMDP);
        }
    }

    @Nested
    class CryomechRtu extends Contract {
        CryomechRtu() {
            super(Instruments.CRYOMECH_RTU);
        }
    }

    @Nested
    class CryomechTcp extends Contract {
        CryomechTcp() {
            super(Instruments.CRYOMECH_TCP);
        }
    }

    @Nested
    class Nmea extends Contract {
        Nmea() {
            super(Instruments.NMEA);
        }
    }
}
