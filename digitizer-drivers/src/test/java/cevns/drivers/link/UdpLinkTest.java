package cevns.drivers.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UdpLinkTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final InetSocketAddress ANY =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final DeviceLoop loop = new DeviceLoop("test-udp");
    private final DeviceLoop otherLoop = new DeviceLoop("test-udp-device");

    /** Keeps what a listener is told; answers if it is a device. */
    private static final class Heard implements DatagramListener {
        final List<String> events = Collections.synchronizedList(new ArrayList<>());
        private final boolean answers;

        Heard(boolean answers) {
            this.answers = answers;
        }

        @Override
        public void opened(UdpLink link) {
            events.add("opened");
        }

        @Override
        public void received(UdpLink link, ByteBuf bytes, InetSocketAddress from) {
            events.add(bytes.toString(StandardCharsets.US_ASCII));
            if (answers) {
                link.send(bytes.copy(), from);
            }
        }

        @Override
        public void unreachable(String reason) {
            events.add("unreachable");
        }

        @Override
        public void closed(String reason) {
            events.add("closed: " + reason);
        }
    }

    @AfterEach
    void close() {
        loop.close();
        otherLoop.close();
    }

    private static ByteBuf text(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }

    @Test
    void keepsDatagramsWhole() {
        UdpLink device = UdpLink.listen(otherLoop, ANY, 0, new Heard(true));
        Heard heard = new Heard(false);
        UdpLink link =
                UdpLink.connect(loop, "127.0.0.1", device.address().getPort(), 1 << 16, heard);
        await().atMost(PATIENCE).until(() -> heard.events.contains("opened"));
        String longest = "x".repeat(UdpLink.LONGEST);
        link.send(text("one"));
        link.send(text(longest));
        link.send(text("two"));
        await().atMost(PATIENCE).until(() -> heard.events.size() == 4);
        assertThat(heard.events).containsExactly("opened", "one", longest, "two");
        assertThat(link.receiveBufferBytes()).isPositive();
        link.close();
        await().atMost(PATIENCE).until(() -> heard.events.contains("closed: closed by us"));
    }

    @Test
    void takesAFloodInOrderEachDatagramAsItIs() {
        Heard device = new Heard(false);
        UdpLink listening = UdpLink.listen(otherLoop, ANY, 0, device);
        Heard heard = new Heard(false);
        UdpLink link =
                UdpLink.connect(loop, "127.0.0.1", listening.address().getPort(), 1 << 20, heard);
        await().atMost(PATIENCE).until(() -> heard.events.contains("opened"));
        link.send(text("who"));
        await().atMost(PATIENCE).until(() -> device.events.contains("who"));
        List<String> sent = new ArrayList<>();
        otherLoop.execute(
                () -> {
                    for (int i = 0; i < 300; i++) {
                        String datagram = "x".repeat(i % 7) + i;
                        ByteBuffer bytes = StandardCharsets.US_ASCII.encode(datagram);
                        listening.sendNow(bytes, link.address());
                        sent.add(datagram);
                    }
                });
        await().atMost(PATIENCE).until(() -> heard.events.size() == 301);
        assertThat(heard.events.subList(1, 301)).isEqualTo(sent);
    }

    @Test
    void takesNothingOfAnybodyElse() throws Exception {
        try (DatagramSocket device = new DatagramSocket(ANY);
                DatagramSocket stranger = new DatagramSocket(ANY)) {
            Heard heard = new Heard(false);
            UdpLink link = UdpLink.connect(loop, "127.0.0.1", device.getLocalPort(), 0, heard);
            await().atMost(PATIENCE).until(() -> heard.events.contains("opened"));
            byte[] strange = "strange".getBytes(StandardCharsets.US_ASCII);
            byte[] known = "known".getBytes(StandardCharsets.US_ASCII);
            InetSocketAddress to =
                    new InetSocketAddress(
                            InetAddress.getLoopbackAddress(), link.address().getPort());
            stranger.send(new DatagramPacket(strange, strange.length, to));
            device.send(new DatagramPacket(known, known.length, to));
            await().atMost(PATIENCE).until(() -> heard.events.contains("known"));
            assertThat(heard.events).doesNotContain("strange");
        }
    }

    @Test
    void saysWhenNobodyListensAndGoesOn() throws Exception {
        DatagramSocket gone = new DatagramSocket(ANY);
        int port = gone.getLocalPort();
        gone.close();
        Heard heard = new Heard(false);
        UdpLink link = UdpLink.connect(loop, "127.0.0.1", port, 0, heard);
        await().atMost(PATIENCE).until(() -> heard.events.contains("opened"));
        link.send(text("anybody?"));
        await().atMost(PATIENCE).until(() -> heard.events.contains("unreachable"));
        UdpLink.listen(
                otherLoop, new InetSocketAddress(ANY.getAddress(), port), 0, new Heard(true));
        await().atMost(PATIENCE)
                .until(
                        () -> {
                            link.send(text("now?"));
                            return heard.events.contains("now?");
                        });
    }

    @Test
    void namesAnAddressThatCannotBeHad() {
        UdpLink first = UdpLink.listen(otherLoop, ANY, 0, new Heard(false));
        assertThatThrownBy(() -> UdpLink.listen(loop, first.address(), 0, new Heard(false)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(":" + first.address().getPort());
    }
}
