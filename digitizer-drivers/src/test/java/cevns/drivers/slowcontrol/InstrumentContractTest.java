package cevns.drivers.slowcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.record.LossCause;
import cevns.drivers.device.DigitizerContract;
import cevns.drivers.device.FaultyProxy;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract for the instruments that {@link SlowControlContractTest} has not. */
@Tag("long")
@ParameterizedClass
@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "N1470")
class InstrumentContractTest extends DigitizerContract {

    @Parameter Instruments instrument;

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
