package cevns.drivers.device;

import cevns.drivers.incident.IncidentKind;
import cevns.drivers.incident.IncidentScript;
import java.net.InetSocketAddress;
import java.util.function.Function;

/**
 * An emulated device at whose plug and whose cable somebody pulls, as a script says. Started and
 * closed by one thread, {@link #act} called by any.
 */
public final class SwitchedDevice implements EmulatedDevice {

    private final Function<InetSocketAddress, EmulatedDevice> maker;
    private final IncidentScript script;
    private InetSocketAddress address;
    private EmulatedDevice device;
    private SentListener sent;
    private boolean isCut;
    private boolean closed;

    /**
     * Makes a device that is switched off.
     *
     * @param maker makes the device, not listening yet, at an address; called each time that it is
     *     switched on
     * @param listenOn where it listens at first, and then ever again
     * @param script what happens to it
     */
    public SwitchedDevice(
            Function<InetSocketAddress, EmulatedDevice> maker,
            InetSocketAddress listenOn,
            IncidentScript script) {
        this.maker = maker;
        this.script = script;
        address = listenOn;
        device = maker.apply(listenOn);
    }

    @Override
    public synchronized void start() {
        device.start();
        address = device.address();
    }

    @Override
    public synchronized InetSocketAddress address() {
        return address;
    }

    @Override
    public synchronized void onSent(SentListener listener) {
        sent = listener;
        device.onSent(listener);
    }

    /**
     * Does what is due.
     *
     * @param nowNs [host time, ns since the Unix epoch]
     */
    public synchronized void act(long nowNs) {
        if (closed) {
            return;
        }
        boolean isDown = script.is(IncidentKind.BOARD_DOWN, nowNs);
        if (isDown && device != null) {
            device.close();
            device = null;
        } else if (!isDown && device == null) {
            device = maker.apply(address);
            if (sent != null) {
                device.onSent(sent);
            }
            device.start();
            isCut = false;
        }
        boolean cut =
                script.is(IncidentKind.LINK_CUT, nowNs)
                        || script.is(IncidentKind.STREAM_CUT, nowNs);
        if (device != null && cut != isCut) {
            isCut = cut;
            device.cut(cut);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (device != null) {
            device.close();
        }
    }
}
