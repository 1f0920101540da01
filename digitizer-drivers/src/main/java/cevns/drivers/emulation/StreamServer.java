package cevns.drivers.emulation;

import cevns.daq.time.WallClock;
import cevns.drivers.device.EmulatedDevice;
import cevns.drivers.link.DeviceLoop;
import cevns.drivers.link.LinkListener;
import cevns.drivers.link.TcpLink;
import cevns.drivers.link.TcpServer;
import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A device that listens and only sends. Each client gets the stream from its beginning; one that
 * reads too slowly gets what follows later, not less.
 */
public final class StreamServer implements EmulatedDevice {

    private static final long PERIOD_MS = 10;
    private static final int MOST_UNSENT = 16 << 20;

    private final Supplier<StreamPlayback> playbacks;
    private final WallClock clock;
    private final InetSocketAddress listenOn;
    private final DeviceLoop loop;
    private final TcpServer server;
    private final List<Client> clients = new ArrayList<>();

    /**
     * @param name of its thread
     * @param playbacks makes the stream of a client
     * @param listenOn port 0 for any free one
     */
    public StreamServer(
            String name,
            Supplier<StreamPlayback> playbacks,
            WallClock clock,
            InetSocketAddress listenOn) {
        this.playbacks = playbacks;
        this.clock = clock;
        this.listenOn = listenOn;
        loop = new DeviceLoop(name);
        server = new TcpServer(loop, Client::new, null);
    }

    @Override
    public void start() {
        server.listen(listenOn);
        loop.every(PERIOD_MS, () -> List.copyOf(clients).forEach(Client::serve));
    }

    @Override
    public InetSocketAddress address() {
        return server.address();
    }

    @Override
    public void cut(boolean on) {
        server.cut(on);
    }

    @Override
    public void close() {
        server.close();
        loop.close();
    }

    /** One that reads. Confined to the loop. */
    private final class Client implements LinkListener {
        private StreamPlayback playback;
        private TcpLink link;

        @Override
        public void opened(TcpLink opened) {
            link = opened;
            link.marks(MOST_UNSENT / 2, MOST_UNSENT);
            playback = playbacks.get();
            clients.add(this);
            serve();
        }

        @Override
        public void received(ByteBuf bytes) {
            // nobody has anything to say to it
        }

        @Override
        public void closed(String reason) {
            clients.remove(this);
        }

        void serve() {
            if (link.writable()) {
                byte[] due = playback.next(clock.nowNs());
                if (due.length > 0) {
                    link.send(due);
                }
            }
        }
    }
}
