package cevns.drivers.device;

import cevns.daq.config.SourceConfig;
import cevns.daq.time.WallClock;
import java.net.InetSocketAddress;
import java.util.List;

/** A family of devices: what it can do, and how to make its parts from a configuration. */
public interface Family {

    /** Name in a configuration: {@code dig2}. */
    String name();

    /** Its file formats; empty for none. */
    default List<RecordedFormat> formats() {
        return List.of();
    }

    /**
     * Reads the device options strictly, so that all problems are found before anything starts;
     * problems go where the tree puts them.
     */
    void check(SourceConfig source);

    /**
     * A driver for the device that the configuration names.
     *
     * @throws UnsupportedOperationException if this family is only read from files
     */
    default Digitizer driver(SourceConfig source, WallClock clock) {
        throw new UnsupportedOperationException(
                "family " + name() + " has no live driver, only recorded files");
    }

    /**
     * The same among the other drivers of a run.
     *
     * @param groups the same for all drivers of the run
     * @throws UnsupportedOperationException if this family is only read from files
     */
    default Digitizer driver(SourceConfig source, StartGroups groups, WallClock clock) {
        return driver(source, clock);
    }

    /**
     * An emulator of the device that the configuration names, from its block {@code emulator}.
     *
     * @param listenOn where it listens; port 0 for any free one
     * @param simulation the same for all emulators of a run
     * @throws UnsupportedOperationException if this family has none
     */
    default EmulatedDevice emulator(
            SourceConfig source,
            InetSocketAddress listenOn,
            Simulation simulation,
            WallClock clock) {
        throw new UnsupportedOperationException("family " + name() + " has no emulator");
    }
}
