package cevns.drivers.link;

import io.netty.buffer.ByteBuf;

/** What happens on one connection. All calls come on the thread of its loop. */
public interface LinkListener {

    /** The connection stands. */
    void opened(TcpLink link);

    /**
     * Bytes, as TCP cut them, or one frame where the link has a frame decoder. Valid during the
     * call only. While this runs nothing more is read: a slow listener slows the peer.
     */
    void received(ByteBuf bytes);

    /** What was given to send has gone down below the low mark, or above the high mark. */
    default void writable(boolean writable) {}

    /**
     * The connection has ended or never came about. Called once, last.
     *
     * @param reason for people: what failed, or who closed
     */
    void closed(String reason);
}
