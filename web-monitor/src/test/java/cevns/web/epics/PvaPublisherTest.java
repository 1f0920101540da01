package cevns.web.epics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import cevns.analysis.monitor.Snapshot;
import cevns.daq.config.PublishConfig;
import cevns.daq.record.RunMode;
import cevns.daq.time.WallClock;
import cevns.drivers.epics.PvaNetwork;
import cevns.web.dashboard.DemoResult;
import cevns.web.dashboard.DemoRun;
import cevns.web.dashboard.TestFeed;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.epics.pva.client.PVAChannel;
import org.epics.pva.client.PVAClient;
import org.epics.pva.data.PVADouble;
import org.epics.pva.data.PVAString;
import org.epics.pva.data.PVAStructure;
import org.epics.pva.data.nt.PVAAlarm;
import org.epics.pva.data.nt.PVAAlarm.AlarmSeverity;
import org.epics.pva.data.nt.PVAEnum;
import org.epics.pva.data.nt.PVATimeStamp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reads and monitors what is published, as another program does. */
@Timeout(60)
class PvaPublisherTest {

    private static final long NOW_NS = 1_790_000_000_000_000_000L;
    private static final String PREFIX = "TEST:";

    private final TestFeed feed = new TestFeed(DemoRun.CSI, false);
    private PvaPublisher publisher;
    private PVAClient client;

    @BeforeEach
    void start() throws IOException {
        PublishConfig config = new PublishConfig(true, PREFIX, "127.0.0.1", 0, 2);
        feed.publish(demo(60)); // else the first search for a variable comes too early
        publisher = new PvaPublisher(config, feed, WallClock.SYSTEM);
        InetSocketAddress at = publisher.start();
        client = PvaNetwork.client("127.0.0.1:" + at.getPort(), false, 30);
    }

    @AfterEach
    void stop() {
        client.close();
        publisher.close();
    }

    @Test
    void publishesNumbersWithUnitAlarmAndTheTimeOfTheData() throws Exception {
        PVAStructure power = read("Beam:Power");
        assertThat(power.getStructureName()).isEqualTo("epics:nt/NTScalar:1.0");
        assertThat(value(power)).isEqualTo(1.402e6);
        assertThat(unit(power)).isEqualTo("W");
        assertThat(PVAAlarm.getAlarm(power).alarmSeverity()).isEqualTo(AlarmSeverity.NO_ALARM);
        assertThat(PVATimeStamp.getTimeStamp(power).instant())
                .isEqualTo(Instant.ofEpochSecond(0, NOW_NS));
        // 60 s at 60 Hz of 23.6 µC each, of which 98.12 % are good.
        double good = 3600 * 23.6e-6 / 1.602176634e-19 * 0.9812;
        assertThat(value(read("Exposure:Good"))).isCloseTo(good, within(1e-6 * good));
        assertThat(unit(read("Exposure:Good"))).isEqualTo("protons");
        assertThat(value(read("Run:Number"))).isEqualTo(1234);
        assertThat(value(read("Ledger:Residual"))).isZero();
        // 3600 marks, 30 of them not settled: 3570 by class in the snapshot, and 3600 recorded.
        assertThat(value(read("Live:Fraction"))).isCloseTo(3600.0 / 3570, within(1e-9));
        assertThat(value(read("Source:adc:Lost"))).isEqualTo(12);
        assertThat(unit(read("Source:adc:Lost"))).isEqualTo("units");
    }

    @Test
    void publishesStatesAsWords() throws Exception {
        assertThat(word(read("Run:State"))).isEqualTo("running");
        assertThat(word(read("Run:Mode"))).isEqualTo("simulated");
        PVAStructure adc = read("Source:adc:State");
        assertThat(adc.getStructureName()).isEqualTo("epics:nt/NTEnum:1.0");
        assertThat(word(adc)).isEqualTo("running");
        assertThat(PVAAlarm.getAlarm(adc).alarmSeverity()).isEqualTo(AlarmSeverity.NO_ALARM);
    }

    @Test
    void tellsWhoMonitorsOfEachSnapshot() throws Exception {
        read("Counts:AC");
        List<Instant> times = new CopyOnWriteArrayList<>();
        try (PVAChannel channel = channel("Counts:AC")) {
            AutoCloseable monitor =
                    channel.subscribe(
                            "",
                            (of, changes, overruns, data) ->
                                    times.add(PVATimeStamp.getTimeStamp(data).instant()));
            await().until(() -> times.size() == 1);
            feed.publish(demo(61));
            await().until(() -> times.size() == 2);
            monitor.close();
        }
        assertThat(times.get(1)).isEqualTo(Instant.ofEpochSecond(0, NOW_NS + 1_000_000_000));
    }

    @Test
    void publishesTheResultWhereItIsOpen() throws Exception {
        Snapshot open = DemoResult.csi(demo(60), 1);
        feed.publish(open);
        assertThat(value(read("Counts:C"))).isEqualTo(open.counts().coincidence());
        assertThat(value(read("Result:Excess"))).isEqualTo(open.comparison().excess());
        assertThat(unit(read("Result:Excess"))).isEqualTo("events");
        assertThat(value(read("Result:Predicted"))).isEqualTo(open.comparison().predicted());
        assertThat(value(read("Result:Blinded"))).isZero();
    }

    @Test
    void hasNoVariableForWhatIsBlinded() throws Exception {
        feed.publish(DemoResult.csi(demo(60), 1));
        try (PVAChannel excess = channel("Result:Excess")) {
            Snapshot blind = DemoResult.blind(DemoResult.csi(demo(61), 1));
            feed.publish(blind);
            await().until(() -> !excess.isConnected());
            assertThat(value(read("Result:Blinded"))).isEqualTo(1);
            assertThat(value(read("Counts:AC"))).isEqualTo(blind.counts().anticoincidence());
            assertThat(value(read("Result:Predicted"))).isEqualTo(blind.expectation().predicted());
        }
        for (String hidden : List.of("Counts:C", "Result:Excess", "Result:Excess:Error")) {
            try (PVAChannel channel = client.getChannel(PREFIX + hidden)) {
                assertThatThrownBy(() -> channel.connect().get(400, TimeUnit.MILLISECONDS))
                        .as(hidden)
                        .isInstanceOf(TimeoutException.class);
            }
        }
    }

    @Test
    void saysThatANumberIsOldWhenNoDataCome() throws Exception {
        // The feed says RUNNING, and nothing follows.
        await().until(() -> !severity("Beam:Power").equals(AlarmSeverity.NO_ALARM));
        PVAStructure power = read("Beam:Power");
        assertThat(PVAAlarm.getAlarm(power).alarmSeverity()).isEqualTo(AlarmSeverity.INVALID);
        assertThat(value(power)).as("the last one").isEqualTo(1.402e6);
        assertThat(PVATimeStamp.getTimeStamp(power).instant())
                .as("when data should have come")
                .isEqualTo(Instant.ofEpochSecond(0, NOW_NS + 2_000_000_000L));
        feed.publish(demo(65));
        await().until(() -> severity("Beam:Power").equals(AlarmSeverity.NO_ALARM));
    }

    @Test
    void letsNobodyWrite() throws Exception {
        read("Run:Number");
        try (PVAChannel channel = channel("Run:Number")) {
            assertThat(channel.isWritable()).isFalse();
        }
    }

    @Test
    void makesNamesOfOddSourcesThatEpicsCanHave() {
        assertThat(Numbers.word("csi digitizer/1")).isEqualTo("csi_digitizer_1");
        assertThat(Numbers.word("sns-adara")).isEqualTo("sns-adara");
    }

    private static Snapshot demo(long second) {
        return DemoRun.csi(
                second, NOW_NS + (second - 60) * 1_000_000_000L, RunMode.SIMULATED, null);
    }

    private PVAStructure read(String name) throws Exception {
        try (PVAChannel channel = channel(name)) {
            return channel.read("").get(5, TimeUnit.SECONDS);
        }
    }

    private PVAChannel channel(String name) throws Exception {
        PVAChannel channel = client.getChannel(PREFIX + name);
        channel.connect().get(10, TimeUnit.SECONDS);
        return channel;
    }

    private AlarmSeverity severity(String name) throws Exception {
        return PVAAlarm.getAlarm(read(name)).alarmSeverity();
    }

    private static double value(PVAStructure data) {
        PVADouble value = data.get("value");
        return value.get();
    }

    private static String unit(PVAStructure data) {
        PVAStructure display = data.get("display");
        PVAString units = display.get("units");
        return units.get();
    }

    private static String word(PVAStructure data) {
        PVAStructure choice = data.get("value");
        return PVAEnum.fromStructure(choice).enumString();
    }
}
