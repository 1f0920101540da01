package cevns.drivers.dig2.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The emulated board, line by line of caen-dig2.md section 2 and its table 2.7. */
class Dig2EmulatorTest extends BoardBench {

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
}
