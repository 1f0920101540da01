package cevns.drivers.device;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A bad network in front of one UDP port of a device: real sockets. Datagrams of the device are
 * lost, doubled, exchanged, cut short, corrupted or held back; requests may be lost as well. A
 * connection is a client's address.
 */
public final class FaultyDatagrams implements FaultyLink {

    private static final int LONGEST = 16 * 1024;
    private static final int HELD_MS = 5;

    private final InetSocketAddress device;
    private final InetAddress loopback = InetAddress.getLoopbackAddress();
    private final int port;
    private final Map<InetSocketAddress, DatagramSocket> clients = new ConcurrentHashMap<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final SplittableRandom random = new SplittableRandom(1);
    private volatile DatagramSocket front;
    private volatile double lose;
    private volatile double loseRequests;
    private volatile double duplicate;
    private volatile double duplicateRequests;
    private volatile int duplicateOpcode;
    private volatile double exchange;
    private volatile int flood;
    private volatile int longest;
    private volatile int shorten;
    private volatile long delayNs;
    private volatile int corruptEvery;
    private volatile long cutAfter = -1;
    private volatile boolean silent;
    private volatile boolean closed;
    private byte[] held;
    private long sinceFlip;

    /** Listens on a free port of the loopback address. */
    public FaultyDatagrams(InetSocketAddress device) {
        this.device = device;
        try {
            front = new DatagramSocket(new InetSocketAddress(loopback, 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        port = front.getLocalPort();
        listen(front);
    }

    /** Loses this share of what the device sends. */
    public void lose(double share) {
        lose = share;
    }

    /** Loses this share of what the driver sends. */
    public void loseRequests(double share) {
        loseRequests = share;
    }

    /** Sends this share of the requests twice that begin with a byte. */
    public void duplicateRequests(double share, int firstByte) {
        duplicateOpcode = firstByte;
        duplicateRequests = share;
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
    public void flood(int datagrams) {
        flood = datagrams;
    }

    /** Lets no datagram of the device through that is longer, as a network without jumbo frames. */
    public void longest(int bytes) {
        longest = bytes;
    }

    /** A datagram cannot be split: all above this length lose their end. */
    @Override
    public void split(int bytes) {
        shorten = bytes;
    }

    @Override
    public void join(int bytes) {}

    @Override
    public void delay(long millis) {
        delayNs = millis * 1_000_000;
    }

    @Override
    public void corrupt(int everyBytes) {
        corruptEvery = everyBytes;
    }

    @Override
    public void cutAfter(long bytes) {
        cutAfter = bytes;
    }

    @Override
    public void silent(boolean on) {
        silent = on;
    }

    @Override
    public synchronized void refuse(boolean on) {
        if (on && front != null) {
            front.close();
            front = null;
            cut();
        } else if (!on && front == null) {
            try {
                front = new DatagramSocket(new InetSocketAddress(loopback, port));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            listen(front);
        }
    }

    @Override
    public void cut() {
        clients.values().forEach(DatagramSocket::close);
        clients.clear();
    }

    @Override
    public void calm() {
        FaultyLink.super.calm();
        lose = 0;
        loseRequests = 0;
        duplicateRequests = 0;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public int connections() {
        return connections.get();
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (front != null) {
            front.close();
        }
        cut();
    }

    private void listen(DatagramSocket socket) {
        thread(
                "front",
                () -> {
                    byte[] bytes = new byte[LONGEST];
                    while (!socket.isClosed()) {
                        try {
                            DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
                            socket.receive(packet);
                            request(socket, packet);
                        } catch (IOException e) {
                            // Closed, or the device is not there: the loop decides.
                        }
                    }
                });
    }

    private void request(DatagramSocket socket, DatagramPacket packet) throws IOException {
        InetSocketAddress client = (InetSocketAddress) packet.getSocketAddress();
        DatagramSocket up = clients.get(client);
        if (up == null) {
            up = new DatagramSocket(new InetSocketAddress(loopback, 0));
            up.setReceiveBufferSize(1 << 20);
            up.setSoTimeout(HELD_MS);
            clients.put(client, up);
            connections.incrementAndGet();
            back(socket, up, client);
        }
        if (loseRequests == 0 || uniform() >= loseRequests) {
            up.send(new DatagramPacket(packet.getData(), packet.getLength(), device));
            boolean doubled = (packet.getData()[0] & 0xFF) == duplicateOpcode;
            if (doubled && uniform() < duplicateRequests) {
                up.send(new DatagramPacket(packet.getData(), packet.getLength(), device));
            }
        }
    }

    private void back(DatagramSocket socket, DatagramSocket up, InetSocketAddress client) {
        thread(
                "back",
                () -> {
                    byte[] bytes = new byte[LONGEST];
                    while (!up.isClosed()) {
                        try {
                            DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
                            up.receive(packet);
                            reply(socket, Arrays.copyOf(bytes, packet.getLength()), client);
                        } catch (SocketTimeoutException e) {
                            release(socket, client);
                        } catch (IOException e) {
                            // Closed, or the driver is not there: the loop decides.
                        }
                    }
                });
    }

    private synchronized void reply(DatagramSocket socket, byte[] bytes, InetSocketAddress client)
            throws IOException {
        boolean through = !silent && !closed && (longest == 0 || bytes.length <= longest);
        if (!through || lose > 0 && random.nextDouble() < lose) {
            return;
        }
        if (delayNs > 0) {
            LockSupport.parkNanos(delayNs);
        }
        if (cutAfter >= 0) {
            cutAfter -= Math.min(cutAfter, bytes.length);
            if (cutAfter == 0) {
                cutAfter = -1;
                clients.values().forEach(DatagramSocket::close);
                clients.clear();
                return;
            }
        }
        flip(bytes);
        byte[] sent = shorten > 0 && bytes.length > shorten ? Arrays.copyOf(bytes, shorten) : bytes;
        if (held == null && exchange > 0 && random.nextDouble() < exchange) {
            held = sent;
            return;
        }
        send(socket, sent, client);
        if (held != null) {
            send(socket, held, client);
            held = null;
        }
        for (int i = 0; i < flood; i++) {
            byte[] junk = new byte[random.nextInt(1, LONGEST)];
            random.nextBytes(junk);
            junk[0] = bytes[0];
            send(socket, junk, client);
        }
        if (duplicate > 0 && random.nextDouble() < duplicate) {
            send(socket, sent, client);
        }
    }

    /** Nothing came to overtake it. */
    private synchronized void release(DatagramSocket socket, InetSocketAddress client) {
        try {
            if (held != null) {
                send(socket, held, client);
            }
        } catch (IOException e) {
            // The driver is not there.
        }
        held = null;
    }

    private static void send(DatagramSocket socket, byte[] bytes, InetSocketAddress client)
            throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length, client));
    }

    private synchronized double uniform() {
        return random.nextDouble();
    }

    private void flip(byte[] bytes) {
        int every = corruptEvery;
        for (int i = 0; every > 0 && i < bytes.length; i++) {
            if (++sinceFlip >= every) {
                sinceFlip = 0;
                bytes[i] ^= (byte) (1 << (i & 7));
            }
        }
    }

    private static void thread(String name, Runnable task) {
        Thread thread = new Thread(task, "faulty-datagrams-" + name);
        thread.setDaemon(true);
        thread.start();
    }
}
