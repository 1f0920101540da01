package cevns.drivers.dig2.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The worked example of caen-dig2.md section 3, and what a reply may be. */
class CommandJsonTest {

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void writesTheRequestOfTheWorkedExample() {
        byte[] frame = CommandJson.frame(new CommandRequest("getValue", 0, "/par/modelname", ""));
        String text =
                "{\"cmd\":\"getValue\",\"handle\":0,\"multipleQuery\":[],\"multipleValue\":[],"
                        + "\"query\":\"/par/modelname\",\"value\":\"\"}";
        assertThat(text).hasSize(103);
        assertThat(Arrays.copyOf(frame, 8)).containsExactly(0, 0, 0, 0, 0, 0, 0, 0x67);
        assertThat(Arrays.copyOfRange(frame, 8, 32)).containsOnly(0);
        assertThat(new String(frame, 32, frame.length - 32, StandardCharsets.UTF_8))
                .isEqualTo(text);
    }

    @Test
    void writesTheReplyOfTheWorkedExample() {
        byte[] frame =
                CommandJson.frame(new CommandReply("getValue", true, null, List.of("VX2745")));
        assertThat(ByteBuffer.wrap(frame).getLong(0)).isEqualTo(0x3F);
        assertThat(new String(frame, 32, frame.length - 32, StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"cmd\":\"getValue\",\"flag\":null,\"result\":true,"
                                + "\"value\":[\"VX2745\"]}");
    }

    @Test
    void readsTheFailureOfTheWorkedExample() throws IOException {
        CommandReply reply =
                CommandJson.reply(
                        utf8(
                                "{\"cmd\":\"getValue\",\"flag\":null,\"result\":false,"
                                        + "\"value\":[\"invalid path\"]}"));
        assertThat(reply)
                .isEqualTo(new CommandReply("getValue", false, null, List.of("invalid path")));
    }

    @Test
    void takesAMissingResultForAFailureAndAMissingOrNullValueForNone() throws IOException {
        assertThat(CommandJson.reply(utf8("{\"cmd\":\"x\"}")))
                .isEqualTo(new CommandReply("x", false, null, List.of()));
        assertThat(CommandJson.reply(utf8("{\"cmd\":\"x\",\"result\":true,\"value\":null}")))
                .isEqualTo(new CommandReply("x", true, null, List.of()));
    }

    @Test
    void ignoresWhiteSpaceATrailingNewlineAndUnknownKeys() throws IOException {
        CommandReply reply =
                CommandJson.reply(
                        utf8(
                                " { \"extra\" : {\"value\":[1]}, \"cmd\":\"sendCommand\",\n"
                                        + "\"result\":true,\"flag\":\"ARM\" }\n"));
        assertThat(reply).isEqualTo(new CommandReply("sendCommand", true, "ARM", List.of()));
    }

    @Test
    void refusesAPlainTextOrNumbersInThePlaceOfTheList() {
        assertThatThrownBy(() -> CommandJson.reply(utf8("{\"cmd\":\"x\",\"value\":\"8\"}")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("value: a list is expected");
        assertThatThrownBy(() -> CommandJson.reply(utf8("{\"cmd\":\"x\",\"value\":[8]}")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a text is expected");
    }

    @Test
    void refusesWhatIsNoObject() {
        for (String text : List.of("", "null", "[]", "{", "{\"cmd\":", "{\"cmd\":\"x\"", "x")) {
            assertThatThrownBy(() -> CommandJson.reply(utf8(text)))
                    .as(text)
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> CommandJson.request(utf8(text)))
                    .as(text)
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void readsARequestWithMissingOrNullKeys() throws IOException {
        assertThat(CommandJson.request(utf8("{\"cmd\":\"getPath\",\"handle\":7,\"value\":null}")))
                .isEqualTo(new CommandRequest("getPath", 7, "", ""));
    }

    @Test
    void readsBackWhatItWrites() throws IOException {
        CommandRequest request =
                new CommandRequest(
                        "multiSetValue",
                        0xFFFFFF,
                        "",
                        List.of("/a", "/b"),
                        "µ\"\n",
                        List.of("1", "2"));
        byte[] frame = CommandJson.frame(request);
        assertThat(CommandJson.request(Arrays.copyOfRange(frame, 32, frame.length)))
                .isEqualTo(request);
    }
}
