package cevns.drivers.sis3316;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cevns.daq.record.FrameFault;
import cevns.drivers.link.DeviceLoop;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A datagram that nobody asked for may have the identifier of a question by chance, one in 256. It
 * does not pass for the board's refusal, which would end the connection: that has no data.
 */
class FalseRefusalTest {

    private static final int MALFORMED_AND_NO_GRANT = 0x50;

    private final DeviceLoop loop = new DeviceLoop("false-refusal-test");
    private final List<FrameFault> refused = Collections.synchronizedList(new ArrayList<>());
    private final PacketOrder order = new PacketOrder();
    private final ByteBuffer into = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).limit(0);

    @AfterEach
    void close() {
        loop.close();
    }

    private static Reply packet(int status, int... words) {
        ByteBuffer out = ReplyEncoder.room();
        ReplyEncoder.status(out, PacketFrame.READ_FIFO, 7, true, status);
        Arrays.stream(words).forEach(out::putInt);
        Reply reply = new Reply(true);
        reply.wrap(Unpooled.wrappedBuffer(out.flip()));
        return reply;
    }

    private FifoExchange exchange() {
        order.begin(2, into);
        return new FifoExchange(loop, order, 1000, 2, 7, true);
    }

    @Test
    void dataWithAnErrorAreRefusedAndTheRequestGoesOn() {
        FifoExchange exchange = exchange();
        CompletableFuture<FifoExchange> answer = exchange.begin();
        assertThat(exchange.take(packet(MALFORMED_AND_NO_GRANT, 1, 2))).isEqualTo(FrameFault.VALUE);
        assertThat(answer).isNotDone();
        assertThat(exchange.take(packet(0, 3, 4))).isNull();
        assertThat(answer).isCompleted();
        assertThat(into.getInt(0)).isEqualTo(3);
    }

    @Test
    void anErrorWithoutDataIsTheBoardsWord() {
        FifoExchange exchange = exchange();
        CompletableFuture<FifoExchange> answer = exchange.begin();
        assertThat(exchange.take(packet(MALFORMED_AND_NO_GRANT))).isEqualTo(FrameFault.VALUE);
        assertThatThrownBy(answer::join).hasCauseInstanceOf(BoardRefusal.class);
    }

    /** A board of which each answer comes behind a false one. */
    private static void answer(DatagramSocket board) {
        byte[] bytes = new byte[100];
        while (!board.isClosed()) {
            try {
                DatagramPacket request = new DatagramPacket(bytes, bytes.length);
                board.receive(request);
                ByteBuffer out = ReplyEncoder.room();
                if (bytes[0] == PacketFrame.READ) {
                    ReplyEncoder.status(
                            out, PacketFrame.READ, bytes[1], true, MALFORMED_AND_NO_GRANT);
                    send(board, out.putInt(1).putInt(2).putInt(3).flip(), request);
                    ReplyEncoder.status(out, PacketFrame.READ, bytes[1], true, 0);
                    send(board, out.putInt(99).flip(), request);
                } else if (bytes[0] == PacketFrame.READ_LINK) {
                    int address = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(2);
                    ReplyEncoder.link(out, bytes[1], true, address, 0x3316_200B);
                    send(board, out, request);
                }
            } catch (IOException e) {
                // Closed: the loop decides.
            }
        }
    }

    private static void send(DatagramSocket board, ByteBuffer reply, DatagramPacket to)
            throws IOException {
        byte[] bytes = new byte[reply.remaining()];
        reply.get(bytes);
        board.send(new DatagramPacket(bytes, bytes.length, to.getSocketAddress()));
    }

    @Test
    void aQuestionIsAnsweredByWhatFitsIt() throws Exception {
        try (DatagramSocket board = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> answer(board), "false-refusal-board");
            thread.setDaemon(true);
            thread.start();
            Sis3316Client.Owner owner =
                    new Sis3316Client.Owner() {
                        @Override
                        public void bytes(int count) {}

                        @Override
                        public void refused(FrameFault fault, String what) {
                            refused.add(fault);
                        }

                        @Override
                        public void clientClosed(String reason) {}
                    };
            LinkOptions options = Boards.options(board.getLocalPort(), Boards.TWO_CHANNELS).link();
            Sis3316Client client = new Sis3316Client(loop, options, owner);
            CompletableFuture<int[]> answer =
                    client.open().thenCompose(module -> client.read(Registers.TEMPERATURE));
            assertThat(answer.get(20, TimeUnit.SECONDS)).containsExactly(99);
            assertThat(refused).containsExactly(FrameFault.PROTOCOL);
            loop.execute(client::close);
        }
    }
}
