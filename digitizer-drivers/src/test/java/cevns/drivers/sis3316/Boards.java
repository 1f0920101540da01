package cevns.drivers.sis3316;

import cevns.daq.config.ConfigTree;
import cevns.daq.config.Configs;
import cevns.daq.time.WallClock;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Emulated boards and drivers for tests, on loopback sockets. */
final class Boards {

    /** A board with packet identifiers, 16 bits, jumbo frames. */
    static final Sis3316EmulatorOptions NEW =
            new Sis3316EmulatorOptions(true, false, true, 1 << 24, 32, 0);

    /** Two channels with short traces, triggered by themselves. */
    static final String TWO_CHANNELS =
            """
            groups { 0 { raw_samples = 64, pre_trigger_samples = 16 } }
            channels {
              "0..1" {
                format_bits = 5
                fir { peaking_samples = 8, gap_samples = 4, threshold = 2000 }
              }
            }
            """;

    private Boards() {}

    static Sis3316Emulator start(Sis3316EmulatorOptions options, int channels, long periodNs) {
        Sis3316Emulator emulator =
                new Sis3316Emulator(
                        options,
                        new SteadySignals(channels, periodNs),
                        WallClock.SYSTEM,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        emulator.start();
        return emulator;
    }

    static Sis3316Options options(int port, String more) {
        ConfigTree tree =
                Configs.parse(
                        """
                        host = 127.0.0.1
                        port = %d
                        poll_ms = 5
                        swap_ms = 20
                        reply_timeout_ms = 100
                        tries = 3
                        stalled_s = 0.4
                        reconnect_s = [0.1]
                        """
                                        .formatted(port)
                                + more,
                        "sis3316-test");
        Sis3316Options options = Sis3316Options.read(tree);
        tree.rejectUnknown();
        tree.problems().throwIfAny();
        return options;
    }

    static Sis3316Driver driver(int port, String more) {
        return new Sis3316Driver("board", options(port, more), WallClock.SYSTEM);
    }
}
