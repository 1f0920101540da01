package cevns.drivers.dig2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cevns.daq.time.WallClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The emulated board, line by line of caen-dig2.md section 2 and its table 2.7. */
class Dig2EmulatorTest {

    private Dig2Emulator board;
    private RawClient client;

    @BeforeEach
    void connect() throws IOException {
        start(new Dig2EmulatorOptions(0, "VX2730-EMU", "0", 8, 500, 14, 1 << 22, 1, 0));
    }

    private void start(Dig2EmulatorOptions options) throws IOException {
        board =
                new Dig2Emulator(
                        options,
                        new SteadyTraces(2, 5_000_000),
                        WallClock.SYSTEM,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        board.start();
        client = new RawClient(board.address());
    }

    @AfterEach
    void end() throws IOException {
        client.close();
        board.close();
    }

    @Test
    void answersConnectWithTheRootHandleAndItsVersion() throws IOException {
        RawClient.Reply reply = client.ask("connect", 0x67696F, "", "client");
        assertThat(reply.ok()).isTrue();
        assertThat(reply.flag()).isNull();
        assertThat(reply.value()).containsExactly("0", "10402");
        assertThat(client.ask("connect", 0, "", "monitor").ok()).isTrue();
        assertThat(client.ask("connect", 0, "", "somebody").ok()).isFalse();
    }

    @Test
    void saysWhatItIsInBareDigits() throws IOException {
        assertThat(client.get("/par/ModelName")).isEqualTo("VX2730-EMU");
        assertThat(client.get("/par/NumCh")).isEqualTo("8");
        assertThat(client.get("/par/ADC_SamplRate")).isEqualTo("500");
        assertThat(client.get("/par/ADC_Nbit")).isEqualTo("14");
        assertThat(client.get("/par/FwType")).isEqualTo("Scope");
        for (String path :
                List.of(
                        "/par/numch",
                        "/par/recordlengths",
                        "/par/maxrawdatasize",
                        "/endpoint/raw/port")) {
            assertThat(client.get(path)).as(path).matches("\\d+");
        }
    }

    @Test
    void offersExactlyOneRawEndpointAndTheSoftwareOneAndAFolder() throws IOException {
        List<String> handles = client.ask("getChildHandles", 0, "/endpoint", "").value();
        StringBuilder found = new StringBuilder();
        String raw = "";
        for (String handle : handles) {
            List<String> node =
                    client.ask("getNodeProperties", Long.parseLong(handle), "", "").value();
            found.append(node).append(' ');
            raw = node.get(0).equals("raw") ? handle : raw;
        }
        assertThat(found.toString()).isEqualTo("[par, FOLDER] [raw, ENDPOINT] [scope, ENDPOINT] ");
        RawClient.Reply port = client.ask("getValue", Long.parseLong(raw), "/port", "");
        assertThat(port.first()).isEqualTo(Integer.toString(board.dataAddress().getPort()));
    }

    @Test
    void findsTheActiveEndpointByHandleAndRelativePath() throws IOException {
        String handle = client.ask("getHandle", 0, "/endpoint/par/ActiveEndpoint", "").first();
        long node = Long.parseLong(handle);
        assertThat(client.ask("getValue", node, "", "").first()).isEqualTo("raw");
        assertThat(client.ask("setValue", node, "", "SCOPE").ok()).isTrue();
        long endpoint = Long.parseLong(client.ask("getHandle", 0, "/endpoint", "").first());
        assertThat(client.ask("getValue", endpoint, "/par/activeendpoint", "").first())
                .isEqualTo("scope");
        assertThat(client.ask("getPath", node, "", "").first())
                .isEqualTo("/endpoint/par/activeendpoint");
        assertThat(client.ask("getParentHandle", node, "", "").first())
                .isEqualTo(client.ask("getHandle", 0, "/endpoint/par", "").first());
    }

    @Test
    void answersAllThatCaenAsksForAfterArm() throws IOException {
        client.get("/par/maxrawdatasize");
        for (int channel = 0; channel < 8; channel++) {
            assertThat(client.get("/ch/" + channel + "/par/chenable")).isEqualTo("True");
        }
        assertThat(client.get("/par/recordlengths")).isEqualTo("1024");
    }

    @Test
    void setsARangeOfChannelsAndTakesDecimals() throws IOException {
        client.set("/ch/0..7/par/ChEnable", "false");
        client.set("/CH/2..3/PAR/CHENABLE", "TRUE");
        assertThat(client.get("/ch/1/par/chenable")).isEqualTo("False");
        assertThat(client.get("/ch/3/par/chenable")).isEqualTo("True");
        client.set("/ch/0..7/par/DCOffset", "50.000000");
        assertThat(client.get("/ch/7/par/dcoffset")).isEqualTo("50.003");
        client.set("/par/TestPulsePeriod", "100000000.000000");
        assertThat(client.get("/par/testpulseperiod")).isEqualTo("100000000");
    }

    @Test
    void roundsLengthsToFourSamplesAndKeepsSamplesAndTimeTogether() throws IOException {
        client.set("/par/RecordLengthS", "1001");
        assertThat(client.get("/par/recordlengths")).isEqualTo("1000");
        assertThat(client.get("/par/recordlengtht")).isEqualTo("2000");
        client.set("/par/RecordLengthT", "70000");
        assertThat(client.get("/par/recordlengths")).isEqualTo("35000");
        client.set("/par/PreTriggerT", "55003");
        assertThat(client.get("/par/pretriggers")).isEqualTo("27500");
        assertThat(client.get("/par/pretriggert")).isEqualTo("55000");
    }

    @Test
    void tellsTheRangeOfAParameterInItsAttributes() throws IOException {
        assertThat(client.get("/par/recordlengths/increment")).isEqualTo("4");
        assertThat(client.get("/par/recordlengths/minvalue")).isEqualTo("4");
        assertThat(client.get("/par/recordlengtht/uom")).isEqualTo("second");
        assertThat(client.get("/par/recordlengtht/expuom")).isEqualTo("-9");
        assertThat(client.get("/par/acqtriggersource/multiplevalue")).isEqualTo("true");
        assertThat(client.get("/par/acqtriggersource/allowedvalues/2")).isEqualTo("SwTrg");
        assertThat(client.get("/par/numch/accessmode")).isEqualTo("READ_ONLY");
    }

    @Test
    void takesAnOrListInAnyCaseAndSpacing() throws IOException {
        client.set("/par/AcqTriggerSource", "swtrg|TESTPULSE |  TrgIn");
        assertThat(client.get("/par/acqtriggersource")).isEqualTo("SwTrg | TestPulse | TrgIn");
    }

    @Test
    void refusesInWordsAndStaysUsable() throws IOException {
        assertRefused(client.ask("getValue", 0, "/par/nothing", ""), "invalid path /par/nothing");
        assertRefused(client.ask("getValue", 999_999, "", ""), "invalid handle 999999");
        assertRefused(client.ask("setValue", 0, "/par/numch", "9"), "/par/numch cannot be written");
        assertRefused(client.ask("setValue", 0, "/par/recordlengths", "x"), "not a number");
        assertRefused(client.ask("setValue", 0, "/par/recordlengths", "2"), "not in [4, 8388608]");
        assertRefused(client.ask("setValue", 0, "/par/clocksource", "Sun"), "Internal, FPClkIn");
        assertRefused(client.ask("setValue", 0, "/ch/0..8/par/chenable", "True"), "invalid path");
        assertRefused(client.ask("sendCommand", 0, "/par/numch", ""), "not a command");
        assertRefused(client.ask("makeCoffee", 0, "", ""), "unknown command makeCoffee");
        assertRefused(client.askText("{\"cmd\":7}"), "bad JSON");
        assertThat(client.get("/par/numch")).isEqualTo("8");
    }

    private static void assertRefused(RawClient.Reply reply, String why) {
        assertThat(reply.ok()).isFalse();
        assertThat(reply.first()).contains(why);
    }

    @Test
    void endsTheConnectionOnALengthThatCannotBe() throws IOException {
        byte[] header = new byte[32];
        header[0] = 0x7F;
        client.commands().getOutputStream().write(header);
        assertThat(client.commands().getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void keepsUserRegistersBehindOneParameter() throws IOException {
        client.set("/par/registeruser", "4096=77");
        assertThat(client.ask("getValue", 0, "/par/registeruser", "4096").first()).isEqualTo("77");
        assertThat(client.ask("getValue", 0, "/par/registeruser", "4100").first()).isEqualTo("0");
    }

    @Test
    void takesSeveralParametersAtOnce() throws IOException {
        RawClient.Reply set =
                client.askText(
                        "{\"cmd\":\"multiSetValue\",\"handle\":0,\"query\":null,"
                                + "\"multipleQuery\":[\"/par/recordlengths\",\"/par/iolevel\"],"
                                + "\"multipleValue\":[\"400\",\"ttl\"]}");
        assertThat(set.ok()).isTrue();
        RawClient.Reply got =
                client.askText(
                        "{\"cmd\":\"multiGetValue\",\"handle\":0,"
                                + "\"multipleQuery\":[\"/par/recordlengths\",\"/par/iolevel\"]}");
        assertThat(got.value()).containsExactly("400", "TTL");
    }

    @Test
    void givesItsTreeInTheFormOfARealBoard() throws IOException {
        String tree = client.ask("getDeviceTree", 0, "", "").text().replace("\\\"", "\"");
        assertThat(tree)
                .contains("{\"handle\":0,\"par\":{\"handle\":1,\"modelname\":{\"handle\":2,")
                .contains("\"value\":\"VX2730-EMU\"")
                .containsPattern("\"numch\":\\{\"handle\":\\d+,\"value\":\"8\",\"accessmode\":\\{")
                .containsPattern("\"ch\":\\{\"handle\":\\d+,\"0\":\\{\"handle\":\\d+,\"par\":\\{")
                .containsPattern("\"raw\":\\{\"handle\":\\d+,\"port\":\\{");
    }

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

    private void prepare(String triggers) throws IOException {
        client.set("/par/acqtriggersource", triggers);
        client.set("/par/recordlengths", "8");
        client.set("/par/pretriggers", "4");
        client.set("/ch/0..7/par/chenable", "False");
        client.set("/ch/0/par/chenable", "True");
        client.set("/ch/2/par/chenable", "True");
        client.set("/endpoint/par/activeendpoint", "scope");
        client.openData();
        client.message();
    }
}
