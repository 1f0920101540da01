package cevns.drivers.link;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;

/** What happens on one UDP socket. All calls come on the thread of its loop. */
public interface DatagramListener {

    /** The socket stands; that says nothing of the other side. */
    default void opened(UdpLink link) {}

    /**
     * One datagram, whole. Valid during the call only.
     *
     * @param from who sent it
     */
    void received(UdpLink link, ByteBuf bytes, InetSocketAddress from);

    /**
     * The network says that nobody listens there. The socket stays: somebody may come.
     *
     * @param reason for people
     */
    default void unreachable(String reason) {}

    /**
     * The socket has ended or never came about. Called once, last.
     *
     * @param reason for people: what failed, or who closed
     */
    default void closed(String reason) {}
}
