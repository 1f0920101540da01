package cevns.drivers.link;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * The TCP port of a serial device server, or of an instrument that speaks its serial protocol over
 * TCP. A plain socket and not a {@link TcpLink}: whoever asks an instrument waits for the answer on
 * its own thread, as on a serial line.
 */
public final class SocketLink implements ByteLink {

    private final String host;
    private final int port;
    private final int connectTimeoutMs;
    private final Socket socket = new Socket();

    /**
     * Makes a link that is not open yet.
     *
     * @param connectTimeoutMs longest wait for the connection [ms]
     */
    public SocketLink(String host, int port, int connectTimeoutMs) {
        this.host = host;
        this.port = port;
        this.connectTimeoutMs = connectTimeoutMs;
    }

    @Override
    public void open() throws IOException {
        try {
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            InetSocketAddress address = new InetSocketAddress(host, port);
            if (address.isUnresolved()) {
                throw new IOException("no such host");
            }
            socket.connect(address, connectTimeoutMs);
        } catch (IOException e) {
            close();
            throw new IOException(
                    "cannot connect to " + host + ":" + port + ": " + e.getMessage(), e);
        }
    }

    @Override
    public int read(byte[] into, int offset, int waitMs) throws IOException {
        InputStream in = socket.getInputStream();
        if (waitMs == 0 && in.available() == 0) {
            return 0;
        }
        socket.setSoTimeout(Math.max(1, waitMs));
        try {
            int n = in.read(into, offset, into.length - offset);
            if (n < 0) {
                throw new EOFException("closed by the other side");
            }
            return n;
        } catch (SocketTimeoutException e) {
            return 0;
        }
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed all the same.
        }
    }
}
