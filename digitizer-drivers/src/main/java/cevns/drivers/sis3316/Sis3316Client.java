package cevns.drivers.sis3316;

import cevns.daq.record.FrameFault;
import cevns.drivers.link.DatagramListener;
import cevns.drivers.link.DeviceLoop;
import cevns.drivers.link.UdpLink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Asks one board, one question at a time, on the device's loop. A question without an answer is
 * asked for once more with {@code EE}, and then, if that does no harm, put again under a new
 * identifier. Whatever fits no open question is refused: it may be the late answer to an old one.
 */
final class Sis3316Client implements DatagramListener {

    /** Who wants the answers. */
    interface Owner {

        /** Bytes have come. */
        void bytes(int count);

        /** A datagram was refused. */
        void refused(FrameFault fault, String what);

        /** The socket has ended by itself. */
        void clientClosed(String reason);
    }

    private static final int SHORTEST_PAUSE_MS = 50;
    private static final int LONGEST_PAUSE_MS = 100;
    private static final int LINK_SETTLE_MS = 5;

    private final DeviceLoop loop;
    private final LinkOptions options;
    private final Owner owner;
    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private final PacketOrder order = new PacketOrder();
    private final FifoHistory history = new FifoHistory();
    private UdpLink link;
    private boolean ids = true;
    private Reply reply = new Reply(true);
    private Meeting meeting;
    private Exchange exchange;
    private FifoExchange fifo;
    private int lastId = ThreadLocalRandom.current().nextInt(256);
    private long strays;
    private boolean over;

    Sis3316Client(DeviceLoop loop, LinkOptions options, Owner owner) {
        this.loop = loop;
        this.options = options;
        this.owner = owner;
    }

    /**
     * Opens the socket and finds out which generation the board is of.
     *
     * @return what its module register holds
     */
    CompletableFuture<Integer> open() {
        link =
                UdpLink.connect(
                        loop, options.host(), options.port(), options.receiveBufferBytes(), this);
        return opened.thenCompose(
                        done -> {
                            meeting = new Meeting(loop, options, link::send, this::newId);
                            return meeting.begin();
                        })
                .thenApply(
                        module -> {
                            ids = meeting.ids();
                            reply = new Reply(ids);
                            meeting = null;
                            return module;
                        });
    }

    /** True when the board's packets have an identifier. */
    boolean hasIds() {
        return ids;
    }

    /** The receive buffer that the system has granted [bytes]. */
    int receiveBufferBytes() {
        return link.receiveBufferBytes();
    }

    /** Reads a register of the link interface. */
    CompletableFuture<Integer> readLink(int address) {
        return ask(new Request.ReadLink(address), true).thenApply(words -> words[1]);
    }

    /** Writes a register of the link interface; nothing tells whether that has come. */
    CompletableFuture<Void> writeLink(int address, int data) {
        send(new Request.WriteLink(address, data), 0);
        return pause(LINK_SETTLE_MS);
    }

    /** Writes a register of the link interface until it reads back as wanted. */
    CompletableFuture<Integer> writeLink(int address, int data, int mask, int wanted) {
        return writeLink(address, data, mask, wanted, options.tries());
    }

    private CompletableFuture<Integer> writeLink(
            int address, int data, int mask, int wanted, int tries) {
        return writeLink(address, data)
                .thenCompose(done -> readLink(address))
                .thenCompose(
                        value ->
                                (value & mask) == wanted || tries <= 1
                                        ? CompletableFuture.completedFuture(value)
                                        : writeLink(address, data, mask, wanted, tries - 1));
    }

    /** Reads up to 64 registers. */
    CompletableFuture<int[]> read(int... addresses) {
        return ask(new Request.Read(addresses), true);
    }

    /** Writes up to 64 registers that may be written twice without harm. */
    CompletableFuture<Void> write(int[] addresses, int[] data) {
        return ask(new Request.Write(addresses, data), true).thenApply(words -> null);
    }

    /** Writes one register that may be written twice without harm. */
    CompletableFuture<Void> write(int address, int data) {
        return write(new int[] {address}, new int[] {data});
    }

    /**
     * Writes what must not be written twice: keys, I2C, SPI. Fails with {@link NoAnswer} when it
     * cannot be told whether it was.
     */
    CompletableFuture<Void> writeOnce(int address, int data) {
        Request once = new Request.Write(new int[] {address}, new int[] {data});
        return ask(once, false).thenApply(words -> null);
    }

    /** The same, for one register of each of several groups. */
    CompletableFuture<Void> writeOnce(int[] addresses, int[] data) {
        return ask(new Request.Write(addresses, data), false).thenApply(words -> null);
    }

    /** Touches a key. */
    CompletableFuture<Void> key(int address) {
        return writeOnce(address, 0);
    }

    /** A transfer has been programmed: requests begin anew. */
    void beginFifo() {
        history.begin();
    }

    /** Data packets that have come so far and fitted no open request. */
    long strayData() {
        return strays;
    }

    /**
     * Asks for words of a FIFO, once.
     *
     * @param into takes what comes in order, from its position; has room for it
     * @return how many words came in order; fewer than asked for when packets are missing
     */
    CompletableFuture<FifoExchange> readFifo(int address, int words, ByteBuffer into) {
        int id = ids ? newId() : 0;
        order.begin(words, into);
        if (ids) {
            history.put(id, words, into);
        }
        fifo = new FifoExchange(loop, order, options.replyMs(), words, id, ids);
        CompletableFuture<FifoExchange> answer = fifo.begin();
        send(new Request.ReadFifo(address, words), id);
        return answer.whenComplete((done, failure) -> fifo = null);
    }

    /** Waits. */
    CompletableFuture<Void> pause(long ms) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.schedule(ms, () -> done.complete(null));
        return done;
    }

    /** Ends the socket; open questions are never answered. */
    void close() {
        over = true;
        if (fifo != null) {
            fifo.abandon();
        }
        if (link != null) {
            link.close();
        }
    }

    private CompletableFuture<int[]> ask(Request request, boolean repeatable) {
        if (exchange != null) {
            throw new IllegalStateException("two questions at once");
        }
        exchange = new Exchange(request, repeatable);
        exchange.put();
        return exchange.answer;
    }

    private int newId() {
        lastId = lastId + 1 & 0xFF;
        history.forget(lastId);
        return lastId;
    }

    private void send(Request request, int id) {
        link.send(Unpooled.wrappedBuffer(RequestEncoder.encode(request, id, ids)));
    }

    @Override
    public void opened(UdpLink socket) {
        opened.complete(null);
    }

    @Override
    public void received(UdpLink socket, ByteBuf bytes, InetSocketAddress from) {
        owner.bytes(bytes.readableBytes());
        if (meeting != null) {
            meeting.take(bytes);
        } else if (!reply.wrap(bytes)) {
            owner.refused(FrameFault.LENGTH, "a datagram of " + bytes.readableBytes() + " bytes");
        } else if (fifo != null && fifo.isMine(reply)) {
            FifoExchange present = fifo;
            FrameFault fault = present.take(reply);
            if (fault != null) {
                owner.refused(fault, present.trouble());
            }
        } else if (exchange != null && exchange.isMine(reply)) {
            exchange.take(reply);
        } else {
            if (reply.opcode() == PacketFrame.READ_FIFO) {
                strays++;
                if (fifo != null && history.isOfSecondExecution(reply)) {
                    fifo.spoil();
                }
            }
            owner.refused(
                    FrameFault.PROTOCOL,
                    "an answer 0x%02X with id 0x%02X that nobody waits for"
                            .formatted(reply.opcode(), reply.id()));
        }
    }

    @Override
    public void unreachable(String reason) {
        if (meeting != null) {
            meeting.unreachable(reason);
        }
    }

    @Override
    public void closed(String reason) {
        if (!over) {
            over = true;
            owner.clientClosed(reason);
        }
    }

    /** One question and its repetitions. */
    private final class Exchange {

        private final Request request;
        private final boolean repeatable;
        private final CompletableFuture<int[]> answer = new CompletableFuture<>();
        private int id;
        private int tries;
        private boolean askedAgain;
        private DeviceLoop.Timer timer;

        Exchange(Request request, boolean repeatable) {
            this.request = request;
            this.repeatable = repeatable;
        }

        void put() {
            id = newId();
            tries++;
            askedAgain = false;
            send(request, id);
            timer = loop.schedule(options.replyMs(), this::late);
        }

        private void late() {
            if (over || exchange != this) {
                return;
            }
            if (!askedAgain) {
                askedAgain = true;
                send(new Request.Repeat(), id);
                timer = loop.schedule(options.replyMs(), this::late);
            } else if (repeatable && tries < options.tries()) {
                int pause =
                        ThreadLocalRandom.current().nextInt(SHORTEST_PAUSE_MS, LONGEST_PAUSE_MS);
                timer = loop.schedule(pause, this::put);
            } else {
                end(null, new NoAnswer(missing()));
            }
        }

        private String missing() {
            return "no answer from %s:%d to request 0x%02X, asked %d times"
                    .formatted(options.host(), options.port(), request.opcode(), tries);
        }

        boolean isMine(Reply reply) {
            return reply.opcode() == request.opcode()
                    && (!ids || reply.id() == id)
                    && (reply.words() == words() || reply.words() == 0 && isError(reply))
                    && (!(request instanceof Request.ReadLink read)
                            || reply.word(0) == read.address());
        }

        private boolean isError(Reply reply) {
            int errors = PacketFrame.STATUS_MALFORMED | PacketFrame.STATUS_NO_GRANT;
            return (reply.status() & errors) != 0 && !(request instanceof Request.ReadLink);
        }

        private int words() {
            if (request instanceof Request.ReadLink) {
                return 2;
            }
            return request instanceof Request.Read read ? read.addresses().length : 0;
        }

        void take(Reply reply) {
            int status = reply.status();
            if ((status & PacketFrame.STATUS_NO_GRANT) != 0) {
                end(null, new BoardRefusal("the link does not own the board (no grant)"));
            } else if ((status & PacketFrame.STATUS_MALFORMED) != 0) {
                String what = "the board calls request 0x%02X malformed";
                end(null, new BoardRefusal(what.formatted(request.opcode())));
            } else if ((status & PacketFrame.STATUS_TIMEOUT) != 0
                    && request instanceof Request.Read) {
                // Its own bus did not answer: as good as no answer. Writes may say so for nothing.
                owner.refused(FrameFault.VALUE, "the board's own access timed out");
                askedAgain = true;
            } else {
                int[] words = new int[reply.words()];
                for (int i = 0; i < words.length; i++) {
                    words[i] = reply.word(i);
                }
                end(words, null);
            }
        }

        private void end(int[] words, Exception failure) {
            timer.cancel();
            exchange = null;
            if (failure != null) {
                answer.completeExceptionally(failure);
            } else if (!ids && (askedAgain || tries > 1)) {
                // Without identifiers a second answer would pass for that to the next question.
                loop.schedule(options.replyMs(), () -> answer.complete(words));
            } else {
                answer.complete(words);
            }
        }
    }
}
