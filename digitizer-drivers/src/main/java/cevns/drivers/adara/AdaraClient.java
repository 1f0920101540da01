package cevns.drivers.adara;

import cevns.drivers.adara.AdaraPacket.ClientHello;
import cevns.drivers.link.DeviceLoop;
import cevns.drivers.link.LinkListener;
import cevns.drivers.link.TcpLink;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client of the emulated stream service. Confined to its loop. */
final class AdaraClient implements LinkListener {

    private static final Logger LOG = LoggerFactory.getLogger(AdaraClient.class);

    /** A client that lets so much pile up does not read; the service drops it [bytes]. */
    private static final int MOST_UNSENT = 64 << 20;

    private final AdaraEmulator service;
    private final DeviceLoop loop;
    private final long helloTimeoutMs;
    private final AdaraHello hello = new AdaraHello(this::greeted);
    private TcpLink link;
    private DeviceLoop.Timer limit = () -> {};
    private boolean streaming;

    AdaraClient(AdaraEmulator service, DeviceLoop loop, long helloTimeoutMs) {
        this.service = service;
        this.loop = loop;
        this.helloTimeoutMs = helloTimeoutMs;
    }

    @Override
    public void opened(TcpLink opened) {
        link = opened;
        link.marks(MOST_UNSENT / 2, MOST_UNSENT);
        limit = loop.schedule(helloTimeoutMs, () -> drop("no hello"));
    }

    @Override
    public void received(ByteBuf bytes) {
        for (ByteBuffer piece : bytes.nioBuffers()) {
            String wrong = hello.feed(piece);
            if (!wrong.isEmpty()) {
                drop(wrong);
                return;
            }
        }
    }

    @Override
    public void closed(String reason) {
        limit.cancel();
        service.left(this);
    }

    /** Sends to a client that has said hello; the array must not change any more. */
    void send(byte[] packets) {
        if (!streaming) {
            return;
        }
        if (link.writable()) {
            link.send(packets);
        } else {
            drop("does not read");
        }
    }

    private void greeted(ClientHello said) {
        limit.cancel();
        streaming = true;
        service.admit(this, said.startSeconds());
    }

    private void drop(String why) {
        LOG.info("adara client {}: dropped, {}", link.remote(), why);
        link.close();
    }
}
