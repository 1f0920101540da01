package cevns.drivers.epics;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.epics.pva.PVASettings;
import org.epics.pva.client.PVAClient;
import org.epics.pva.server.ClientAuthentication;
import org.epics.pva.server.PVAServer;
import org.epics.pva.server.ServerAuthorization;

/**
 * Makes clients and servers of PV Access. Their library keeps its settings for the whole program
 * and reads them when one is made; here they are set for each, under a lock, and nothing comes from
 * the environment: no search leaves this host unless a configuration says so.
 *
 * <p>The library's server can be told on which address it hears searches, not on which it takes
 * connections. A server for the loopback therefore answers no search from elsewhere, over UDP or
 * TCP, and no server lets anybody write.
 */
public final class PvaNetwork {

    /** A strong reference, so that its level lasts; a skipped update is a warning of it. */
    private static final Logger LIBRARY = Logger.getLogger("org.epics.pva");

    private static final int ANY_PORT = 0;

    private PvaNetwork() {}

    /**
     * A client.
     *
     * @param addresses where to search: {@code host:port}, separated by blanks
     * @param broadcast true to search the local networks too
     * @param connectionTimeoutS a silent server counts as lost after this [s]
     * @throws IOException if it has no network to search on
     */
    public static PVAClient client(String addresses, boolean broadcast, double connectionTimeoutS)
            throws IOException {
        synchronized (PvaNetwork.class) {
            common();
            PVASettings.EPICS_PVA_ADDR_LIST = addresses;
            PVASettings.EPICS_PVA_AUTO_ADDR_LIST = broadcast;
            PVASettings.EPICS_PVA_BROADCAST_PORT =
                    broadcast ? EpicsOptions.Protocol.PV_ACCESS.port : ANY_PORT;
            PVASettings.EPICS_PVA_CONN_TMO = (int) Math.ceil(connectionTimeoutS);
            try {
                return new PVAClient(true);
            } catch (Exception e) { // the library declares no other
                throw new IOException("PV Access: " + e.getMessage(), e);
            }
        }
    }

    /**
     * A server of read-only variables.
     *
     * @param at address and UDP port of searches; port 0 for any free one
     * @throws IOException if the address cannot be had
     */
    public static Server server(InetSocketAddress at) throws IOException {
        InetAddress address = at.getAddress();
        if (address == null) {
            throw new IOException("PV Access: no such host: " + at.getHostString());
        }
        synchronized (PvaNetwork.class) {
            common();
            try {
                int port = at.getPort() == ANY_PORT ? freePort(address) : at.getPort();
                PVASettings.EPICS_PVAS_INTF_ADDR_LIST = address.getHostAddress();
                PVASettings.EPICS_PVAS_BROADCAST_PORT = port;
                PVASettings.EPICS_PVA_SERVER_PORT = ANY_PORT;
                PVAServer server = new PVAServer();
                server.configureAuthorization(new ReadOnly(address.isLoopbackAddress()));
                return new Server(server, new InetSocketAddress(address, port));
            } catch (Exception e) { // the library declares no other
                throw new IOException("PV Access at " + at + ": " + e.getMessage(), e);
            }
        }
    }

    /**
     * A server and where it is found.
     *
     * @param server to make variables at; to be closed
     * @param searchedAt where clients search for it
     */
    public record Server(PVAServer server, InetSocketAddress searchedAt) {}

    private static void common() {
        LIBRARY.setLevel(Level.SEVERE);
        PVASettings.EPICS_PVA_NAME_SERVERS = "";
        PVASettings.EPICS_PVA_TLS_KEYCHAIN = "";
        PVASettings.EPICS_PVAS_TLS_KEYCHAIN = "";
        PVASettings.EPICS_PVA_ENABLE_IPV6 = false;
    }

    // The library shares ports with others that run already, so it must not be left to choose.
    private static int freePort(InetAddress address) throws IOException {
        try (DatagramSocket probe = new DatagramSocket(ANY_PORT, address)) {
            return probe.getLocalPort();
        }
    }

    private static final class ReadOnly extends ServerAuthorization {

        private final boolean onlyHere;

        ReadOnly(boolean onlyHere) {
            this.onlyHere = onlyHere;
        }

        @Override
        public boolean allowSearch(String variable, InetAddress client) {
            return !onlyHere || client.isLoopbackAddress();
        }

        @Override
        public boolean hasWriteAccess(String variable, ClientAuthentication client) {
            return false;
        }
    }
}
