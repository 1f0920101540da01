package cevns.web.control;

import cevns.daq.config.SourceConfig;
import cevns.daq.queue.RunWriter;
import cevns.daq.record.SourceCounters;
import cevns.daq.record.SourceState;
import cevns.daq.time.WallClock;
import cevns.drivers.Digitizers;
import cevns.drivers.device.Digitizer;
import cevns.drivers.device.StartGroups;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One source of a run being taken: its driver and the writer that its records go to. Started and
 * stopped on the control thread, looked at from any.
 */
public final class SourceRunner {

    private static final Logger LOG = LoggerFactory.getLogger(SourceRunner.class);

    private final SourceConfig config;
    private final RunWriter writer;
    private final StartGroups groups;
    private final WallClock clock;
    private final SourceWatch watch;
    private volatile Digitizer driver;

    /**
     * @param groups the same for all sources of the run
     */
    SourceRunner(SourceConfig config, RunWriter writer, StartGroups groups, WallClock clock) {
        this.config = config;
        this.writer = writer;
        this.groups = groups;
        this.clock = clock;
        this.watch = new SourceWatch(config.whenLost());
        this.driver = Digitizers.family(config.family()).driver(config, groups, clock);
    }

    /** The source. */
    public SourceConfig config() {
        return config;
    }

    /** State of the driver. */
    public SourceState state() {
        return driver.state();
    }

    /** Why the driver is in that state, for people; empty when all is well. */
    public String reason() {
        return driver.reason();
    }

    /** What it has counted in this run. */
    public SourceCounters counters() {
        return writer.counters();
    }

    SourceWatch watch() {
        return watch;
    }

    void start() {
        driver.start(writer);
    }

    /** Asks the device to stop; returns at once. */
    void stop() {
        driver.stop();
    }

    /** Waits until the driver's thread has ended, so that nobody writes any more. */
    void close() {
        try {
            driver.close();
        } catch (RuntimeException e) {
            LOG.error("source {} did not close", config.name(), e);
        }
    }

    /** Gives the source a new driver; all that the old one counted stays. */
    void restart() {
        close();
        driver = Digitizers.family(config.family()).driver(config, groups, clock);
        start();
    }
}
