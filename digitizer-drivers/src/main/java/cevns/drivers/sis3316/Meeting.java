package cevns.drivers.sis3316;

import cevns.drivers.link.DeviceLoop;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * The first contact with a board: which generation is it of? It is asked for its module register in
 * the new form, then in the old one, in turn, and judged by length and echo of what it answers. An
 * old board may well answer the new form too, with nine bytes and a wrong address in them.
 */
final class Meeting {

    private static final int NEW_BYTES = 10;
    private static final int OLD_BYTES = 9;

    /** A board has so long for its first answer [ms]. */
    private static final int PATIENCE_MS = 500;

    private final DeviceLoop loop;
    private final LinkOptions options;
    private final Consumer<ByteBuf> sender;
    private final IntSupplier newId;
    private final CompletableFuture<Integer> answer = new CompletableFuture<>();
    private boolean ids;
    private int id;
    private int tries;

    Meeting(DeviceLoop loop, LinkOptions options, Consumer<ByteBuf> sender, IntSupplier newId) {
        this.loop = loop;
        this.options = options;
        this.sender = sender;
        this.newId = newId;
    }

    /** Asks; gives what the module register holds. */
    CompletableFuture<Integer> begin() {
        ids = options.protocol() != LinkOptions.Protocol.OLD;
        put();
        return answer;
    }

    /** True when the board's packets have an identifier. */
    boolean ids() {
        return ids;
    }

    private void put() {
        if (answer.isDone()) {
            return;
        }
        int most = options.protocol() == LinkOptions.Protocol.AUTO ? 4 : 2;
        if (tries++ == most) {
            answer.completeExceptionally(
                    new NoAnswer("no answer from " + options.host() + ":" + options.port()));
            return;
        }
        id = newId.getAsInt();
        byte[] bytes = RequestEncoder.encode(new Request.ReadLink(Registers.MODULE_ID), id, ids);
        sender.accept(Unpooled.wrappedBuffer(bytes));
        int asked = tries;
        loop.schedule(
                PATIENCE_MS,
                () -> {
                    if (tries == asked) {
                        turn();
                    }
                });
    }

    private void turn() {
        ids = options.protocol() == LinkOptions.Protocol.AUTO ? !ids : ids;
        put();
    }

    /** A datagram of the board. */
    void take(ByteBuf bytes) {
        int length = bytes.readableBytes();
        int at = bytes.readerIndex();
        if (answer.isDone() || bytes.getUnsignedByte(at) != PacketFrame.READ_LINK) {
            return;
        }
        boolean isNew =
                length == NEW_BYTES
                        && ids
                        && bytes.getUnsignedByte(at + 1) == id
                        && bytes.getIntLE(at + 2) == Registers.MODULE_ID;
        boolean isOld =
                length == OLD_BYTES && !ids && bytes.getIntLE(at + 1) == Registers.MODULE_ID;
        if (isNew || isOld) {
            answer.complete(bytes.getIntLE(at + length - 4));
        } else if (length == OLD_BYTES && ids) {
            turn(); // an old board that has read something else
        }
    }

    /** The network says that nobody is there. */
    void unreachable(String reason) {
        answer.completeExceptionally(
                new NoAnswer(options.host() + ":" + options.port() + ": " + reason));
    }
}
