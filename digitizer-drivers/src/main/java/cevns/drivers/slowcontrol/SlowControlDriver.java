package cevns.drivers.slowcontrol;

import cevns.daq.record.RecordSink;
import cevns.daq.record.SourceCounters;
import cevns.daq.record.SourceState;
import cevns.daq.time.WallClock;
import cevns.drivers.device.Digitizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads an instrument again and again, on a thread of its own, and records what it says. */
public final class SlowControlDriver implements Digitizer {

    private static final Logger LOG = LoggerFactory.getLogger(SlowControlDriver.class);
    private static final long CLOSE_MS = 900;

    private final String name;
    private final String family;
    private final SlowControlOptions options;
    private final Instrument instrument;
    private final WallClock clock;
    private volatile SlowControlReadout readout;
    private volatile Thread thread;
    private volatile SourceCounters counters = new SourceCounters();

    /**
     * Makes a driver that does nothing yet.
     *
     * @param name of the source in the run configuration
     * @param family driver family
     */
    public SlowControlDriver(
            String name,
            String family,
            SlowControlOptions options,
            Instrument instrument,
            WallClock clock) {
        this.name = name;
        this.family = family;
        this.options = options;
        this.instrument = instrument;
        this.clock = clock;
    }

    @Override
    public synchronized void start(RecordSink sink) {
        if (readout != null) {
            throw new IllegalStateException(name + " is started already");
        }
        close(); // of two threads at one sink the older must have ended
        SourceDescription description =
                new SourceDescription(name, family, options.where(), instrument);
        SlowControlReadout next = new SlowControlReadout(description, options, sink, clock);
        counters = sink.counters();
        readout = next;
        thread = new Thread(next, family + "-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public synchronized void stop() {
        SlowControlReadout ending = readout;
        if (ending != null) {
            ending.stop();
            readout = null;
        }
    }

    @Override
    public void close() {
        stop();
        Thread ending = thread;
        if (ending == null) {
            return;
        }
        try {
            ending.join(CLOSE_MS);
            if (ending.isAlive()) {
                LOG.warn("{}: the thread is still busy {} ms after it was to end", name, CLOSE_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // whoever interrupts does not want to wait
        }
    }

    @Override
    public SourceState state() {
        return counters.state;
    }

    @Override
    public String reason() {
        SlowControlReadout now = readout;
        return now == null ? "" : now.reason();
    }

    @Override
    public SourceCounters counters() {
        return counters;
    }
}
