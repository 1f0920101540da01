package cevns.drivers.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpLinkTest {

    private final DeviceLoop serverLoop = new DeviceLoop("test-server");
    private final DeviceLoop loop = new DeviceLoop("test-device");
    private final Heard atServer = new Heard();
    private final Heard atClient = new Heard();
    private final TcpServer server = new TcpServer(serverLoop, () -> atServer, null);
    private TcpAddress address;

    /** Keeps what a listener is told. */
    private static final class Heard implements LinkListener {
        final List<String> events = Collections.synchronizedList(new ArrayList<>());
        final List<byte[]> frames = Collections.synchronizedList(new ArrayList<>());
        final AtomicInteger bytes = new AtomicInteger();
        volatile TcpLink link;
        volatile String thread = "";

        @Override
        public void opened(TcpLink opened) {
            link = opened;
            events.add("opened");
        }

        @Override
        public void received(ByteBuf buffer) {
            thread = Thread.currentThread().getName();
            byte[] copy = new byte[buffer.readableBytes()];
            buffer.readBytes(copy);
            frames.add(copy);
            bytes.addAndGet(copy.length);
        }

        @Override
        public void closed(String reason) {
            events.add("closed: " + reason);
        }
    }

    @BeforeEach
    void listen() {
        server.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        address = new TcpAddress("127.0.0.1", server.address().getPort());
    }

    @AfterEach
    void end() {
        loop.close();
        serverLoop.close();
    }

    @Test
    void carriesBytesBothWaysOnTheDevicesThread() {
        TcpLink link = TcpLink.connect(loop, address, atClient);
        await().until(() -> atServer.link != null && atClient.link != null);
        link.send(new byte[] {1, 2, 3});
        await().until(() -> atServer.bytes.get() == 3);
        atServer.link.send(new byte[] {4});
        await().until(() -> atClient.bytes.get() == 1);
        assertThat(atClient.frames.get(0)).containsExactly(4);
        assertThat(atClient.thread).startsWith("test-device");
    }

    @Test
    void saysOnceWhyItEnded() {
        TcpLink.connect(loop, address, atClient);
        await().until(() -> atServer.link != null && atClient.link != null);
        atServer.link.close();
        await().until(() -> atClient.events.size() == 2);
        assertThat(atClient.events).containsExactly("opened", "closed: closed by the other side");
        assertThat(atServer.events).containsExactly("opened", "closed: closed by us");
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        TcpLink.connect(loop, new TcpAddress("127.0.0.1", free), atClient);
        await().until(() -> atClient.events.size() == 1);
        assertThat(atClient.events.get(0))
                .startsWith("closed: cannot connect to 127.0.0.1:" + free)
                .contains("Connection refused");
    }

    @Test
    void handsOnWholeFramesAndEndsOnAFrameThatIsTooLong() {
        TcpAddress framed =
                address.withFraming(() -> new LengthFieldBasedFrameDecoder(100, 0, 8, 24, 32));
        TcpLink.connect(loop, framed, atClient);
        await().until(() -> atServer.link != null && atClient.link != null);
        byte[] bytes = new byte[34];
        bytes[7] = 2;
        bytes[32] = 'o';
        bytes[33] = 'k';
        for (byte b : bytes) {
            atServer.link.send(new byte[] {b});
        }
        await().until(() -> atClient.frames.size() == 1);
        assertThat(atClient.frames.get(0)).containsExactly('o', 'k');
        bytes[1] = 1;
        atServer.link.send(bytes);
        await().until(() -> atClient.events.size() == 2);
        assertThat(atClient.events.get(1)).contains("exceeds");
    }

    @Test
    void slowsTheSenderWhenReadingIsHeldBack() {
        TcpLink link = TcpLink.connect(loop, address, atClient);
        await().until(() -> atServer.link != null && atClient.link != null);
        loop.execute(() -> link.reading(false));
        byte[] megabyte = new byte[1 << 20];
        await().until(
                        () -> {
                            atServer.link.send(megabyte);
                            return !atServer.link.writable();
                        });
        int held = atClient.bytes.get();
        link.reading(true);
        await().until(() -> atServer.link.writable());
        assertThat(atClient.bytes.get()).isGreaterThan(held);
    }

    @Test
    void closingTheLoopEndsItsThreadAndItsLinksWithinASecond() throws Exception {
        TcpLink.connect(loop, address, atClient);
        await().until(() -> atClient.link != null);
        CountDownLatch ticked = new CountDownLatch(2);
        loop.every(5, ticked::countDown);
        ticked.await();
        long begin = System.nanoTime();
        loop.close();
        assertThat(System.nanoTime() - begin).isLessThan(5_000_000_000L);
        assertThat(atClient.events).hasSize(2);
        await().atMost(Duration.ofSeconds(5))
                .until(
                        () ->
                                Thread.getAllStackTraces().keySet().stream()
                                        .noneMatch(t -> t.getName().startsWith("test-device")));
    }

    @Test
    void goesOnAfterATaskThatFailed() {
        AtomicInteger runs = new AtomicInteger();
        loop.every(
                5,
                () -> {
                    if (runs.incrementAndGet() == 1) {
                        throw new IllegalStateException("the first one fails");
                    }
                });
        await().until(() -> runs.get() > 2);
    }
}
