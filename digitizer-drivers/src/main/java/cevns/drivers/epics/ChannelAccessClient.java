package cevns.drivers.epics;

import gov.aps.jca.CAException;
import gov.aps.jca.Channel;
import gov.aps.jca.Context;
import gov.aps.jca.JCALibrary;
import gov.aps.jca.Monitor;
import gov.aps.jca.configuration.DefaultConfiguration;
import gov.aps.jca.dbr.DBR;
import gov.aps.jca.dbr.DBRType;
import gov.aps.jca.dbr.DOUBLE;
import gov.aps.jca.dbr.GR;
import gov.aps.jca.dbr.STS;
import gov.aps.jca.dbr.TIME;
import gov.aps.jca.dbr.TimeStamp;
import gov.aps.jca.event.ConnectionEvent;
import gov.aps.jca.event.GetEvent;
import gov.aps.jca.event.MonitorEvent;
import java.io.IOException;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Channel Access through the pure Java client of org.epics:jca. At each connection it asks for the
 * unit; with the first answer it subscribes, and the library renews the subscription by itself.
 */
final class ChannelAccessClient implements PvClient {

    private static final Logger LOG = LoggerFactory.getLogger(ChannelAccessClient.class);

    /** Longest time between two searches for an absent variable [s]. */
    private static final int MAX_SEARCH_S = 5;

    private static final java.util.logging.Logger LIBRARY =
            java.util.logging.Logger.getLogger("com.cosylab.epics.caj");

    static {
        // Else the library starts another Java machine that outlives us, for beacons we do without.
        System.setProperty("CA_DISABLE_REPEATER", "true");
        LIBRARY.setLevel(java.util.logging.Level.SEVERE);
    }

    private final EpicsOptions options;
    private final Executor executor;
    private PvListener listener;
    private Context context;

    /**
     * @param executor runs what may not run on the library's thread
     */
    ChannelAccessClient(EpicsOptions options, Executor executor) {
        this.options = options;
        this.executor = executor;
    }

    @Override
    public void open(PvListener hears) throws IOException {
        listener = hears;
        try {
            context = JCALibrary.getInstance().createContext(configuration());
            for (EpicsVariable variable : options.variables()) {
                new Subscription(variable.channel()).search(variable.name());
            }
            context.flushIO();
        } catch (CAException | IllegalStateException e) {
            close();
            throw new IOException("Channel Access: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        Context ending = context;
        context = null;
        if (ending != null) {
            try {
                ending.destroy();
            } catch (CAException | IllegalStateException e) {
                LOG.debug("Channel Access did not end well", e);
            }
        }
    }

    private DefaultConfiguration configuration() {
        DefaultConfiguration configuration = new DefaultConfiguration("CONTEXT");
        configuration.setAttribute("class", JCALibrary.CHANNEL_ACCESS_JAVA);
        configuration.setAttribute("addr_list", options.searchList());
        configuration.setAttribute("auto_addr_list", Boolean.toString(options.broadcast()));
        configuration.setAttribute("server_port", Integer.toString(options.port()));
        configuration.setAttribute(
                "connection_timeout", Double.toString(options.connectionTimeoutS()));
        configuration.setAttribute("max_search_interval", Integer.toString(MAX_SEARCH_S));
        return configuration;
    }

    private final class Subscription {

        private final int number;
        private Channel channel;
        private boolean subscribed;

        Subscription(int number) {
            this.number = number;
        }

        void search(String name) throws CAException {
            channel = context.createChannel(name, this::connection);
        }

        private void connection(ConnectionEvent event) {
            if (event.isConnected()) {
                executor.execute(this::ask);
            } else {
                listener.lost(number);
            }
        }

        private void ask() {
            try {
                channel.get(DBRType.CTRL_DOUBLE, 1, this::answered);
                flush();
            } catch (CAException | IllegalStateException e) {
                LOG.debug("{} was lost before it told its unit", channel, e);
            }
        }

        private void answered(GetEvent event) {
            String unit = event.getDBR() instanceof GR told ? told.getUnits() : null;
            listener.unit(number, unit == null ? "" : unit.trim());
            executor.execute(this::subscribe);
        }

        private void subscribe() {
            if (subscribed) {
                return;
            }
            try {
                channel.addMonitor(
                        DBRType.TIME_DOUBLE, 1, Monitor.VALUE | Monitor.ALARM, this::changed);
                subscribed = true;
                flush();
            } catch (CAException | IllegalStateException e) {
                LOG.debug("{} was lost before it was subscribed to", channel, e);
            }
        }

        private void flush() throws CAException {
            Context present = context;
            if (present != null) {
                present.flushIO();
            }
        }

        private void changed(MonitorEvent event) {
            DBR told = event.getDBR();
            if (told instanceof DOUBLE number && told instanceof TIME time && told.getCount() > 0) {
                TimeStamp stamp = time.getTimeStamp();
                listener.value(
                        this.number,
                        new PvValue(
                                number.getDoubleValue()[0],
                                ((STS) time).getSeverity().getValue(),
                                stamp == null ? 0 : stamp.secPastEpoch() + PvValue.EPOCH_1990,
                                stamp == null ? 0 : (int) stamp.nsec()));
            }
        }
    }
}
