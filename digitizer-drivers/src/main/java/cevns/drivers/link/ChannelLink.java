package cevns.drivers.link;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What links over TCP and UDP have in common: a channel that stands some time after it was asked
 * for, and one end, which is told once with its reason.
 */
abstract class ChannelLink {

    private static final Logger LOG = LoggerFactory.getLogger(ChannelLink.class);

    private final Consumer<String> listener;
    private volatile Channel channel;
    private volatile boolean closeAsked;
    private boolean over;
    private String trouble = "";

    /** Makes a link without a channel; the listener is told why it has ended. */
    ChannelLink(Consumer<String> listener) {
        this.listener = listener;
    }

    /** Takes the channel of an attempt to connect, and tells its failure as an end. */
    final void attempted(ChannelFuture attempt, String what) {
        channel = attempt.channel();
        attempt.addListener(
                done -> {
                    if (!done.isSuccess()) {
                        over(what + ": " + text(done.cause()));
                    }
                });
        if (closeAsked) {
            channel.close();
        }
    }

    /** Takes a channel that stands or is to stand. */
    final void stands(DeviceLoop loop, Channel ch) {
        channel = ch;
        loop.closes(ch);
    }

    /** The channel; null before there is one. */
    final Channel channel() {
        return channel;
    }

    /** True once we have closed: a listener that has done so need not expect what comes then. */
    final boolean closeAsked() {
        return closeAsked;
    }

    /** Sends bytes and releases them; sent in the order given. Lost if the link has ended. */
    public final void send(ByteBuf bytes) {
        Channel to = channel;
        if (to == null) {
            bytes.release();
        } else {
            to.writeAndFlush(bytes);
        }
    }

    /** Sends bytes as above, and does something when the last of them is with the system. */
    public final void send(ByteBuf bytes, Runnable sent) {
        Channel to = channel;
        if (to == null) {
            bytes.release();
            return;
        }
        to.writeAndFlush(bytes)
                .addListener(
                        done -> {
                            if (done.isSuccess()) {
                                sent.run();
                            }
                        });
    }

    /**
     * False leaves what comes in the socket, so that TCP slows the peer and UDP drops what has no
     * room; true takes it up again.
     */
    public final void reading(boolean on) {
        channel.config().setAutoRead(on);
    }

    /** Closes; what waits to be sent is dropped. The listener hears of it, once. */
    public final void close() {
        closeAsked = true;
        Channel ch = channel;
        if (ch != null) {
            ch.close();
        }
    }

    /** Ends the link for what went wrong with the connection. */
    final void fail(ChannelHandlerContext ctx, Throwable cause) {
        trouble = text(cause);
        ctx.close();
    }

    /** Ends the link for an exception of its listener, which is a mistake of ours. */
    final void failListener(ChannelHandlerContext ctx, Throwable cause) {
        LOG.error("{}: the listener failed", ctx.channel(), cause);
        fail(ctx, cause);
    }

    /** Tells the end, unless it has been told; what went wrong before is the better reason. */
    final void over(String reason) {
        if (!over) {
            over = true;
            listener.accept(trouble.isEmpty() ? reason : trouble);
        }
    }

    static String text(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
