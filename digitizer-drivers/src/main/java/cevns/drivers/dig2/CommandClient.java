package cevns.drivers.dig2;

import cevns.drivers.dig2.wire.CommandJson;
import cevns.drivers.dig2.wire.CommandReply;
import cevns.drivers.dig2.wire.CommandRequest;
import cevns.drivers.dig2.wire.RefusedCommand;
import cevns.drivers.link.DeviceLoop;
import cevns.drivers.link.LinkListener;
import cevns.drivers.link.TcpAddress;
import cevns.drivers.link.TcpLink;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/**
 * The command connection: one request, one reply, in order. All on the device's loop. A reply that
 * does not belong to its request, or that does not come, leaves the two sides out of step, so it
 * ends the connection.
 */
final class CommandClient implements LinkListener {

    /** Who uses the connection. */
    interface Owner {

        /** It stands. */
        void commandsOpened();

        /** An answer was not what the protocol allows; the connection ends. */
        void commandRefused(String what);

        /** It has ended; called once. */
        void commandsClosed(String reason);
    }

    private record Asked(CommandRequest request, CompletableFuture<CommandReply> reply) {}

    private final DeviceLoop loop;
    private final int replyMs;
    private final Owner owner;
    private final Deque<Asked> asked = new ArrayDeque<>();
    private DeviceLoop.Timer patience = () -> {};
    private TcpLink link;
    private String trouble = "";
    private boolean closed;

    CommandClient(DeviceLoop loop, int replyMs, Owner owner) {
        this.loop = loop;
        this.replyMs = replyMs;
        this.owner = owner;
    }

    /** Begins to connect. */
    void connect(TcpAddress address) {
        link = TcpLink.connect(loop, address.withFraming(CommandJson::frames), this);
    }

    /**
     * Asks, once all that was asked before is answered.
     *
     * @return the reply; failed with {@link RefusedCommand} when the board says no, else with what
     *     ended the connection
     */
    CompletableFuture<CommandReply> ask(CommandRequest request) {
        CompletableFuture<CommandReply> reply = new CompletableFuture<>();
        if (closed) {
            reply.completeExceptionally(new IOException("the command connection has ended"));
            return reply;
        }
        asked.add(new Asked(request, reply));
        if (asked.size() == 1) {
            send();
        }
        return reply;
    }

    private void send() {
        link.send(CommandJson.frame(asked.element().request()));
        patience =
                loop.schedule(
                        replyMs,
                        () -> end("no answer to " + text(asked.peek()) + " in " + replyMs + " ms"));
    }

    @Override
    public void opened(TcpLink opened) {
        link = opened;
        owner.commandsOpened();
    }

    @Override
    public void received(ByteBuf frame) {
        byte[] text = new byte[frame.readableBytes()];
        frame.readBytes(text);
        Asked question = asked.peek();
        try {
            CommandReply reply = CommandJson.reply(text);
            if (question == null) {
                refuse("an answer to " + reply.cmd() + " that nobody asked for");
            } else if (!reply.cmd().equals(question.request().cmd())) {
                refuse(
                        "an answer to '"
                                + reply.cmd()
                                + "' where one to "
                                + text(question)
                                + " is due");
            } else {
                answered(question, reply);
            }
        } catch (IOException e) {
            refuse("an answer that is not one, " + e.getMessage());
        }
    }

    private void answered(Asked question, CommandReply reply) {
        patience.cancel();
        asked.remove();
        if (!asked.isEmpty()) {
            send();
        }
        if (reply.result()) {
            question.reply().complete(reply);
        } else {
            String why = String.join("; ", reply.value());
            question.reply()
                    .completeExceptionally(
                            new RefusedCommand(text(question) + " is refused: " + why));
        }
    }

    private void refuse(String what) {
        owner.commandRefused(what);
        end(what);
    }

    private void end(String what) {
        trouble = what;
        link.close();
    }

    /** The board's address, as the connection has reached it. */
    InetSocketAddress remote() {
        return link.remote();
    }

    /** Closes the connection. */
    void close() {
        if (link != null) {
            link.close();
        }
    }

    @Override
    public void closed(String reason) {
        closed = true;
        patience.cancel();
        String why = "command connection: " + (trouble.isEmpty() ? reason : trouble);
        while (!asked.isEmpty()) {
            asked.remove().reply().completeExceptionally(new IOException(why));
        }
        owner.commandsClosed(why);
    }

    private static String text(Asked asked) {
        return (asked.request().cmd() + " " + asked.request().query()).strip();
    }
}
