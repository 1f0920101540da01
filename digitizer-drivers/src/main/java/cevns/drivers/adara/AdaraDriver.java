package cevns.drivers.adara;

import cevns.daq.record.RecordSink;
import cevns.daq.record.SourceCounters;
import cevns.daq.record.SourceState;
import cevns.daq.time.WallClock;
import cevns.drivers.device.Digitizer;
import cevns.drivers.link.DeviceLoop;

/**
 * A live client of the facility's stream: connects, says hello once, and reads. After a lost
 * connection it asks for what it has missed. No trigger comes from here, only bookkeeping: pulses
 * arrive up to seconds after they were.
 */
public final class AdaraDriver implements Digitizer {

    private final String name;
    private final AdaraOptions options;
    private final WallClock clock;
    private volatile DeviceLoop loop;
    private volatile AdaraReadout readout;
    private volatile SourceCounters counters = new SourceCounters();

    /**
     * Makes a driver that does nothing yet.
     *
     * @param name of the source in the run configuration
     */
    public AdaraDriver(String name, AdaraOptions options, WallClock clock) {
        this.name = name;
        this.options = options;
        this.clock = clock;
    }

    @Override
    public synchronized void start(RecordSink sink) {
        if (readout != null) {
            throw new IllegalStateException(name + " is started already");
        }
        DeviceLoop fresh = new DeviceLoop("adara-" + name);
        AdaraReadout next = new AdaraReadout(name, options, sink, clock, fresh);
        counters = sink.counters();
        readout = next;
        loop = fresh;
        fresh.execute(next::begin);
    }

    @Override
    public synchronized void stop() {
        AdaraReadout ending = readout;
        if (ending != null) {
            loop.execute(ending::end);
            loop.shutdown();
            readout = null;
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
        AdaraReadout now = readout;
        return now == null ? "" : now.reason();
    }

    @Override
    public SourceCounters counters() {
        return counters;
    }
}
