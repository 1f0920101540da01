package cevns.drivers.epics;

import com.cosylab.epics.caj.cas.CAJServerContext;
import com.cosylab.epics.caj.cas.util.DefaultServerImpl;
import gov.aps.jca.CAException;
import gov.aps.jca.cas.ProcessVariableExistanceCallback;
import gov.aps.jca.cas.ProcessVariableExistanceCompletion;
import gov.aps.jca.configuration.ConfigurationException;
import gov.aps.jca.configuration.DefaultConfiguration;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves variables by Channel Access, with the server that is part of org.epics:jca. The library
 * listens on all addresses; on the loopback it answers no search from elsewhere, and it sends its
 * beacons to the loopback only.
 */
final class ChannelAccessServer implements PvServer {

    private static final Logger LOG = LoggerFactory.getLogger(ChannelAccessServer.class);

    private static final java.util.logging.Logger LIBRARY =
            java.util.logging.Logger.getLogger("com.cosylab.epics.caj");

    private final List<EpicsVariable> variables;
    private final List<ServedVariable> served = new ArrayList<>();
    private CAJServerContext context;

    ChannelAccessServer(List<EpicsVariable> variables) {
        this.variables = variables;
        LIBRARY.setLevel(java.util.logging.Level.SEVERE);
    }

    @Override
    public InetSocketAddress start(InetSocketAddress listenOn) throws IOException {
        Directory directory = new Directory(listenOn.getAddress().isLoopbackAddress());
        for (EpicsVariable variable : variables) {
            ServedVariable each = new ServedVariable(variable.name(), variable.unit());
            served.add(each);
            directory.registerProcessVariable(each);
        }
        try {
            context = new CAJServerContext();
            context.configure(configuration(listenOn.getPort()));
            context.initialize(directory);
        } catch (CAException | ConfigurationException | RuntimeException e) {
            throw new IOException("Channel Access at " + listenOn + ": " + e.getMessage(), e);
        }
        return new InetSocketAddress(listenOn.getAddress(), context.getUdpServerPort());
    }

    @Override
    public void post(int channel, double value, int severity, long timeNs) {
        served.get(channel).post(value, severity, timeNs);
    }

    @Override
    public void close() {
        if (context != null) {
            try {
                context.destroy();
            } catch (CAException | IllegalStateException e) {
                LOG.debug("the emulated server did not end well", e);
            }
        }
    }

    private static DefaultConfiguration configuration(int port) {
        DefaultConfiguration configuration = new DefaultConfiguration("CONTEXT");
        configuration.setAttribute("server_port", Integer.toString(port));
        configuration.setAttribute("beacon_addr_list", "127.0.0.1");
        configuration.setAttribute("auto_beacon_addr_list", "false");
        return configuration;
    }

    private static final class Directory extends DefaultServerImpl {

        private final boolean onlyHere;

        Directory(boolean onlyHere) {
            this.onlyHere = onlyHere;
        }

        @Override
        public ProcessVariableExistanceCompletion processVariableExistanceTest(
                String name, InetSocketAddress client, ProcessVariableExistanceCallback later)
                throws CAException {
            return onlyHere && !client.getAddress().isLoopbackAddress()
                    ? ProcessVariableExistanceCompletion.DOES_NOT_EXIST_HERE
                    : super.processVariableExistanceTest(name, client, later);
        }
    }
}
