package cevns.drivers.dig2.emulator;

import cevns.drivers.device.SentListener;
import cevns.drivers.dig2.wire.Dig2Encoder;
import cevns.drivers.dig2.wire.Dig2Frame;
import cevns.drivers.link.DeviceLoop;
import cevns.drivers.link.LinkListener;
import cevns.drivers.link.TcpLink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Data connections of an emulated board over TCP, the endpoint {@code raw}. What waits to be sent
 * on a connection is the board's memory: when it is full, {@link #hasRoom} says so, and the board
 * loses triggers. Nothing sent is ever dropped while its connection stands.
 */
final class TcpBoardData implements BoardData {

    private final DeviceLoop loop;
    private final int memoryBytes;
    private final int cutBytes;
    private final AtomicLong queued = new AtomicLong();
    private final List<TcpLink> links = new CopyOnWriteArrayList<>();
    private final List<TcpLink> openData = new CopyOnWriteArrayList<>();
    private SentListener sent;

    TcpBoardData(DeviceLoop loop, int memoryBytes, int cutBytes) {
        this.loop = loop;
        this.memoryBytes = memoryBytes;
        this.cutBytes = cutBytes;
    }

    /** Has somebody told of {@link #messages} that are sent; before the board is used. */
    void onSent(SentListener listener) {
        sent = listener;
    }

    /** The listener of a new data connection, which gets its marker first. */
    LinkListener connection() {
        return new Connection(links);
    }

    /** The same for the user's data of open firmware, of which this board has none to send. */
    LinkListener openData() {
        return new Connection(openData);
    }

    @Override
    public boolean hasRoom() {
        boolean room = !links.isEmpty() && queued.get() <= memoryBytes;
        for (TcpLink link : links) {
            room &= link.writable();
        }
        return room;
    }

    @Override
    public void cleared() {
        ByteBuffer marker = ByteBuffer.allocate(Dig2Frame.HEADER);
        Dig2Encoder.message(marker, 0, 0, false);
        marker.flip();
        send(Unpooled.copiedBuffer(marker), openData);
        send(Unpooled.copiedBuffer(marker), links);
    }

    @Override
    public void group(ByteBuffer events, int count) {
        int piece = cutBytes > 0 ? cutBytes : events.remaining();
        int pieces = (events.remaining() + piece - 1) / piece;
        ByteBuffer header = ByteBuffer.allocate(Dig2Frame.HEADER);
        ByteBuf bytes =
                ByteBufAllocator.DEFAULT.buffer(events.remaining() + pieces * Dig2Frame.HEADER);
        int announced = 0;
        for (int i = 1; i <= pieces; i++) {
            int size = Math.min(piece, events.remaining());
            // One event is announced by each message, the rest by the last: any way is right.
            int share = i == pieces ? count - announced : Math.min(1, count - announced);
            announced += share;
            Dig2Encoder.message(header.clear(), size, share, i == pieces);
            bytes.writeBytes(header.flip());
            bytes.writeBytes(events.slice(events.position(), size));
            events.position(events.position() + size);
        }
        send(bytes, links);
    }

    @Override
    public void messages(ByteBuf messages, long ticks) {
        send(messages, links, sent == null ? null : () -> sent(ticks));
    }

    private void sent(long ticks) {
        sent.sent(SentListener.ALL_CHANNELS, ticks, SentListener.NOT_HELD, System.nanoTime());
    }

    private void send(ByteBuf bytes, List<TcpLink> to) {
        send(bytes, to, null);
    }

    // Always through the loop's queue, whoever calls: so markers keep their place among the data.
    private void send(ByteBuf bytes, List<TcpLink> to, Runnable told) {
        int size = bytes.readableBytes();
        queued.addAndGet(size);
        loop.execute(
                () -> {
                    queued.addAndGet(-size);
                    for (TcpLink link : to) {
                        if (told == null) {
                            link.send(bytes.retainedDuplicate());
                        } else {
                            link.send(bytes.retainedDuplicate(), told);
                        }
                    }
                    bytes.release();
                });
    }

    private final class Connection implements LinkListener {

        private final List<TcpLink> all;
        private TcpLink link;

        Connection(List<TcpLink> all) {
            this.all = all;
        }

        @Override
        public void opened(TcpLink opened) {
            link = opened;
            link.marks(memoryBytes / 2, memoryBytes);
            link.send(new byte[Dig2Frame.HEADER]);
            all.add(link);
        }

        @Override
        public void received(ByteBuf bytes) {
            // A client has nothing to say here.
        }

        @Override
        public void closed(String reason) {
            all.remove(link);
        }
    }
}
