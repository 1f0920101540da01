package cevns.drivers.sis3316;

import cevns.daq.time.WallClock;
import cevns.drivers.device.EmulatedDevice;
import cevns.drivers.device.SentListener;
import cevns.drivers.emulation.EmulatedSignals;
import cevns.drivers.link.DatagramListener;
import cevns.drivers.link.DeviceLoop;
import cevns.drivers.link.UdpLink;
import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.locks.LockSupport;

/**
 * A SIS3316 that is not there: a UDP socket that answers whoever asks, and a thread on which things
 * happen at its inputs in real time. Its serial number is 0.
 */
public final class Sis3316Emulator implements EmulatedDevice, DatagramListener {

    private static final long LONGEST_WAIT_NS = 20_000_000;

    /**
     * What is due is done at the latest before a client looks: to wake up more often is in vain.
     */
    private static final long SHORTEST_WAIT_NS = 1_000_000;

    private static final int RECEIVE_BUFFER = 1 << 20;

    private final InetSocketAddress listenOn;
    private final DeviceLoop loop = new DeviceLoop("sis3316-emulator");
    private final EmulatedBoard board;
    private final ByteBuffer request =
            ByteBuffer.allocate(UdpLink.LONGEST).order(ByteOrder.LITTLE_ENDIAN);
    private final Thread inputs = new Thread(this::play, "sis3316-emulator-inputs");
    private UdpLink link;
    private volatile boolean closed;
    private volatile boolean isCut;

    /**
     * Makes a board that does not listen yet.
     *
     * @param options what it is
     * @param signals what it sees; used by this board alone
     * @param listenOn where it takes requests; port 0 for any free one
     */
    public Sis3316Emulator(
            Sis3316EmulatorOptions options,
            EmulatedSignals signals,
            WallClock clock,
            InetSocketAddress listenOn) {
        this.listenOn = listenOn;
        board = new EmulatedBoard(options, signals, clock);
        inputs.setDaemon(true);
    }

    @Override
    public void start() {
        link = UdpLink.listen(loop, listenOn, RECEIVE_BUFFER, this);
        inputs.start();
    }

    @Override
    public void onSent(SentListener listener) {
        board.onSent(listener);
    }

    @Override
    public InetSocketAddress address() {
        return link.address();
    }

    /** Hits that the board has stored so far. */
    public long hits() {
        return board.hits();
    }

    /** Hits for which it had no room. */
    public long lostHits() {
        return board.lost();
    }

    @Override
    public void received(UdpLink socket, ByteBuf bytes, InetSocketAddress from) {
        bytes.readBytes(request.clear().limit(Math.min(bytes.readableBytes(), request.capacity())));
        request.flip();
        if (request.limit() > 0 && !isCut) {
            board.request(request, reply -> socket.sendNow(reply, from));
        }
    }

    private void play() {
        while (!closed) {
            long waitNs = board.act();
            if (waitNs > 0) {
                LockSupport.parkNanos(
                        Math.max(SHORTEST_WAIT_NS, Math.min(waitNs, LONGEST_WAIT_NS)));
            }
        }
    }

    @Override
    public void cut(boolean on) {
        isCut = on;
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(inputs);
        try {
            inputs.join(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        loop.close();
    }
}
