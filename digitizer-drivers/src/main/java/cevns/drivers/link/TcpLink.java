package cevns.drivers.link;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Supplier;
import jdk.net.ExtendedSocketOptions;

/**
 * One TCP connection on a device's loop. {@link #send} and {@link #close} may be called from any
 * thread, the listener hears on the loop's thread. A link is used once: to connect again, make
 * another.
 */
public final class TcpLink extends ChannelLink {

    private static final int KEEP_ALIVE_COUNT = 20;
    private static final int LARGEST_READ = 1 << 20;

    private final LinkListener listener;

    TcpLink(LinkListener listener) {
        super(listener::closed);
        this.listener = listener;
    }

    /**
     * Begins to connect; {@link LinkListener#opened} or {@link LinkListener#closed} tells how it
     * went, never during this call.
     */
    public static TcpLink connect(DeviceLoop loop, TcpAddress to, LinkListener listener) {
        TcpLink link = new TcpLink(listener);
        loop.execute(() -> link.connect(loop, to));
        return link;
    }

    private void connect(DeviceLoop loop, TcpAddress to) {
        Bootstrap bootstrap =
                new Bootstrap()
                        .group(loop.group())
                        .channel(NioSocketChannel.class)
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, to.connectTimeoutMs());
        if (to.keepAliveSeconds() > 0) {
            bootstrap
                    .option(ChannelOption.SO_KEEPALIVE, true)
                    .option(
                            NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE),
                            to.keepAliveSeconds())
                    .option(
                            NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL),
                            to.keepAliveSeconds())
                    .option(
                            NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT),
                            KEEP_ALIVE_COUNT);
        }
        if (to.receiveBufferBytes() > 0) {
            bootstrap.option(ChannelOption.SO_RCVBUF, to.receiveBufferBytes());
        }
        bootstrap.handler(initializer(loop, to.framing()));
        attempted(bootstrap.connect(to.host(), to.port()), "cannot connect to " + to);
    }

    /** Sets up a channel that stands or is to stand, with this link at the end of its pipeline. */
    ChannelInitializer<SocketChannel> initializer(
            DeviceLoop loop, Supplier<ChannelHandler> framing) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(SocketChannel ch) {
                stands(loop, ch);
                ch.config()
                        .setRecvByteBufAllocator(
                                new AdaptiveRecvByteBufAllocator(2048, 65_536, LARGEST_READ));
                if (framing != null) {
                    ch.pipeline().addLast(framing.get());
                }
                ch.pipeline().addLast(new Events());
            }
        };
    }

    /** Sends bytes; the array must not change any more. */
    public void send(byte[] bytes) {
        send(Unpooled.wrappedBuffer(bytes));
    }

    /**
     * Sets how much may wait to be sent before {@link #writable} says no.
     *
     * @param low writable again below it [bytes]
     * @param high not writable above it [bytes]
     */
    public void marks(int low, int high) {
        channel().config().setWriteBufferWaterMark(new WriteBufferWaterMark(low, high));
    }

    /** False while more than the high mark waits to be sent. */
    public boolean writable() {
        Channel to = channel();
        return to != null && to.isWritable();
    }

    /** The other end. */
    public InetSocketAddress remote() {
        return (InetSocketAddress) channel().remoteAddress();
    }

    private final class Events extends ChannelInboundHandlerAdapter {

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            listener.opened(TcpLink.this);
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            try {
                // A listener that has closed the link need not expect what was read before.
                if (!closeAsked()) {
                    listener.received(bytes);
                }
            } finally {
                bytes.release();
            }
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext ctx) {
            listener.writable(ctx.channel().isWritable());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            if (cause instanceof IOException || cause instanceof DecoderException) {
                fail(ctx, cause);
            } else {
                failListener(ctx, cause);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            over(closeAsked() ? "closed by us" : "closed by the other side");
        }
    }
}
