package cevns.drivers.device;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A bad network in front of one TCP port of a device: real sockets, one proxy per port. What the
 * driver sends passes untouched; what the device sends is split, joined, corrupted, doubled,
 * exchanged, held back or cut, as the switches say at that moment. Closing it closes every
 * connection and ends its threads.
 */
public final class FaultyProxy implements FaultyLink {

    private static final int LONGEST_JUNK = 16 * 1024;

    private final ServerSocket server;
    private final InetSocketAddress device;
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final SplittableRandom random = new SplittableRandom(1);
    private volatile int pieceBytes;
    private volatile int joinBytes;
    private volatile long delayNs;
    private volatile int corruptEvery;
    private volatile double duplicate;
    private volatile double exchange;
    private volatile int flood;
    private volatile long cutAfter = -1;
    private volatile boolean silent;
    private volatile boolean refusing;
    private volatile boolean closed;

    /** Listens on a free port of the loopback address. */
    public FaultyProxy(InetSocketAddress device) {
        this.device = device;
        try {
            server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread("accept", this::accept);
    }

    /** The port that the driver connects to. */
    @Override
    public int port() {
        return server.getLocalPort();
    }

    /** How many connections have been accepted and passed on so far. */
    @Override
    public int connections() {
        return connections.get();
    }

    /** Sends in pieces of this many bytes, each a packet of its own; 0 for as they come. */
    @Override
    public void split(int bytes) {
        pieceBytes = bytes;
    }

    /** Holds bytes back until so many have come, then sends them in one; 0 for as they come. */
    @Override
    public void join(int bytes) {
        joinBytes = bytes;
    }

    /** Delays everything. */
    @Override
    public void delay(long millis) {
        delayNs = millis * 1_000_000;
    }

    /** Turns over one bit in every so many bytes; 0 for none. */
    @Override
    public void corrupt(int everyBytes) {
        corruptEvery = everyBytes;
    }

    @Override
    public void duplicate(double share) {
        duplicate = share;
    }

    @Override
    public void exchange(double share) {
        exchange = share;
    }

    @Override
    public void flood(int pieces) {
        flood = pieces;
    }

    /**
     * Cuts the connection, in the middle of a record or not, when so many more bytes are through.
     */
    @Override
    public void cutAfter(long bytes) {
        cutAfter = bytes;
    }

    /** Holds everything back while the connections stay open; what was held comes when it ends. */
    @Override
    public void silent(boolean on) {
        silent = on;
    }

    /** Closes each new connection at once, as where nobody listens. */
    @Override
    public void refuse(boolean on) {
        refusing = on;
    }

    /** Cuts every connection now. */
    @Override
    public void cut() {
        open.forEach(FaultyProxy::quietly);
        open.clear();
    }

    @Override
    public void close() {
        closed = true;
        quietly(server);
        cut();
    }

    private void accept() {
        while (!closed) {
            try {
                Socket driver = server.accept();
                if (refusing) {
                    quietly(driver);
                } else {
                    connect(driver);
                }
            } catch (IOException e) {
                // The listening socket was closed, or the device is not there: the loop decides.
            }
        }
    }

    private void connect(Socket driver) throws IOException {
        open.add(driver);
        Socket upstream = new Socket();
        open.add(upstream);
        try {
            upstream.connect(device, 2000);
        } catch (IOException e) {
            quietly(driver);
            throw e;
        }
        driver.setTcpNoDelay(true);
        upstream.setTcpNoDelay(true);
        connections.incrementAndGet();
        thread("up", () -> pump(driver, upstream, false));
        thread("down", () -> pump(upstream, driver, true));
        if (closed) {
            cut();
        }
    }

    private void pump(Socket from, Socket to, boolean faulty) {
        byte[] bytes = new byte[1 << 16];
        int held = 0;
        byte[] overtaken = null;
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            while (true) {
                int n = in.read(bytes, held, bytes.length - held);
                if (n < 0) {
                    break;
                }
                held += n;
                if (!faulty) {
                    out.write(bytes, 0, held);
                    held = 0;
                } else if (held >= Math.min(joinBytes, bytes.length)) {
                    byte[] piece = Arrays.copyOf(bytes, held);
                    held = 0;
                    if (overtaken == null && isDrawn(exchange)) {
                        overtaken = piece;
                    } else {
                        send(piece, out);
                        if (overtaken != null) {
                            send(overtaken, out);
                            overtaken = null;
                        }
                    }
                }
            }
        } catch (IOException e) {
            // Either side went away: so does the other.
        } finally {
            quietly(from);
            quietly(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private long sinceFlip;

    private void send(byte[] piece, OutputStream out) throws IOException {
        while (silent && !closed) {
            LockSupport.parkNanos(1_000_000);
        }
        if (delayNs > 0) {
            LockSupport.parkNanos(delayNs);
        }
        flip(piece);
        write(piece, out);
        if (isDrawn(duplicate)) {
            write(piece, out);
        }
        for (int i = flood; i > 0; i--) {
            write(junk(), out);
        }
    }

    private void write(byte[] bytes, OutputStream out) throws IOException {
        int n = bytes.length;
        long left = cutAfter;
        int through = left >= 0 ? (int) Math.min(left, n) : n;
        int piece = pieceBytes > 0 ? pieceBytes : Math.max(1, through);
        for (int at = 0; at < through; at += piece) {
            out.write(bytes, at, Math.min(piece, through - at));
            out.flush();
        }
        if (left >= 0) {
            cutAfter = left <= n ? -1 : left - n;
            if (left <= n) {
                throw new IOException("cut as asked");
            }
        }
    }

    private synchronized boolean isDrawn(double share) {
        return share > 0 && random.nextDouble() < share;
    }

    private synchronized byte[] junk() {
        byte[] bytes = new byte[random.nextInt(1, LONGEST_JUNK)];
        random.nextBytes(bytes);
        return bytes;
    }

    private synchronized void flip(byte[] bytes) {
        int every = corruptEvery;
        for (int i = 0; every > 0 && i < bytes.length; i++) {
            if (++sinceFlip >= every) {
                sinceFlip = 0;
                bytes[i] ^= (byte) (1 << (i & 7));
            }
        }
    }

    private static void quietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            // Closing is all that was wanted.
        }
    }

    private static void thread(String name, Runnable task) {
        Thread thread = new Thread(task, "faulty-proxy-" + name);
        thread.setDaemon(true);
        thread.start();
    }
}
