package cevns.drivers.dig2;

import cevns.drivers.link.DeviceLoop;
import cevns.drivers.link.LinkListener;
import cevns.drivers.link.TcpAddress;
import cevns.drivers.link.TcpLink;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.CompletableFuture;

/** Data over TCP, the endpoint {@code raw}: messages and markers. */
final class TcpDataLink implements DataLink, LinkListener {

    private final DeviceLoop loop;
    private final TcpAddress address;
    private final Owner owner;
    private final MarkerBarrier barrier = new MarkerBarrier();
    private final Dig2Decoder decoder;
    private TcpLink link;
    private boolean closed;

    TcpDataLink(DeviceLoop loop, TcpAddress address, Dig2EventDecoder events, Owner owner) {
        this.loop = loop;
        this.address = address;
        this.owner = owner;
        decoder = new Dig2Decoder(barrier, events, owner);
    }

    @Override
    public CompletableFuture<Void> open() {
        decoder.opened();
        link = TcpLink.connect(loop, address, this);
        // The marker that the connection begins with says that it stands.
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public DataBarrier barrier() {
        return barrier;
    }

    @Override
    public void reading(boolean on) {
        link.reading(on);
    }

    @Override
    public void close() {
        closed = true;
        decoder.stop();
        link.close();
    }

    @Override
    public void opened(TcpLink opened) {}

    @Override
    public void received(ByteBuf bytes) {
        int count = bytes.readableBytes();
        owner.bytes(count);
        decoder.bytes(bytes.internalNioBuffer(bytes.readerIndex(), count));
    }

    @Override
    public void closed(String reason) {
        if (!closed) {
            owner.dataClosed(reason);
        }
    }
}
