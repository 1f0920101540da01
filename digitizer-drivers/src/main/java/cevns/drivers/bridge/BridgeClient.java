package cevns.drivers.bridge;

import cevns.drivers.link.LinkListener;
import cevns.drivers.link.TcpLink;
import io.netty.buffer.ByteBuf;

/** One that reads an emulated bridge. Confined to its loop. */
final class BridgeClient implements LinkListener {

    private static final int MOST_UNSENT = 16 << 20;

    private final BridgeEmulator bridge;
    private TcpLink link;

    BridgeClient(BridgeEmulator bridge) {
        this.bridge = bridge;
    }

    @Override
    public void opened(TcpLink opened) {
        link = opened;
        link.marks(MOST_UNSENT / 2, MOST_UNSENT);
        bridge.admit(this);
    }

    @Override
    public void received(ByteBuf bytes) {
        // nobody has anything to say to a bridge
    }

    @Override
    public void closed(String reason) {
        bridge.left(this);
    }

    /** False while it reads too slowly: then the board fills up. */
    boolean takes() {
        return link.writable();
    }

    void send(byte[] frame) {
        if (takes()) {
            link.send(frame);
        }
    }
}
