package cevns.drivers.adara;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.record.LossCause;
import cevns.drivers.device.DigitizerContract;
import cevns.drivers.device.FaultyProxy;
import java.util.List;

/** The ADARA driver as a driver among others. Its emulator keeps no history here: holes stay. */
class AdaraContractTest extends DigitizerContract {

    @Override
    protected Bench bench() {
        AdaraEmulator emulator =
                AdaraLoopback.emulator("history_s = 0", AdaraLoopback.beam("first_cycle = 5", 0));
        FaultyProxy proxy = new FaultyProxy(emulator.address());
        return new Bench(emulator, List.of(proxy), AdaraLoopback.driver(proxy.port(), ""));
    }

    @Override
    protected void assertHoleRecorded() {
        assertThat(records.losses)
                .anyMatch(loss -> loss.cause() == LossCause.LINK && loss.units() > 0);
    }
}
