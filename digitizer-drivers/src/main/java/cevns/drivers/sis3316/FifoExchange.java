package cevns.drivers.sis3316;

import cevns.daq.record.FrameFault;
import cevns.drivers.link.DeviceLoop;
import java.util.concurrent.CompletableFuture;

/**
 * One request for words of a FIFO and the packets that answer it. Never repeated: what is missing
 * at the end is asked for by programming the transfer anew. Nothing of it is believed when a packet
 * shows that the board has answered a request twice, or, where packets have no identifier, when one
 * comes out of turn: it may belong to an earlier request.
 */
final class FifoExchange {

    private static final int WATCH_MS = 10;

    private final DeviceLoop loop;
    private final int patienceMs;
    private final int words;
    private final int id;
    private final PacketOrder order;
    private final boolean ids;
    private final CompletableFuture<FifoExchange> answer = new CompletableFuture<>();
    private int packets;
    private int seen;
    private int idleMs;
    private boolean abandoned;
    private boolean spoiled;
    private String trouble = "";

    /**
     * @param order puts the packets in order; begun for this request
     * @param patienceMs silence after which the packets that are still missing are given up [ms]
     * @param ids false for a board without identifiers
     */
    FifoExchange(
            DeviceLoop loop, PacketOrder order, int patienceMs, int words, int id, boolean ids) {
        this.loop = loop;
        this.patienceMs = patienceMs;
        this.words = words;
        this.id = id;
        this.order = order;
        this.ids = ids;
    }

    CompletableFuture<FifoExchange> begin() {
        loop.schedule(WATCH_MS, this::watch);
        return answer;
    }

    private void watch() {
        if (answer.isDone() || abandoned) {
            return;
        }
        idleMs = packets == seen ? idleMs + WATCH_MS : 0;
        seen = packets;
        // Once some have come, the rest is right behind them or lost.
        if (idleMs >= (packets > 0 ? Math.max(WATCH_MS, patienceMs / 2) : patienceMs)) {
            answer.complete(this);
        } else {
            loop.schedule(WATCH_MS, this::watch);
        }
    }

    /** Waits no longer; it is never answered. */
    void abandon() {
        abandoned = true;
    }

    boolean isMine(Reply reply) {
        return reply.opcode() == PacketFrame.READ_FIFO && reply.id() == id;
    }

    /** Takes a packet; tells what was wrong with it, or null. */
    FrameFault take(Reply reply) {
        int status = reply.status();
        if ((status & (PacketFrame.STATUS_NO_GRANT | PacketFrame.STATUS_MALFORMED)) != 0) {
            trouble = "status 0x%02X of a data packet".formatted(status);
            // A board that says no has no data to send: a packet with both is not of a board.
            if (reply.words() == 0) {
                answer.completeExceptionally(new BoardRefusal(trouble));
            }
            return FrameFault.VALUE;
        }
        if ((status & PacketFrame.STATUS_TIMEOUT) != 0) {
            trouble = "the memory did not answer in time (status 0x%02X)".formatted(status);
            answer.complete(this);
            return FrameFault.VALUE;
        }
        packets++;
        int counter = status & PacketFrame.STATUS_COUNTER;
        PacketOrder.Fate fate = order.take(counter, reply);
        if (fate == PacketOrder.Fate.OTHER || fate != PacketOrder.Fate.TAKEN && !ids) {
            spoil();
        } else if (order.complete()) {
            answer.complete(this);
        }
        return switch (fate) {
            case TAKEN -> null;
            case HELD -> {
                trouble = "data packet " + counter + " came before another";
                yield FrameFault.SEQUENCE;
            }
            case TWICE -> {
                trouble = "data packet " + counter + " came twice";
                yield FrameFault.SEQUENCE;
            }
            case OTHER -> {
                trouble = "data packet " + counter + " came twice, with other words";
                yield FrameFault.SEQUENCE;
            }
            case TOO_LONG -> {
                trouble = "data packet of " + reply.words() + " words is too long";
                yield FrameFault.LENGTH;
            }
        };
    }

    /** Ends it at once; what has come may be words from another place. */
    void spoil() {
        spoiled = true;
        answer.complete(this);
    }

    /** What was wrong with the last packet that was not right. */
    String trouble() {
        return trouble;
    }

    /** Words that were asked for. */
    int words() {
        return words;
    }

    /** Words that came in order and can be believed. */
    int got() {
        return spoiled ? 0 : order.got();
    }

    /** True when all words came. */
    boolean complete() {
        return order.complete() && !spoiled;
    }

    /** True when nothing has come at all. */
    boolean isSilent() {
        return packets == 0;
    }
}
