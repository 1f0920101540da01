package cevns.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cevns.daq.record.RunMode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventStreamTest {

    private static final String HOST = "127.0.0.1";
    private static final long NOW_NS = 1_790_000_000_000_000_000L;

    private final TestFeed feed = new TestFeed(DemoRun.CSI, false);
    private final DashboardServer server = new DashboardServer(feed, () -> "", HOST, 0);
    private int port;

    /** A browser that reads only when told. */
    private final class Browser implements AutoCloseable {
        private final Socket socket = new Socket();
        private final BufferedReader in;

        Browser(String query, String... headers) throws IOException {
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress(HOST, port));
            socket.setSoTimeout(30_000);
            String request =
                    "GET /api/stream?"
                            + query
                            + " HTTP/1.1\r\nHost: x\r\n"
                            + String.join("", headers)
                            + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            in =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        /** The lines up to one that begins so. */
        List<String> until(String begin) throws IOException {
            List<String> lines = new ArrayList<>();
            String line;
            do {
                line = in.readLine();
                lines.add(line);
            } while (line != null && !line.startsWith(begin));
            return lines;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @BeforeEach
    void start() throws IOException {
        port = server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void tellsANewBrowserAllAtOnce() throws IOException {
        publish(1);
        try (Browser browser = new Browser("")) {
            List<String> lines = browser.until("data: {\"number\"");
            assertThat(lines)
                    .contains(
                            "HTTP/1.1 200 OK",
                            "content-type: text/event-stream; charset=utf-8",
                            "event: heartbeat",
                            "event: state",
                            "event: snapshot",
                            "id: 1234-2");
            String json = new String(feed.latest().json(), StandardCharsets.UTF_8).strip();
            assertThat(lines.get(lines.size() - 1)).isEqualTo("data: " + json);
        }
    }

    @Test
    void beatsEverySecond() throws IOException {
        try (Browser browser = new Browser("topics=heartbeat")) {
            browser.until("data: ");
            long begin = System.nanoTime();
            browser.until("data: ");
            browser.until("data: ");
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isBetween(Duration.ofMillis(900), Duration.ofMillis(2600));
        }
    }

    @Test
    void sendsEachSnapshotOnceAndOnlyWhatWasAskedFor() throws IOException {
        publish(1);
        try (Browser browser = new Browser("topics=snapshot")) {
            assertThat(browser.until("id: 1234-2"))
                    .doesNotContain("event: heartbeat", "event: state");
            publish(2);
            assertThat(browser.until("id: 1234-4")).doesNotContain("id: 1234-2");
        }
    }

    @Test
    void doesNotRepeatWhatABrowserHadBeforeItsConnectionBroke() throws IOException {
        publish(3);
        try (Browser browser = new Browser("topics=snapshot", "Last-Event-ID: 1234-6\r\n");
                Browser other = new Browser("topics=snapshot&last=1234-6")) {
            publish(4);
            assertThat(browser.until("id: ")).contains("id: 1234-8");
            assertThat(other.until("id: ")).contains("id: 1234-8");
        }
    }

    @Test
    void refusesAStreamOfNothing() throws IOException {
        try (Browser browser = new Browser("topics=alarms")) {
            assertThat(browser.until("topics"))
                    .contains("HTTP/1.1 400 Bad Request")
                    .contains("topics: alarms names none of [state, snapshot, heartbeat]");
        }
    }

    @Test
    void givesASlowBrowserTheNewestAndNoBacklog() throws IOException {
        try (Browser browser = new Browser("topics=snapshot")) {
            await().until(() -> server.viewers().streams() == 1);
            long second = 0;
            while (server.viewers().skippedUpdates() < 5) {
                publishMegabytes(++second);
                pauseForARound();
            }
            long last = second + 1;
            publish(last);
            List<String> ids =
                    browser.until("id: 1234-" + 2 * last).stream()
                            .filter(line -> line.startsWith("id: "))
                            .toList();
            assertThat(ids).doesNotHaveDuplicates();
            assertThat(ids.size()).isLessThanOrEqualTo((int) last - 5);
        }
        await().until(() -> server.viewers().streams() == 0);
    }

    @Test
    void countsItsViewers() throws IOException {
        try (Browser one = new Browser("");
                Browser two = new Browser("")) {
            one.until("data: ");
            two.until("data: ");
            assertThat(server.viewers().streams()).isEqualTo(2);
        }
        await().until(() -> server.viewers().streams() == 0);
    }

    /** A snapshot too large for the buffers of two sockets to hold many of. */
    private void publishMegabytes(long second) {
        byte[] json = new byte[2 << 20];
        java.util.Arrays.fill(json, (byte) ' ');
        feed.publish(new Published(DemoRun.csi(second, NOW_NS, RunMode.SIMULATED, null), json));
    }

    private void pauseForARound() {
        long end = System.nanoTime() + Duration.ofMillis(EventStream.TICK_MS).toNanos();
        await().pollInterval(Duration.ofMillis(20)).until(() -> System.nanoTime() >= end);
    }

    private void publish(long second) {
        feed.publish(
                DemoRun.csi(second, NOW_NS + second * 1_000_000_000L, RunMode.SIMULATED, null));
    }
}
