package cevns.drivers.slowcontrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cevns.daq.record.Quality;
import cevns.daq.record.SourceInfo;
import cevns.drivers.CapturedRecords;
import cevns.drivers.CapturedRecords.Reading;
import cevns.drivers.device.Digitizer;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What a run is told of an instrument, from the emulator through the driver. */
class ReadingsTest {

    private static final double LONG_AGO_S = 0.001;

    private final CapturedRecords records = new CapturedRecords();

    @Test
    void readsAHighVoltageAndItsTrip() {
        read(Instruments.N1470, "volts = [1234.5, 0, 0, 0]");
        assertReading("HV 0", "V", 1234.5, Quality.GOOD);
        assertReading("HV 0 current", "uA", 246.9, Quality.GOOD);
        assertReading("HV 0 set", "V", 1234.5, Quality.GOOD);
        assertReading("HV 0 status", "", 1, Quality.GOOD);
        assertThat(info().settings())
                .contains("\"ch0.POL\":\"-\"")
                .contains("\"ch0.RUP\":\"050\"")
                .contains("\"BDCTR\":\"REMOTE\"");
        records.readings.clear();
        read(Instruments.N1470, "volts = [1234.5, 0, 0, 0], trip_after_s = " + LONG_AGO_S);
        assertReading("HV 0", "V", 0, Quality.MAJOR);
        assertReading("HV 0 status", "", 128, Quality.GOOD);
    }

    @Test
    void readsAVoltageWithItsSign() {
        read(Instruments.SHQ, "volts = 1500");
        assertReading("HV 1", "V", -1500, Quality.GOOD);
        assertReading("HV 1 current", "A", 30e-6, Quality.GOOD);
        assertReading("HV 1 set", "V", 1500, Quality.GOOD);
        assertThat(info().firmware()).isEqualTo("3.14");
    }

    @Test
    void readsTemperaturesAndDistrustsASensorThatCameOff() {
        read(Instruments.LAKE_SHORE_218, "temperature.sway = 0, open_after_s = " + LONG_AGO_S);
        assertReading("T 1", "K", 0, Quality.INVALID);
        assertReading("T 8", "K", 77.35 + 7 * 0.5, Quality.GOOD);
        assertThat(info().model()).isEqualTo("MODEL218");
    }

    @Test
    void keepsTheDistanceThatA218Needs() {
        // The emulator spoils what it is asked within 50 ms; the driver waits 60 unless told.
        read(Instruments.LAKE_SHORE_218, "pause_s = 0.05", "gap_s = 0.06, inputs = [1]");
        assertReading("T 1", "K", 77.35, Quality.GOOD, 0.06);
        assertThat(records.counters().refused()).isZero();
    }

    @Test
    void readsAControllerWithItsHeater() {
        read(Instruments.LAKE_SHORE_336, "temperature.sway = 0");
        assertReading("T A", "K", 77.35, Quality.GOOD);
        assertReading("heater 1", "%", 12.5, Quality.GOOD);
    }

    @Test
    void readsAVacuumInMbarWhateverThePanelShows() {
        for (int unit = 0; unit < 3; unit++) {
            records.readings.clear();
            read(Instruments.TPG, "log10_mbar { mean = -6, sway = 0 }, unit = " + unit);
            assertReading("p 1", "mbar", 1e-6, Quality.GOOD, 1e-10);
            assertReading("p 2", "mbar", 0, Quality.INVALID, 0);
        }
        records.readings.clear();
        read(Instruments.TPG, "fail_status = 1, fail_after_s = " + LONG_AGO_S);
        Reading under = last("p 1");
        assertThat(under.quality()).as("under range").isEqualTo(Quality.MINOR);
        assertThat(under.value()).isPositive();
    }

    @Test
    void readsACompressorBySmdpAndByModbusAlike() {
        for (Instruments by :
                List.of(
                        Instruments.CRYOMECH_SMDP,
                        Instruments.CRYOMECH_RTU,
                        Instruments.CRYOMECH_TCP)) {
            records.readings.clear();
            records.infos.clear();
            read(by, "motor_current_a = 23");
            assertReading("coolant in", "degC", 18, Quality.GOOD, 0.3);
            assertReading("helium", "degC", 65, Quality.GOOD, 0.3);
            assertReading("high side", "bar", 20, Quality.GOOD, 0.1);
            assertReading("low side", "bar", 6, Quality.GOOD, 0.1);
            assertReading("motor current", "A", 23, Quality.GOOD, 1e-6);
            assertReading("operating time", "h", 12_345, Quality.GOOD, 0.1);
        }
    }

    @Test
    void comparesTheHostWithGps() {
        read(Instruments.NMEA, "every_s = 0.05");
        assertThat(last("host minus GPS").value()).isBetween(0.0, 2.0);
        assertThat(last("host minus GPS").quality()).isEqualTo(Quality.GOOD);
        records.readings.clear();
        read(Instruments.NMEA, "every_s = 0.05, rollover_after_s = " + LONG_AGO_S);
        assertThat(last("host minus GPS").value()).isCloseTo(619_315_200, within(2.0));
        assertThat(last("host minus GPS").quality()).isEqualTo(Quality.INVALID);
    }

    private void read(Instruments instrument, String emulated) {
        read(instrument, emulated, "");
    }

    private void read(Instruments instrument, String emulated, String device) {
        try (InstrumentEmulator emulator = instrument.startEmulator(emulated);
                Digitizer driver =
                        instrument.driver(
                                emulator.address().getPort(), "timeout_s = 3\n" + device)) {
            driver.start(records);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(10))
                    .until(this::all);
        }
        assertThat(info().simulated()).isTrue();
        assertThat(info().family()).isEqualTo(instrument.family);
    }

    /** Each channel has been read. */
    private boolean all() {
        long read = List.copyOf(records.readings).stream().map(Reading::channel).distinct().count();
        return !records.infos.isEmpty() && read == info().channels().size();
    }

    private void assertReading(String name, String unit, double value, Quality quality) {
        assertReading(name, unit, value, quality, 1e-9 * Math.max(1, Math.abs(value)));
    }

    private void assertReading(
            String name, String unit, double value, Quality quality, double within) {
        SourceInfo.ChannelInfo channel = channel(name);
        assertThat(channel.unit()).as(name).isEqualTo(unit);
        assertThat(last(name).value()).as(name).isCloseTo(value, within(within));
        assertThat(last(name).quality()).as(name).isEqualTo(quality);
    }

    private Reading last(String name) {
        int channel = channel(name).channel();
        return List.copyOf(records.readings).stream()
                .filter(reading -> reading.channel() == channel)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private SourceInfo.ChannelInfo channel(String name) {
        return info().channels().stream()
                .filter(channel -> channel.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private SourceInfo info() {
        return records.infos.get(records.infos.size() - 1);
    }
}
