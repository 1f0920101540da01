package cevns.drivers.slowcontrol;

import cevns.daq.config.ConfigTree;
import cevns.daq.config.Configs;
import cevns.daq.config.SourceConfig;
import cevns.daq.time.WallClock;
import cevns.drivers.Digitizers;
import cevns.drivers.device.Digitizer;
import cevns.drivers.device.Family;
import cevns.drivers.device.Simulation;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The kinds of instrument, and how each is set up so that a test has not to wait for it. */
enum Instruments {
    N1470("n1470", "channels = [0, 1]", ""),
    SHQ("shq", "", ""),
    LAKE_SHORE_218("lakeshore218", "gap_s = 0", "pause_s = 0"),
    LAKE_SHORE_336("lakeshore336", "heaters = [1]", ""),
    TPG("tpg", "gauges = [1, 2]", "continuous = true"),
    CRYOMECH_SMDP("cryomech", "protocol = smdp", ""),
    CRYOMECH_RTU("cryomech", "protocol = modbus_rtu", ""),
    CRYOMECH_TCP("cryomech", "protocol = modbus_tcp, cpa_3xxx = true", ""),
    NMEA("nmea", "", "every_s = 0.03");

    private static final String QUICK =
            "poll_s = 0.02, timeout_s = 0.3, retries = 1, stalled_after_s = 0.6,"
                    + " reconnect_after_s = 1.5, reconnect_s = [0.1]\n";

    final String family;
    private final String device;
    private final String emulator;

    Instruments(String family, String device, String emulator) {
        this.family = family;
        this.device = device;
        this.emulator = emulator;
    }

    /** An emulator on a free port, started. */
    InstrumentEmulator startEmulator(String more) {
        SourceConfig source = source("host = 127.0.0.1, port = 1", more);
        InstrumentEmulator made =
                (InstrumentEmulator)
                        family().emulator(
                                        source,
                                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                                        Simulation.from(WallClock.SYSTEM.nowNs()),
                                        WallClock.SYSTEM);
        source.emulator().problems().throwIfAny();
        made.start();
        return made;
    }

    /** A driver at a TCP port. */
    Digitizer driver(int port, String more) {
        return driver("host = 127.0.0.1, port = " + port + "\n" + more);
    }

    /** A driver at a serial line. */
    Digitizer serialDriver(String path, String more) {
        return driver("port = \"" + path + "\"\n" + more);
    }

    private Digitizer driver(String where) {
        SourceConfig source = source(where, "");
        Digitizer driver = family().driver(source, WallClock.SYSTEM);
        source.device().problems().throwIfAny();
        return driver;
    }

    private Family family() {
        return Digitizers.family(family);
    }

    private SourceConfig source(String where, String emulated) {
        return new SourceConfig(
                name().toLowerCase(java.util.Locale.ROOT),
                1,
                family,
                false,
                new SourceConfig.WhenLost(SourceConfig.WhenLost.Act.CONTINUE, 60),
                "",
                tree(QUICK + device + "\n" + where),
                tree(emulator + "\n" + emulated));
    }

    static ConfigTree tree(String text) {
        return Configs.parse(text, "test");
    }
}
