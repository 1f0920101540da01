package cevns.drivers.dig2;

import cevns.drivers.dig2.wire.DatagramFrame;
import cevns.drivers.link.DatagramListener;
import cevns.drivers.link.DeviceLoop;
import cevns.drivers.link.UdpLink;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Data over UDP, the endpoint {@code rawudp}. The board learns where to send from empty datagrams
 * of ours, which go out until a register of its says that it has.
 */
final class UdpDataLink implements DataLink, DatagramListener {

    private static final long KNOCK_MS = 10;

    private final DeviceLoop loop;
    private final InetSocketAddress address;
    private final int receiveBufferBytes;
    private final int patienceMs;
    private final Supplier<CompletableFuture<String>> register;
    private final Owner owner;
    private final IdleBarrier barrier = new IdleBarrier();
    private final DatagramDecoder decoder;
    private final CompletableFuture<Void> known = new CompletableFuture<>();
    private DeviceLoop.Timer knocking = () -> {};
    private DeviceLoop.Timer patience = () -> {};
    private UdpLink link;
    private boolean closed;

    /**
     * @param patienceMs longest wait until the board knows us [ms]
     * @param register asks for the register's value
     */
    UdpDataLink(
            DeviceLoop loop,
            InetSocketAddress address,
            int receiveBufferBytes,
            int patienceMs,
            Supplier<CompletableFuture<String>> register,
            Dig2EventDecoder events,
            Owner owner) {
        this.loop = loop;
        this.address = address;
        this.receiveBufferBytes = receiveBufferBytes;
        this.patienceMs = patienceMs;
        this.register = register;
        this.owner = owner;
        decoder = new DatagramDecoder(barrier, events, owner);
    }

    @Override
    public CompletableFuture<Void> open() {
        link = UdpLink.open(loop, receiveBufferBytes, this);
        patience =
                loop.schedule(
                        patienceMs,
                        () ->
                                known.completeExceptionally(
                                        new IOException(
                                                "the board has not learned our UDP port in "
                                                        + patienceMs
                                                        + " ms")));
        ask();
        return known.whenComplete(
                (done, failure) -> {
                    knocking.cancel();
                    patience.cancel();
                });
    }

    @Override
    public void opened(UdpLink opened) {
        if (!known.isDone()) {
            opened.sendEmpty(address);
            knocking = loop.every(KNOCK_MS, () -> opened.sendEmpty(address));
        }
    }

    private void ask() {
        register.get()
                .whenComplete(
                        (value, failure) -> {
                            if (failure != null) {
                                known.completeExceptionally(failure);
                            } else if (!value.strip().equals("0")) {
                                known.complete(null);
                            } else if (!closed && !known.isDone()) {
                                loop.schedule(KNOCK_MS, this::ask);
                            }
                        });
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
        knocking.cancel();
        patience.cancel();
        link.close();
    }

    @Override
    public void received(UdpLink from, ByteBuf bytes, InetSocketAddress sender) {
        if (!closed && sender.equals(address)) {
            int count = bytes.readableBytes();
            // One without words is no data: a board that sends nothing else has stalled.
            if (count > DatagramFrame.FOOTER) {
                owner.bytes(count);
            }
            decoder.datagram(bytes.internalNioBuffer(bytes.readerIndex(), count));
        }
    }

    @Override
    public void closed(String reason) {
        if (!closed) {
            owner.dataClosed(reason);
        }
    }
}
