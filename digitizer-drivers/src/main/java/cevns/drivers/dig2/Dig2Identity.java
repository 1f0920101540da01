package cevns.drivers.dig2;

import cevns.drivers.dig2.wire.CommandReply;
import cevns.drivers.dig2.wire.DatagramFrame;
import cevns.drivers.dig2.wire.Firmware;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What must be known of a board before its data can be read. One per connection. */
final class Dig2Identity {

    private static final Logger LOG = LoggerFactory.getLogger(Dig2Identity.class);
    private static final int KNOWN_VERSION = 104; // 1.4; the patch does not matter
    private static final String TCP = "raw";
    private static final String UDP = "rawudp";

    private final Dig2Options options;
    private final BoardDialog board;
    private final List<String> endpoints = new ArrayList<>();
    private int channels;
    private double samplePs;
    private int dataPort = DatagramFrame.PORT;
    private InetAddress dataHost;

    Dig2Identity(Dig2Options options, BoardDialog board) {
        this.options = options;
        this.board = board;
    }

    /**
     * Connects as the client and asks.
     *
     * @param reached the address that the commands go to
     */
    CompletableFuture<Void> identify(InetAddress reached) {
        dataHost = reached;
        return board.connect()
                .thenAccept(this::checkVersion)
                .thenCompose(done -> board.get("/par/numch"))
                .thenAccept(text -> channels = (int) BoardDialog.whole("/par/numch", text, 1, 64))
                .thenCompose(done -> board.get("/par/adc_samplrate"))
                .thenAccept(
                        text -> samplePs = 1e6 / BoardDialog.real("/par/adc_samplrate", text, 1e-3))
                .thenCompose(done -> board.ask("getChildHandles", "/endpoint"))
                .thenCompose(reply -> BoardDialog.each(reply.value(), this::endpoint))
                .thenCompose(done -> checkEndpoints())
                .thenCompose(done -> isBehindUsb(reached) ? usb() : BoardDialog.nothing());
    }

    private void checkVersion(CommandReply reply) {
        if (reply.value().size() > 1) {
            String version = reply.value().get(1);
            if (!version.matches("\\d{1,9}") || Integer.parseInt(version) / 100 > KNOWN_VERSION) {
                LOG.warn(
                        "{}: its server {} is not the 1.4 we know, nor older",
                        options.host(),
                        version);
            }
        }
    }

    private CompletableFuture<Void> endpoint(String handle) {
        return board.ask("getNodeProperties", BoardDialog.handle(handle), "", "")
                .thenAccept(
                        reply -> {
                            if (reply.value().size() > 1
                                    && reply.value().get(1).equals("ENDPOINT")) {
                                endpoints.add(reply.first().toLowerCase(Locale.ROOT));
                            }
                        });
    }

    private CompletableFuture<Void> checkEndpoints() {
        List<String> decoded = new ArrayList<>(endpoints);
        decoded.removeAll(List.of(TCP, UDP, "opendata"));
        Firmware firmware = options.firmware();
        if (!decoded.isEmpty() && !decoded.contains(firmware.endpoint)) {
            throw BoardDialog.refused(
                    "not a board with " + firmware.fwType + " firmware: it offers " + decoded);
        }
        if (isUdp()) {
            return BoardDialog.nothing();
        }
        String path = "/endpoint/raw/port";
        return board.get(path)
                .thenAccept(text -> dataPort = (int) BoardDialog.whole(path, text, 1, 65535));
    }

    private static boolean isBehindUsb(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 16 && bytes[0] == (byte) 0xFD && bytes[1] == (byte) 0xA7;
    }

    /** A board behind USB, fda7:…, may have a second network for its data. */
    private CompletableFuture<Void> usb() {
        return board.get("/par/hascdc")
                .thenAccept(
                        text -> {
                            if (text.equalsIgnoreCase("True")) {
                                dataHost = dataNetwork(dataHost);
                            }
                        })
                .handle((done, failure) -> BoardDialog.orRefused(options.host(), failure));
    }

    /** The address of the same board in the network of its data, fda6:…. */
    static InetAddress dataNetwork(InetAddress ofCommands) {
        byte[] bytes = ofCommands.getAddress();
        bytes[1] = (byte) 0xA6;
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + bytes.length + " bytes", e);
        }
    }

    /** True when its data come over UDP. */
    boolean isUdp() {
        return endpoints.contains(UDP) && !endpoints.contains(TCP);
    }

    /** Port of the data. */
    int dataPort() {
        return options.dataPort() > 0 ? options.dataPort() : dataPort;
    }

    /** Where the data come from. */
    String dataHost() {
        return dataHost.getHostAddress();
    }

    /** Asks whether the board knows where to send data over UDP; "0" when it does not. */
    CompletableFuture<String> clientKnown() {
        return board.ask("getValue", 0, "/par/registermisc", DatagramFrame.KNOWS_CLIENT)
                .thenApply(CommandReply::first);
    }

    /** Channels of the board. */
    int channels() {
        return channels;
    }

    /** Sampling period [ps]. */
    double samplePs() {
        return samplePs;
    }
}
