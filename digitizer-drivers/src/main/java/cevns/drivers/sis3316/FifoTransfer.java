package cevns.drivers.sis3316;

import cevns.daq.record.FrameFault;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.CompletableFuture;

/**
 * Copies what a channel has stored in a bank. Where packets are missing the transfer is programmed
 * anew with the offset of the first missing word and goes on from there; a request is never put
 * twice, since each one goes on where the last one ended. A request asks for some packets: half as
 * many after a loss, slowly more again when all goes well.
 */
final class FifoTransfer {

    /** So many requests without a loss, and the next asks for one packet more. */
    private static final int GROW_AFTER = 16;

    /** Requests in a row of which no packet came, after which jumbo frames are given up. */
    static final int SILENT_REQUESTS = 3;

    /** How often the transfer logic is asked whether it is ready. */
    private static final int MOST_POLLS = 100;

    private final Sis3316Client client;
    private final LinkOptions options;
    private final Sis3316Client.Owner owner;
    private final Runnable plain;
    private ByteBuffer buffer = ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);
    private ByteBuffer before = buffer;
    private Runnable meanwhile = () -> {};
    private int packetWords = PacketFrame.NORMAL_WORDS;
    private int packets;
    private int mostPackets;
    private int wellDone;
    private int failures;
    private int silent;
    private long strays;

    /**
     * @param plain told when jumbo frames have been given up
     */
    FifoTransfer(
            Sis3316Client client, LinkOptions options, Sis3316Client.Owner owner, Runnable plain) {
        this.plain = plain;
        this.client = client;
        this.options = options;
        this.owner = owner;
        packets = options.packets();
        mostPackets = PacketOrder.MOST_PACKETS;
    }

    /**
     * Says how long packets are, and how many of them the receive buffer holds.
     *
     * @param words of a full packet
     * @param bufferBytes that the system has granted
     */
    void packetsOf(int words, int bufferBytes) {
        packetWords = words;
        // The system counts the memory that a datagram takes, some twice its length.
        int fits = bufferBytes / (2 * 4 * words);
        mostPackets = Math.max(1, Math.min(PacketOrder.MOST_PACKETS, fits));
        packets = Math.max(leastPackets(), Math.min(packets, mostPackets));
        silent = 0;
    }

    /**
     * Copies words of a channel's memory.
     *
     * @param words from the begin of the bank
     * @param meanwhile done each time that the board has been asked for words and is about to send
     * @return the words from position 0 to limit, little-endian; valid until the next call but one
     */
    CompletableFuture<ByteBuffer> read(int channel, int bank, int words, Runnable meanwhile) {
        this.meanwhile = meanwhile;
        ByteBuffer free = before;
        before = buffer;
        buffer = free;
        int even = words + 1 & ~1; // the memory is read 64 bits at a time
        if (buffer.capacity() < 4 * even) {
            buffer =
                    ByteBuffer.allocateDirect(Math.max(4 * even, 2 * buffer.capacity()))
                            .order(ByteOrder.LITTLE_ENDIAN);
        }
        return copy(channel, bank, even, options.tries())
                .thenApply(done -> buffer.position(0).limit(4 * words));
    }

    private CompletableFuture<Void> copy(int channel, int bank, int words, int left) {
        buffer.clear().limit(0);
        failures = 0;
        return program(channel, bank, 0)
                .thenCompose(done -> requests(channel, bank, words))
                .thenCompose(done -> client.write(control(channel), 0))
                .thenCompose(
                        done -> {
                            // Without identifiers the right packet may be the one that nobody
                            // waited for any more, and another have been taken in its place.
                            if (client.hasIds() || client.strayData() == strays) {
                                return Steps.nothing();
                            }
                            if (left <= 1) {
                                return CompletableFuture.failedFuture(
                                        new NoAnswer("packets of other requests keep coming"));
                            }
                            return client.pause(options.replyMs())
                                    .thenCompose(rest -> copy(channel, bank, words, left - 1));
                        });
    }

    private CompletableFuture<Void> program(int channel, int bank, int offset) {
        int control = control(channel);
        return client.write(control, 0)
                .thenCompose(done -> ready(control, MOST_POLLS))
                .thenCompose(
                        done -> client.write(control, Registers.transferOf(channel, bank, offset)))
                .thenAccept(
                        done -> {
                            client.beginFifo();
                            strays = client.strayData();
                        });
    }

    private CompletableFuture<Void> ready(int control, int left) {
        return client.read(control)
                .thenCompose(
                        values -> {
                            if ((values[0] & Registers.BUSY) == 0) {
                                return Steps.nothing();
                            }
                            return left > 0
                                    ? ready(control, left - 1)
                                    : Steps.refused("the transfer logic stays busy");
                        });
    }

    private CompletableFuture<Void> requests(int channel, int bank, int words) {
        int missing = words - buffer.position() / 4;
        if (missing == 0) {
            return Steps.nothing();
        }
        int wanted = Math.min(missing, packets * packetWords);
        int begin = buffer.position();
        CompletableFuture<FifoExchange> answer =
                client.readFifo(Registers.fifo(channel / 4), wanted, buffer);
        meanwhile.run();
        return answer.thenCompose(
                request -> {
                    if (request.complete()) {
                        well();
                        return requests(channel, bank, words);
                    }
                    buffer.position(begin + 4 * request.got());
                    return recover(channel, bank, words, request);
                });
    }

    private void well() {
        failures = 0;
        silent = 0;
        if (++wellDone >= GROW_AFTER && packets < mostPackets) {
            packets++;
            wellDone = 0;
        }
    }

    private CompletableFuture<Void> recover(
            int channel, int bank, int words, FifoExchange request) {
        wellDone = 0;
        packets = Math.max(leastPackets(), packets / 2);
        silent = request.isSilent() ? silent + 1 : 0;
        failures = request.got() > 0 ? 0 : failures + 1;
        owner.refused(
                FrameFault.SEQUENCE,
                "data packets are missing: %d of %d words came"
                        .formatted(request.got(), request.words()));
        if (failures >= options.tries()) {
            return CompletableFuture.failedFuture(
                    new NoAnswer("no data from " + options.host() + ":" + options.port()));
        }
        // A transfer begins at a 64-bit word: what is half of one is read again.
        int offset = buffer.position() / 4 & ~1;
        buffer.position(4 * offset).limit(4 * offset);
        // Without identifiers a late packet looks like one of the next request.
        return client.pause(client.hasIds() ? 0 : options.replyMs())
                .thenCompose(done -> giveUpJumbo())
                .thenCompose(done -> program(channel, bank, offset))
                .thenCompose(done -> requests(channel, bank, words));
    }

    /** Without identifiers a lone packet has no other by which it could be found wrong. */
    private int leastPackets() {
        return client.hasIds() ? 1 : Math.min(2, mostPackets);
    }

    private CompletableFuture<Void> giveUpJumbo() {
        if (packetWords == PacketFrame.NORMAL_WORDS || silent < SILENT_REQUESTS) {
            return Steps.nothing();
        }
        packetsOf(PacketFrame.NORMAL_WORDS, client.receiveBufferBytes());
        owner.refused(FrameFault.LENGTH, "jumbo frames do not come through: given up");
        plain.run();
        int gap = options.gap();
        return client.writeLink(Registers.UDP_CONFIG, gap, 0x1F, gap).thenAccept(value -> {});
    }

    private static int control(int channel) {
        return Registers.TRANSFER_CONTROL + channel / 4 * 4;
    }
}
