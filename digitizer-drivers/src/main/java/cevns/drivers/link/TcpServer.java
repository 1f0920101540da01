package cevns.drivers.link;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.function.Supplier;

/** The listening side of an emulator, on its loop. Each connection gets a listener of its own. */
public final class TcpServer implements AutoCloseable {

    private final DeviceLoop loop;
    private final Supplier<LinkListener> listeners;
    private final Supplier<ChannelHandler> framing;
    private final ChannelGroup accepted;
    private volatile Channel channel;
    private volatile boolean isCut;

    /**
     * Makes a server that does not listen yet.
     *
     * @param listeners makes the listener of each connection, on the loop's thread
     * @param framing makes the frame decoder of each connection, or null for bytes as they come
     */
    public TcpServer(
            DeviceLoop loop, Supplier<LinkListener> listeners, Supplier<ChannelHandler> framing) {
        this.loop = loop;
        this.listeners = listeners;
        this.framing = framing;
        accepted = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    }

    /**
     * Begins to listen; not to be called on the loop's thread.
     *
     * @param address where; port 0 for any free one
     * @throws UncheckedIOException if the address cannot be had
     */
    public void listen(InetSocketAddress address) {
        ChannelFuture bound =
                new ServerBootstrap()
                        .group(loop.group())
                        .channel(NioServerSocketChannel.class)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childHandler(new Accepted())
                        .bind(address)
                        .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new UncheckedIOException(
                    "cannot listen on " + address.getHostString() + ":" + address.getPort(),
                    new IOException(bound.cause().getMessage(), bound.cause()));
        }
        channel = bound.channel();
        loop.closes(channel); // or the address stays taken until the thread has ended
    }

    /** Where it listens, with the real port. */
    public InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }

    /**
     * Ends all connections and each new one at once, as a link that is cut; or takes them again.
     */
    public void cut(boolean on) {
        isCut = on;
        if (on) {
            accepted.close();
        }
    }

    /** Stops listening; connections stay. */
    @Override
    public void close() {
        if (channel != null) {
            channel.close().awaitUninterruptibly(500);
        }
    }

    private final class Accepted extends ChannelInitializer<SocketChannel> {
        @Override
        protected void initChannel(SocketChannel ch) {
            if (isCut) {
                ch.close();
                return;
            }
            accepted.add(ch);
            ch.pipeline().addLast(new TcpLink(listeners.get()).initializer(loop, framing));
        }
    }
}
