package cevns.drivers.adara;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.config.Configs;
import cevns.daq.record.FrameFault;
import cevns.daq.record.Quality;
import cevns.daq.record.SourceInfo.ChannelInfo;
import cevns.drivers.CapturedRecords;
import cevns.drivers.CapturedRecords.Reading;
import cevns.drivers.adara.AdaraPacket.Annotation;
import cevns.drivers.adara.AdaraPacket.DeviceDescriptor;
import cevns.drivers.adara.AdaraPacket.Variable;
import org.junit.jupiter.api.Test;

/** What the slow-control packets and the remarks of a stream tell a run. */
class AdaraSourceTest {

    private static final String XML =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <device xmlns="http://public.sns.gov/schema/device.xsd">
              <device_name>cryo</device_name>
              <enumerations/>
              <process_variables>
                <process_variable><pv_name>temperature</pv_name><pv_id>1</pv_id>
                  <pv_type>double</pv_type><pv_units>K</pv_units></process_variable>
                <process_variable><pv_name>valve &amp; pump</pv_name><pv_id>2</pv_id>
                  <pv_type>unsigned integer</pv_type></process_variable>
              </process_variables>
            </device>
            """;

    private final CapturedRecords records = new CapturedRecords();
    private final AdaraSource source =
            new AdaraSource(
                    "beam",
                    AdaraOptions.ofFile(Configs.parse("", "none")),
                    records,
                    () -> TestPulses.START_NS,
                    Long.MAX_VALUE);

    @Test
    void readsValuesAsTheDescriptorNamesThem() {
        source.accept(new DeviceDescriptor(TestPulses.id(0), 5, XML));
        source.accept(value(AdaraType.VARIABLE_U32, 2, 0, 0, 4_294_967_295.0));
        source.accept(value(AdaraType.VARIABLE_DOUBLE, 1, 3, 2, 4.25));
        long timeNs = TestPulses.id(1).unixNs();
        assertThat(records.readings)
                .containsExactly(
                        new Reading(1, 4_294_967_295.0, Quality.GOOD, timeNs),
                        new Reading(0, 4.25, Quality.MAJOR, timeNs));
        assertThat(last())
                .containsExactly(
                        new ChannelInfo(0, "temperature", "K"),
                        new ChannelInfo(1, "valve & pump", ""));
    }

    @Test
    void keepsAValueThatComesBeforeItsDescriptor() {
        source.accept(value(AdaraType.VARIABLE_DOUBLE, 2, 0, 0, 1));
        source.accept(TestPulses.normal(1));
        assertThat(last()).containsExactly(new ChannelInfo(0, "device 5 variable 2", ""));
        source.accept(new DeviceDescriptor(TestPulses.id(0), 5, XML));
        assertThat(last())
                .containsExactly(
                        new ChannelInfo(0, "valve & pump", ""),
                        new ChannelInfo(1, "temperature", "K"));
    }

    @Test
    void takesStatusAndSeverityForTheQuality() {
        assertThat(AdaraVariables.quality(0, 0)).isEqualTo(Quality.GOOD);
        assertThat(AdaraVariables.quality(6, 1)).isEqualTo(Quality.MINOR);
        assertThat(AdaraVariables.quality(3, 2)).isEqualTo(Quality.MAJOR);
        assertThat(AdaraVariables.quality(17, 3)).isEqualTo(Quality.INVALID);
        assertThat(AdaraVariables.quality(0xFFFE, 0)).isEqualTo(Quality.INVALID);
        assertThat(AdaraVariables.quality(0xFFFF, 0xFFFF)).isEqualTo(Quality.UNKNOWN);
        assertThat(AdaraVariables.quality(22, 0)).as("no such status").isEqualTo(Quality.UNKNOWN);
        assertThat(AdaraVariables.quality(0, 4)).as("no such severity").isEqualTo(Quality.UNKNOWN);
    }

    @Test
    void readsNothingThatAnXmlDocumentPointsAt() {
        String evil =
                "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
                        + "<device><process_variables><process_variable><pv_id>1</pv_id>"
                        + "<pv_name>a&x;</pv_name></process_variable></process_variables></device>";
        source.accept(new DeviceDescriptor(TestPulses.id(0), 5, evil));
        assertThat(records.counters().refused[FrameFault.VALUE.ordinal()]).isEqualTo(1);
        assertThat(records.infos).isEmpty();
    }

    @Test
    void refusesADescriptorThatIsNoXml() {
        for (String text : new String[] {"", "<device>", "no", "<process_variable>"}) {
            source.accept(new DeviceDescriptor(TestPulses.id(0), 5, text));
        }
        assertThat(records.counters().refused[FrameFault.VALUE.ordinal()]).isEqualTo(4);
    }

    @Test
    void tellsNoMoreVariablesApartThanItHasRoomFor() {
        for (int i = 0; i < AdaraVariables.MAX_CHANNELS + 3; i++) {
            source.accept(value(AdaraType.VARIABLE_U32, i, 0, 0, i));
        }
        source.finish(TestPulses.START_NS);
        assertThat(records.readings).hasSize(AdaraVariables.MAX_CHANNELS);
        assertThat(records.infos).hasSize(1);
        assertThat(last()).hasSize(AdaraVariables.MAX_CHANNELS);
        assertThat(records.counters().refused[FrameFault.VALUE.ordinal()]).isEqualTo(3);
    }

    @Test
    void isSimulatedWhenTheStreamSaysSo() {
        source.accept(new Annotation(TestPulses.id(0), false, 5, 0, "all is SIMULATED here"));
        assertThat(records.infos).isEmpty();
        source.accept(new Annotation(TestPulses.id(0), false, 0, 0, "SIMULATED"));
        source.accept(new Annotation(TestPulses.id(0), false, 0, 0, "SIMULATED"));
        assertThat(records.infos).hasSize(1);
        assertThat(records.infos.get(0).simulated()).isTrue();
    }

    private java.util.List<ChannelInfo> last() {
        return records.infos.get(records.infos.size() - 1).channels();
    }

    private static Variable value(
            AdaraType type, long variable, int status, int severity, double value) {
        return new Variable(type, TestPulses.id(1), 5, variable, status, severity, value);
    }
}
