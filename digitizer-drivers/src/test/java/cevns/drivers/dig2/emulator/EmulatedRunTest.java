package cevns.drivers.dig2.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cevns.daq.config.Configs;
import cevns.drivers.dig2.SteadyTraces;
import cevns.drivers.dig2.wire.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs of the emulated board: markers, events, losses, as caen-dig2.md sections 4.1 to 4.5 say. */
class EmulatedRunTest extends BoardBench {

    @Test
    void sendsOneMarkerPerConnectionAndOnePerCommandThatClears() throws IOException {
        client.openData();
        assertThat(client.message().marker()).isTrue();
        try (Socket second = new Socket()) {
            second.setSoTimeout(30_000);
            second.connect(new InetSocketAddress("127.0.0.1", board.dataAddress().getPort()));
            assertThat(RawClient.message(second).marker()).isTrue();
            assertThat(client.command("Reset").flag()).isEqualTo("RESET");
            assertThat(client.command("ClearData").flag()).isEqualTo("CLEAR");
            assertThat(client.command("ArmAcquisition").flag()).isEqualTo("ARM");
            for (int i = 0; i < 3; i++) {
                assertThat(client.message().marker()).isTrue();
                assertThat(RawClient.message(second).marker()).isTrue();
            }
        }
        assertThat(client.command("DisarmAcquisition").flag()).isEqualTo("DISARM");
        assertNothingMore();
    }

    @Test
    void sendsTheMarkersOfAnOpenDataConnectionToo() throws IOException {
        end();
        start(Dig2EmulatorOptions.read(Configs.parse("channels = 1, open_data = true", "board")));
        client.openData();
        assertThat(client.message().marker()).isTrue();
        int port = Integer.parseInt(client.get("/endpoint/opendata/port"));
        try (Socket open = new Socket()) {
            open.setSoTimeout(30_000);
            open.connect(new InetSocketAddress("127.0.0.1", port));
            assertThat(RawClient.message(open).marker()).isTrue();
            client.command("armacquisition");
            assertThat(client.message().marker()).isTrue();
            assertThat(RawClient.message(open).marker()).isTrue();
            client.command("swstartacquisition");
            assertThat(client.message().count()).as("start").isEqualTo(1);
            client.command("disarmacquisition");
            client.command("cleardata");
            assertThat(RawClient.message(open).marker()).as("no start, no stop").isTrue();
        }
    }

    private void assertNothingMore() throws IOException {
        client.data().setSoTimeout(100);
        assertThatThrownBy(() -> client.message()).isInstanceOf(SocketTimeoutException.class);
        client.data().setSoTimeout(30_000);
    }

    @Test
    void refusesToStartUnarmedAndToClearWhileRunning() throws IOException {
        client.openData();
        client.message();
        assertRefused(client.command("swstartacquisition"), "not armed");
        client.command("armacquisition");
        assertThat(client.command("swstartacquisition").ok()).isTrue();
        assertRefused(client.command("cleardata"), "while the acquisition runs");
        assertRefused(client.command("armacquisition"), "while the acquisition runs");
    }

    @Test
    void refusesInARunWhatItsTreeSaysIsNotSetInARun() throws IOException {
        assertThat(client.get("/par/recordlengths/setinrun")).isEqualTo("false");
        assertThat(client.get("/ch/3/par/triggerthr/setinrun")).isEqualTo("true");
        prepare("SwTrg");
        client.command("armacquisition");
        client.set("/par/recordlengths", "12");
        client.command("swstartacquisition");
        for (String path :
                List.of(
                        "/par/recordlengths",
                        "/par/recordlengtht",
                        "/par/pretriggers",
                        "/par/pretriggert",
                        "/ch/0/par/chenable",
                        "/endpoint/par/activeendpoint")) {
            String before = client.get(path);
            assertRefused(
                    client.ask("setValue", 0, path, before),
                    path + " cannot be set while the acquisition runs");
            assertThat(client.get(path)).isEqualTo(before);
        }
        assertRefused(
                client.ask("setValue", 0, "/ch/0..7/par/ChEnable", "True"),
                "/ch/0/par/chenable cannot be set");
        assertThat(client.get("/ch/7/par/chenable")).isEqualTo("False");
        assertRefused(
                client.askText(
                        "{\"cmd\":\"multiSetValue\",\"handle\":0,\"query\":null,"
                                + "\"multipleQuery\":[\"/par/recordlengths\"],"
                                + "\"multipleValue\":[\"400\"]}"),
                "/par/recordlengths cannot be set");
        client.set("/ch/3/par/triggerthr", "77");
        client.command("swstopacquisition");
        client.set("/par/recordlengths", "8");
    }

    @Test
    void disarmsItselfAtTheEndOfARunWhenToldSo() throws IOException {
        prepare("SwTrg");
        client.set("/par/EnAutoDisarmAcq", "True");
        client.command("armacquisition");
        client.command("swstartacquisition");
        client.command("swstopacquisition");
        assertRefused(client.command("swstartacquisition"), "not armed");
    }

    @Test
    void sendsStartScopeEventsAndStop() throws IOException {
        prepare("SwTrg");
        client.command("armacquisition");
        assertThat(client.message().marker()).isTrue();
        client.command("swstartacquisition");
        RawClient.Message start = client.message();
        assertThat(start.payload())
                .isEqualTo(
                        Wire.hex(
                                "3000000300000004 0200000002000008"
                                        + "0100000000000005 0100000000000000"));
        assertThat(start.count()).isEqualTo(1);
        client.command("sendswtrigger");
        ByteBuffer event = ByteBuffer.wrap(client.message().payload());
        assertThat(event.getLong(0)).isEqualTo(0x1000000000000007L);
        assertThat(event.getLong(8) >>> 51).isEqualTo(EmulatedTrigger.SOFTWARE.flags);
        assertThat(event.getLong(16)).isEqualTo(5);
        assertThat(event.getLong(24))
                .as("ch 0, middle of the range")
                .isEqualTo(0x2000200020002000L);
        client.command("sendswtrigger");
        assertThat(ByteBuffer.wrap(client.message().payload()).getLong(0))
                .isEqualTo(0x1000000100000007L);
        client.command("swstopacquisition");
        ByteBuffer stop = ByteBuffer.wrap(client.message().payload());
        assertThat(stop.getLong(0)).isEqualTo(0x3200000200000003L);
        assertThat(stop.getLong(8)).isGreaterThan(event.getLong(8) & 0xFFFF_FFFF_FFFFL);
        assertNothingMore();
    }

    @Test
    void firesExternalTriggersWithTheSamplesBehindTheInput() throws IOException {
        prepare("TrgIn");
        client.command("armacquisition");
        client.message();
        client.command("swstartacquisition");
        client.message();
        ByteBuffer event = ByteBuffer.wrap(client.message().payload());
        int first = event.getShort(30) & 0xFFFF;
        assertThat(event.getLong(8) >>> 51).isEqualTo(EmulatedTrigger.EXTERNAL.flags);
        for (int i = 0; i < 8; i++) {
            int ch0 = event.getShort(24 + 16 * (i / 4) + 6 - 2 * (i % 4)) & 0xFFFF;
            assertThat(ch0).isEqualTo(SteadyTraces.sample(first, 0, i));
        }
        long t0 = event.getLong(8) & 0xFFFF_FFFF_FFFFL;
        long t1 = ByteBuffer.wrap(client.message().payload()).getLong(8) & 0xFFFF_FFFF_FFFFL;
        assertThat(t1 - t0).as("5 ms in 8 ns").isEqualTo(625_000);
    }

    @Test
    void firesTestPulsesAtTheirPeriodAndSendsARamp() throws IOException {
        prepare("TestPulse");
        client.set("/par/testpulseperiod", "8000000");
        client.set("/par/wavedatasource", "Ramp");
        client.command("armacquisition");
        client.message();
        client.command("swstartacquisition");
        client.message();
        long last = -1;
        for (int i = 0; i < 5; i++) {
            ByteBuffer event = ByteBuffer.wrap(client.message().payload());
            assertThat(event.getLong(0)).isEqualTo(0x1000000000000007L | (long) i << 32);
            assertThat(event.getLong(24)).isEqualTo(0x0003000200010000L);
            assertThat(event.getLong(40)).isEqualTo(0x0007000600050004L);
            long time = event.getLong(8) & 0xFFFF_FFFF_FFFFL;
            assertThat(last < 0 ? 1_000_000 : time - last).isEqualTo(1_000_000);
            last = time;
        }
    }

    @Test
    void losesTriggersWhenTheClientDoesNotReadAndTheIdsShowIt() throws IOException {
        client.set("/par/acqtriggersource", "TestPulse");
        client.set("/par/recordlengths", "40000");
        client.set("/par/testpulseperiod", "1000000");
        client.openData();
        client.message();
        client.command("armacquisition");
        client.message();
        client.command("swstartacquisition");
        await().atMost(Duration.ofSeconds(20)).until(() -> board.lostTriggers() > 5);
        assertThat(Integer.parseInt(client.get("/par/losttriggercnt"))).isGreaterThan(5);
        client.message();
        int next = 0;
        while (true) {
            int id = ByteBuffer.wrap(client.message().payload()).getInt(0) & 0xFF_FFFF;
            if (id != next) {
                assertThat(id).isGreaterThan(next + 5);
                return;
            }
            next++;
        }
    }

    @Test
    void cutsGroupsAnywhereWhenAskedAndCountsThemExactly() throws IOException {
        client.close();
        board.close();
        start(new Dig2EmulatorOptions(0, "VX2730-EMU", "0", 8, 500, 14, 1 << 22, 3, 50));
        prepare("SwTrg");
        client.command("armacquisition");
        client.message();
        client.command("swstartacquisition");
        assertThat(client.message().aligned()).isTrue();
        for (int i = 0; i < 3; i++) {
            client.command("sendswtrigger");
        }
        int bytes = 0;
        int count = 0;
        RawClient.Message piece;
        do {
            piece = client.message();
            assertThat(piece.payload().length).isLessThanOrEqualTo(50);
            bytes += piece.payload().length;
            count += piece.count();
        } while (!piece.aligned());
        assertThat(bytes).isEqualTo(3 * 56);
        assertThat(count).isEqualTo(3);
    }

    @Test
    void takesTheNextClientAfterOneThatWentAwayInARun() throws IOException {
        client.ask("connect", 0, "", "client");
        prepare("TrgIn");
        client.command("armacquisition");
        client.command("swstartacquisition");
        client.close();
        client = new RawClient(board.address());
        await().until(() -> client.command("armacquisition").ok());
        client.openData();
        assertThat(client.message().marker()).isTrue();
    }
}
