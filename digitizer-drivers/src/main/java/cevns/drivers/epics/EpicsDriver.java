package cevns.drivers.epics;

import cevns.daq.record.RecordSink;
import cevns.daq.record.SourceCounters;
import cevns.daq.record.SourceState;
import cevns.daq.time.WallClock;
import cevns.drivers.device.Digitizer;
import cevns.drivers.link.DeviceLoop;

/** Reads process variables, on a thread of its own beside those of the library. */
public final class EpicsDriver implements Digitizer {

    private final String name;
    private final EpicsOptions options;
    private final WallClock clock;
    private volatile DeviceLoop loop;
    private volatile EpicsReadout readout;
    private volatile SourceCounters counters = new SourceCounters();

    /**
     * Makes a driver that does nothing yet.
     *
     * @param name of the source in the run configuration
     */
    public EpicsDriver(String name, EpicsOptions options, WallClock clock) {
        this.name = name;
        this.options = options;
        this.clock = clock;
    }

    @Override
    public synchronized void start(RecordSink sink) {
        if (readout != null) {
            throw new IllegalStateException(name + " is started already");
        }
        DeviceLoop fresh = new DeviceLoop("epics-" + name);
        EpicsReadout next = new EpicsReadout(name, options, sink, clock, fresh);
        counters = sink.counters();
        readout = next;
        loop = fresh;
        fresh.execute(next::begin);
    }

    @Override
    public synchronized void stop() {
        EpicsReadout ending = readout;
        if (ending != null) {
            loop.execute(() -> leave(ending.end()));
            loop.shutdown();
            readout = null;
        }
    }

    /** The libraries wait for servers that may be gone; the run does not wait for them. */
    private void leave(PvClient client) {
        if (client != null) {
            Thread closing = new Thread(client::close, "epics-" + name + "-closing");
            closing.setDaemon(true);
            closing.start();
        }
    }

    @Override
    public void close() {
        stop();
        DeviceLoop ending = loop;
        if (ending != null) {
            ending.close();
        }
    }

    @Override
    public SourceState state() {
        return counters.state;
    }

    @Override
    public String reason() {
        EpicsReadout now = readout;
        return now == null ? "" : now.reason();
    }

    @Override
    public SourceCounters counters() {
        return counters;
    }
}
