package cevns.drivers.link;

import io.netty.channel.ChannelHandler;
import java.util.function.Supplier;

/**
 * Where and how to connect.
 *
 * @param host name or address
 * @param port 1…65535
 * @param connectTimeoutMs longest wait for the connection [ms]
 * @param keepAliveSeconds idle time and interval of TCP keep-alive [s]; 0 for none
 * @param receiveBufferBytes SO_RCVBUF to ask for; 0 for what the system gives
 * @param framing makes the frame decoder of a connection, or null for bytes as they come
 */
public record TcpAddress(
        String host,
        int port,
        int connectTimeoutMs,
        int keepAliveSeconds,
        int receiveBufferBytes,
        Supplier<ChannelHandler> framing) {

    /** Four seconds to connect, keep-alive every four, bytes as they come. */
    public TcpAddress(String host, int port) {
        this(host, port, 4000, 4, 0, null);
    }

    public TcpAddress withConnectTimeoutMs(int timeoutMs) {
        return new TcpAddress(host, port, timeoutMs, keepAliveSeconds, receiveBufferBytes, framing);
    }

    public TcpAddress withReceiveBufferBytes(int bytes) {
        return new TcpAddress(host, port, connectTimeoutMs, keepAliveSeconds, bytes, framing);
    }

    public TcpAddress withFraming(Supplier<ChannelHandler> decoder) {
        return new TcpAddress(
                host, port, connectTimeoutMs, keepAliveSeconds, receiveBufferBytes, decoder);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
