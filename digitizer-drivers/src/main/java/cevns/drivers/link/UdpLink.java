package cevns.drivers.link;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/**
 * One UDP socket on a device's loop: connected to a device, whose datagrams alone it then takes, or
 * listening for anybody. {@link #send} and {@link #close} may be called from any thread, the
 * listener hears on the loop's thread. A link is used once.
 */
public final class UdpLink extends ChannelLink {

    /** Longest datagram that is taken whole: a jumbo frame's payload is shorter [bytes]. */
    public static final int LONGEST = 9216;

    /** Datagrams taken from the socket before anything else on the loop has its turn. */
    private static final int MOST_AT_ONCE = 64;

    private final DatagramListener listener;
    private final ByteBuffer room = ByteBuffer.allocateDirect(LONGEST);
    private final ByteBuf bytes = Unpooled.wrappedBuffer(room);
    private DatagramChannel socket;

    private UdpLink(DatagramListener listener) {
        super(listener::closed);
        this.listener = listener;
    }

    /**
     * Opens a socket on any free port that speaks with one device; {@link DatagramListener#opened}
     * or {@link DatagramListener#closed} tells how it went, never during this call.
     *
     * @param receiveBufferBytes SO_RCVBUF to ask for; 0 for what the system gives
     */
    public static UdpLink connect(
            DeviceLoop loop,
            String host,
            int port,
            int receiveBufferBytes,
            DatagramListener listener) {
        UdpLink link = new UdpLink(listener);
        loop.execute(
                () ->
                        link.attempted(
                                link.bootstrap(loop, receiveBufferBytes).connect(host, port),
                                "cannot reach " + host + ":" + port));
        return link;
    }

    /**
     * Opens a socket on any free port that takes datagrams of anybody; {@link
     * DatagramListener#opened} or {@link DatagramListener#closed} tells how it went.
     *
     * @param receiveBufferBytes SO_RCVBUF to ask for; 0 for what the system gives
     */
    public static UdpLink open(DeviceLoop loop, int receiveBufferBytes, DatagramListener listener) {
        UdpLink link = new UdpLink(listener);
        loop.execute(
                () ->
                        link.attempted(
                                link.bootstrap(loop, receiveBufferBytes).bind(0),
                                "cannot open a UDP socket"));
        return link;
    }

    /**
     * Opens a socket that takes datagrams of anybody; not to be called on the loop's thread.
     *
     * @param address where; port 0 for any free one
     * @param receiveBufferBytes SO_RCVBUF to ask for; 0 for what the system gives
     * @throws UncheckedIOException if the address cannot be had
     */
    public static UdpLink listen(
            DeviceLoop loop,
            InetSocketAddress address,
            int receiveBufferBytes,
            DatagramListener listener) {
        UdpLink link = new UdpLink(listener);
        ChannelFuture bound =
                link.bootstrap(loop, receiveBufferBytes).bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new UncheckedIOException(
                    "cannot listen on " + address.getHostString() + ":" + address.getPort(),
                    new IOException(bound.cause().getMessage(), bound.cause()));
        }
        return link;
    }

    private Bootstrap bootstrap(DeviceLoop loop, int receiveBufferBytes) {
        FixedRecvByteBufAllocator whole = new FixedRecvByteBufAllocator(LONGEST);
        whole.maxMessagesPerRead(1); // the others are taken by Events.drain
        Bootstrap bootstrap =
                new Bootstrap()
                        .group(loop.group())
                        .channelFactory(this::socket)
                        .option(ChannelOption.RECVBUF_ALLOCATOR, whole)
                        .handler(initializer(loop));
        if (receiveBufferBytes > 0) {
            bootstrap.option(ChannelOption.SO_RCVBUF, receiveBufferBytes);
        }
        return bootstrap;
    }

    private NioDatagramChannel socket() {
        try {
            socket = DatagramChannel.open();
            return new NioDatagramChannel(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ChannelInitializer<NioDatagramChannel> initializer(DeviceLoop loop) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(NioDatagramChannel ch) {
                stands(loop, ch);
                ch.pipeline().addLast(new Events());
            }
        };
    }

    /** Sends one datagram to somebody, from a listening socket, and releases it. */
    public void send(ByteBuf bytes, InetSocketAddress to) {
        channel().writeAndFlush(new DatagramPacket(bytes, to));
    }

    /**
     * Sends one datagram to somebody before it returns, from a socket that is not connected; lost
     * when the system has no room for it. On the loop's thread, once the socket stands. No copy is
     * made of bytes in a direct buffer.
     *
     * @param bytes from position to limit
     */
    public void sendNow(ByteBuffer bytes, InetSocketAddress to) {
        try {
            socket.send(bytes, to);
        } catch (IOException e) {
            listener.unreachable(text(e));
        }
    }

    /**
     * Sends a datagram without bytes to somebody, from a socket that is not connected; Netty itself
     * leaves those out. On the loop's thread, once the socket stands.
     */
    public void sendEmpty(InetSocketAddress to) {
        sendNow(ByteBuffer.allocate(0), to);
    }

    /**
     * The receive buffer that the system has granted, which may be less than was asked for [bytes];
     * 0 while there is no socket.
     */
    public int receiveBufferBytes() {
        Channel ch = channel();
        Integer granted = ch == null ? null : ch.config().getOption(ChannelOption.SO_RCVBUF);
        return granted == null ? 0 : granted;
    }

    /** Where it listens, with the real port. */
    public InetSocketAddress address() {
        return (InetSocketAddress) channel().localAddress();
    }

    private final class Events extends ChannelInboundHandlerAdapter {

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            listener.opened(UdpLink.this);
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) throws IOException {
            DatagramPacket packet = (DatagramPacket) message;
            try {
                if (!closeAsked()) {
                    listener.received(UdpLink.this, packet.content(), packet.sender());
                }
            } finally {
                packet.release();
            }
            drain(ctx.channel());
        }

        /**
         * Takes what else has come, each datagram into the same buffer: at 100,000 a second one
         * must not cost an object.
         */
        private void drain(Channel ch) throws IOException {
            for (int i = 1; i < MOST_AT_ONCE; i++) {
                if (closeAsked() || !ch.isOpen() || !ch.config().isAutoRead()) {
                    return;
                }
                InetSocketAddress from = (InetSocketAddress) socket.receive(room.clear());
                if (from == null) {
                    return;
                }
                listener.received(UdpLink.this, bytes.setIndex(0, room.position()), from);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            if (cause instanceof PortUnreachableException) {
                listener.unreachable("nobody listens there");
            } else if (cause instanceof IOException) {
                listener.unreachable(text(cause));
            } else {
                failListener(ctx, cause);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            over("closed by us");
        }
    }
}
