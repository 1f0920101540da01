package cevns.drivers.dig2.emulator;

import cevns.drivers.dig2.wire.DatagramFrame;
import cevns.drivers.link.DatagramListener;
import cevns.drivers.link.DeviceLoop;
import cevns.drivers.link.UdpLink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Data of an emulated board over UDP, the endpoint {@code rawudp}: they go to whoever has sent it a
 * datagram last. While nothing is to be sent an empty datagram goes out now and then: clients wait
 * for one after each command that clears data, and overlook one that comes before its answer.
 */
final class UdpBoardData implements BoardData, DatagramListener {

    private static final long IDLE_MS = 250;

    private final DeviceLoop loop;
    private final int memoryBytes;
    private final int words;
    private final AtomicLong queued = new AtomicLong();
    private UdpLink link;
    private volatile InetSocketAddress client;
    private int buffer;
    private int place;
    private boolean busy;
    private boolean cleared;

    /**
     * @param words most words in a datagram
     */
    UdpBoardData(DeviceLoop loop, int memoryBytes, int words) {
        this.loop = loop;
        this.memoryBytes = memoryBytes;
        this.words = words;
    }

    /** Begins to listen; not on the loop's thread. */
    void listen(InetSocketAddress address) {
        link = UdpLink.listen(loop, address, 0, this);
        loop.every(IDLE_MS, this::idle);
    }

    /** Where it listens, with the real port. */
    InetSocketAddress address() {
        return link.address();
    }

    /** Port of the client, 0 while nobody has called. */
    int clientPort() {
        InetSocketAddress known = client;
        return known == null ? 0 : known.getPort();
    }

    @Override
    public void received(UdpLink from, ByteBuf bytes, InetSocketAddress sender) {
        client = sender;
    }

    @Override
    public boolean hasRoom() {
        return client != null && queued.get() <= memoryBytes;
    }

    @Override
    public void cleared() {
        loop.execute(
                () -> {
                    cleared = true;
                    busy = false;
                });
    }

    // A datagram every quarter of a second, so one follows each answer before long.
    private void idle() {
        if (!busy && client != null) {
            send(ByteBuffer.allocate(0), 0, true, false);
        }
        busy = false;
    }

    @Override
    public void group(ByteBuffer events, int count) {
        ByteBuffer copy = ByteBuffer.allocate(events.remaining()).put(events).flip();
        queued.addAndGet(copy.capacity());
        loop.execute(
                () -> {
                    busy = true;
                    countAnew();
                    while (copy.hasRemaining()) {
                        int here = Math.min(words, copy.remaining() / 8);
                        boolean last = here == copy.remaining() / 8;
                        send(copy, here, last, last);
                    }
                    queued.addAndGet(-copy.capacity());
                });
    }

    // Before the data of a run: a client cannot know how many empty ones it has not seen, but looks
    // for buffer 0, datagram 0.
    private void countAnew() {
        if (cleared) {
            buffer = 0;
            place = 0;
            cleared = false;
        }
    }

    private void send(ByteBuffer events, int count, boolean aligned, boolean last) {
        int hash = DatagramFrame.hash(place, events, events.position(), count);
        ByteBuf datagram = ByteBufAllocator.DEFAULT.buffer(8 * count + DatagramFrame.FOOTER);
        datagram.writeBytes(events.slice(events.position(), 8 * count));
        datagram.writeLong(DatagramFrame.footer(buffer, hash, aligned, count, last));
        events.position(events.position() + 8 * count);
        link.send(datagram, client);
        place = last ? 0 : place + 1;
        buffer = last ? buffer + 1 & 0xFFFF : buffer;
    }
}
