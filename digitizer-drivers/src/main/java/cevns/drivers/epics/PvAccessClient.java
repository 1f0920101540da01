package cevns.drivers.epics;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Executor;
import org.epics.pva.client.ClientChannelState;
import org.epics.pva.client.PVAChannel;
import org.epics.pva.client.PVAClient;
import org.epics.pva.data.PVAData;
import org.epics.pva.data.PVAInt;
import org.epics.pva.data.PVANumber;
import org.epics.pva.data.PVAString;
import org.epics.pva.data.PVAStructure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PV Access through org.phoebus:core-pva. A subscription of the library does not survive its
 * server, so it is made anew at each connection.
 */
final class PvAccessClient implements PvClient {

    private static final Logger LOG = LoggerFactory.getLogger(PvAccessClient.class);

    private final EpicsOptions options;
    private final Executor executor;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private PvListener listener;
    private PVAClient client;

    /**
     * @param executor runs what may not run on the library's thread
     */
    PvAccessClient(EpicsOptions options, Executor executor) {
        this.options = options;
        this.executor = executor;
    }

    @Override
    public void open(PvListener hears) throws IOException {
        listener = hears;
        client =
                PvaNetwork.client(
                        options.searchList(), options.broadcast(), options.connectionTimeoutS());
        for (EpicsVariable variable : options.variables()) {
            Subscription subscription = new Subscription(variable.channel());
            subscriptions.add(subscription);
            subscription.channel = client.getChannel(variable.name(), subscription::state);
        }
    }

    @Override
    public void close() {
        if (client != null) {
            subscriptions.forEach(Subscription::close);
            client.close();
        }
    }

    private final class Subscription {

        private final int number;
        private volatile PVAChannel channel;
        private AutoCloseable monitor;
        private volatile boolean connected;

        Subscription(int number) {
            this.number = number;
        }

        private void state(PVAChannel of, ClientChannelState state) {
            if (state == ClientChannelState.CONNECTED) {
                connected = true;
                executor.execute(() -> subscribe(of));
            } else if (connected) {
                connected = false;
                listener.lost(number);
            }
        }

        private void subscribe(PVAChannel to) {
            forget();
            try {
                monitor = to.subscribe("", this::changed);
            } catch (Exception e) { // the library declares no other
                LOG.debug("{} was lost before it was subscribed to", to, e);
            }
        }

        private void forget() {
            AutoCloseable old = monitor;
            monitor = null;
            if (old != null) {
                try {
                    old.close();
                } catch (Exception e) { // its server is gone, and it with that
                    LOG.debug("an old subscription did not end well", e);
                }
            }
        }

        void close() {
            PVAChannel ending = channel;
            if (ending != null) {
                ending.close();
            }
        }

        /** The structure is the library's and is used again: all is copied out here. */
        private void changed(PVAChannel of, BitSet changes, BitSet overruns, PVAStructure data) {
            if (data == null || !connected) { // the last words of a lost connection
                return;
            }
            PVAStructure display = part(data, "display");
            PVAString unit = display == null ? null : display.get("units");
            listener.unit(number, unit == null ? "" : unit.get().trim());
            PVAStructure alarm = part(data, "alarm");
            PVAInt severity = alarm == null ? null : alarm.get("severity");
            PVAStructure time = part(data, "timeStamp");
            listener.value(
                    number,
                    new PvValue(
                            number(data),
                            severity == null ? 0 : severity.get(),
                            time == null ? 0 : whole(time.get("secondsPastEpoch")),
                            time == null ? 0 : (int) whole(time.get("nanoseconds"))));
        }
    }

    /** The number of a scalar, the index of an enumeration, NaN of anything else. */
    private static double number(PVAStructure data) {
        PVAData value = data.get("value");
        if (value instanceof PVAStructure choice) {
            value = choice.get("index");
        }
        return value instanceof PVANumber number ? number.getNumber().doubleValue() : Double.NaN;
    }

    private static long whole(PVAData field) {
        return field instanceof PVANumber number ? number.getNumber().longValue() : 0;
    }

    private static PVAStructure part(PVAStructure data, String name) {
        PVAData field = data.get(name);
        return field instanceof PVAStructure structure ? structure : null;
    }
}
