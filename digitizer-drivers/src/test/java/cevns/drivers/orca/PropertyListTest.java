package cevns.drivers.orca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PropertyListTest {

    @Test
    void readsDictionariesArraysAndTexts() throws XMLStreamException {
        Object list =
                parse(
                        "<plist version=\"1.0\"><dict><key>n</key><integer>-4</integer><key>a &amp;"
                                + " b</key><array><true/><false/><real>1.5</real><array/><string/>"
                                + "</array></dict></plist>");

        assertThat(list)
                .isEqualTo(
                        Map.of("n", "-4", "a & b", List.of("true", "false", "1.5", List.of(), "")));
        assertThat(PropertyList.number(list, 0, "n")).isEqualTo(-4);
        assertThat(PropertyList.number(list, 7, "a & b")).isEqualTo(7);
        assertThat(PropertyList.number(list, 7, "a & b", "c")).isEqualTo(7);
        assertThat(PropertyList.list(list, "n")).isEmpty();
    }

    @Test
    void fetchesNothingThatTheDocumentTypeNames() throws IOException, XMLStreamException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(200);
            String dtd = "http://127.0.0.1:" + server.getLocalPort() + "/list.dtd";
            String type = "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"" + dtd + "\">";
            assertThat(parse(type + "<plist><string>x</string></plist>")).isEqualTo("x");
            assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void readsNoFileThroughAnEntity(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "secret");
        String type = "<!DOCTYPE plist [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]>";
        demandNothingOf(type + "<plist><string>a&e;b</string></plist>", "secret");
    }

    @Test
    void expandsNoEntityThatTheTextDefines() {
        String type = "<!DOCTYPE plist [<!ENTITY e \"aaaaaaaaaa\"><!ENTITY f \"&e;&e;&e;\">]>";
        demandNothingOf(type + "<plist><string>&f;</string></plist>", "aaa");
    }

    private static void demandNothingOf(String text, String entity) {
        try {
            assertThat(parse(text).toString()).doesNotContain(entity);
        } catch (XMLStreamException e) {
            assertThat(e.getMessage()).doesNotContain(entity);
        }
    }

    private static Object parse(String text) throws XMLStreamException {
        String xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + text;
        return PropertyList.parse(xml.getBytes(StandardCharsets.UTF_8));
    }
}
