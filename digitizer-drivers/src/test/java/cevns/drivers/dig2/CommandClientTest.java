package cevns.drivers.dig2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cevns.drivers.dig2.wire.CommandReply;
import cevns.drivers.dig2.wire.CommandRequest;
import cevns.drivers.dig2.wire.RefusedCommand;
import cevns.drivers.link.DeviceLoop;
import cevns.drivers.link.TcpAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command connection against a server that answers as each test says. */
class CommandClientTest {

    private final DeviceLoop loop = new DeviceLoop("test-commands");
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final CommandClient client =
            new CommandClient(
                    loop,
                    300,
                    new CommandClient.Owner() {
                        @Override
                        public void commandsOpened() {
                            events.add("opened");
                        }

                        @Override
                        public void commandRefused(String what) {
                            events.add("refused: " + what);
                        }

                        @Override
                        public void commandsClosed(String reason) {
                            events.add("closed: " + reason);
                        }
                    });
    private ServerSocket server;
    private Socket board;

    @BeforeEach
    void connect() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        loop.execute(() -> client.connect(new TcpAddress("127.0.0.1", server.getLocalPort())));
        board = server.accept();
        await().until(() -> events.contains("opened"));
    }

    @AfterEach
    void end() throws IOException {
        loop.close();
        board.close();
        server.close();
    }

    private CompletableFuture<CommandReply> ask(String path) {
        CompletableFuture<CommandReply> reply = new CompletableFuture<>();
        loop.execute(
                () ->
                        client.ask(new CommandRequest("getValue", 0, path, ""))
                                .whenComplete(
                                        (done, failed) -> {
                                            if (failed == null) {
                                                reply.complete(done);
                                            } else {
                                                reply.completeExceptionally(failed);
                                            }
                                        }));
        return reply;
    }

    private String request() throws IOException {
        InputStream in = board.getInputStream();
        byte[] header = in.readNBytes(32);
        int length = (int) ByteBuffer.wrap(header).getLong();
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private void answer(String json) throws IOException {
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        byte[] frame = new byte[32 + text.length];
        ByteBuffer.wrap(frame).putLong(text.length).position(32).put(text);
        for (byte b : frame) {
            board.getOutputStream().write(b);
        }
    }

    @Test
    void asksTheNextOnlyWhenTheLastIsAnswered() throws Exception {
        CompletableFuture<CommandReply> first = ask("/a");
        CompletableFuture<CommandReply> second = ask("/b");
        assertThat(request()).contains("\"query\":\"/a\"");
        assertThat(board.getInputStream().available()).isZero();
        answer("{\"cmd\":\"getValue\",\"result\":true,\"value\":[\"1\"]}");
        assertThat(first.get().first()).isEqualTo("1");
        assertThat(request()).contains("\"query\":\"/b\"");
        answer("{\"cmd\":\"getValue\",\"result\":true,\"value\":[\"2\"]}");
        assertThat(second.get().first()).isEqualTo("2");
    }

    @Test
    void failsWithTheBoardsOwnWords() throws Exception {
        CompletableFuture<CommandReply> reply = ask("/par/x");
        request();
        answer(
                "{\"cmd\":\"getValue\",\"flag\":null,\"result\":false,\"value\":[\"invalid"
                        + " path\"]}");
        assertThat(failure(reply))
                .isInstanceOf(RefusedCommand.class)
                .hasMessage("getValue /par/x is refused: invalid path");
        assertThat(events).containsExactly("opened");
    }

    @Test
    void endsOnAnAnswerToSomethingElse() throws Exception {
        CompletableFuture<CommandReply> reply = ask("/par/x");
        request();
        answer("{\"cmd\":\"setValue\",\"result\":true,\"value\":[]}");
        assertThat(failure(reply))
                .hasMessageContaining("an answer to 'setValue' where one to getValue");
        assertEnded(1);
    }

    @Test
    void endsOnBadJson() throws Exception {
        CompletableFuture<CommandReply> reply = ask("/par/x");
        request();
        answer("{\"cmd\":\"getValue\",\"result\":true,\"value\":8}");
        assertThat(failure(reply)).hasMessageContaining("value: a list is expected");
        assertEnded(1);
    }

    @Test
    void endsOnAnAnswerThatNobodyAskedFor() throws Exception {
        answer("{\"cmd\":\"getValue\",\"result\":true,\"value\":[\"1\"]}");
        assertEnded(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {(16 << 20) + 1, 1L << 40, Long.MAX_VALUE, -1})
    void endsOnALengthBeyondAllMeasureWithoutWaitingForIt(long length) throws Exception {
        CompletableFuture<CommandReply> reply = ask("/par/x");
        request();
        board.getOutputStream().write(ByteBuffer.allocate(32).putLong(length).array());
        assertThat(failure(reply)).isInstanceOf(IOException.class);
        assertEnded(0);
    }

    @Test
    void endsWhenNoAnswerComesInTime() throws Exception {
        CompletableFuture<CommandReply> reply = ask("/par/x");
        assertThat(failure(reply))
                .hasMessage("command connection: no answer to getValue /par/x in 300 ms");
        assertEnded(0);
    }

    @Test
    void endsWhenTheServerCloses() throws Exception {
        CompletableFuture<CommandReply> reply = ask("/par/x");
        request();
        board.close();
        assertThat(failure(reply)).hasMessageContaining("closed by the other side");
        CompletableFuture<CommandReply> late = ask("/par/y");
        assertThat(failure(late)).hasMessage("the command connection has ended");
    }

    private static Throwable failure(CompletableFuture<?> future) {
        await().until(future::isCompletedExceptionally);
        return future.handle((done, failed) -> failed).join();
    }

    private void assertEnded(int refusals) {
        await().until(() -> events.size() == 2 + refusals);
        assertThat(events.get(events.size() - 1)).startsWith("closed: command connection: ");
        assertThat(events.stream().filter(e -> e.startsWith("refused: "))).hasSize(refusals);
    }
}
