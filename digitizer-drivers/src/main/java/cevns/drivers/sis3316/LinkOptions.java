package cevns.drivers.sis3316;

import cevns.daq.config.ConfigTree;

/**
 * Where a board is and how it is spoken to.
 *
 * @param host name or address
 * @param port where its requests go
 * @param protocol which generation it speaks
 * @param jumbo true to have it send jumbo frames, as long as they come through
 * @param packets packets that a request for data asks for at the beginning, 1…15
 * @param gap code of the pause between its packets, 0…15
 * @param receiveBufferBytes SO_RCVBUF to ask for; 0 for what the system gives
 * @param replyMs longest wait for an answer [ms]
 * @param tries how often a question is asked before the board counts as gone
 */
record LinkOptions(
        String host,
        int port,
        Protocol protocol,
        boolean jumbo,
        int packets,
        int gap,
        int receiveBufferBytes,
        int replyMs,
        int tries) {

    /** Generation of the link's firmware. */
    enum Protocol {
        /** Found out at the first contact. */
        AUTO,
        /** With packet identifiers: V3316-2008 and newer. */
        NEW,
        /** Without. */
        OLD
    }

    /** Some packets in flight fill this; a system may grant less, which is shown. */
    private static final int RECEIVE_BUFFER = 8 << 20;

    static LinkOptions read(ConfigTree tree) {
        return new LinkOptions(
                tree.string("host"),
                tree.count("port", 1, 65535, PacketFrame.PORT),
                tree.choice("protocol", Protocol.class, Protocol.AUTO),
                tree.flag("jumbo", false),
                tree.count("packets_per_request", 1, PacketOrder.MOST_PACKETS, 10),
                tree.count("transmit_gap", 0, 15, 0),
                tree.count("receive_buffer_bytes", 0, 1 << 28, RECEIVE_BUFFER),
                tree.count("reply_timeout_ms", 1, 10_000, 100),
                tree.count("tries", 1, 100, 10));
    }
}
