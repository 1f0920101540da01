package cevns.drivers.adara;

import cevns.daq.config.ConfigTree;
import cevns.daq.config.Configs;
import cevns.daq.time.WallClock;
import cevns.drivers.emulation.EmulatedBeam;
import cevns.drivers.emulation.EmulatedBeamSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Emulator and driver of one machine, on free ports of this host, quick in all they wait for. */
final class AdaraLoopback {

    private AdaraLoopback() {}

    /** A machine that has been running for this long. */
    static EmulatedBeam beam(String settings, double sinceS) {
        long startNs = WallClock.SYSTEM.nowNs() - Math.round(sinceS * 1e9);
        return new EmulatedBeam(EmulatedBeamSettings.read(tree(settings)), startNs);
    }

    static AdaraEmulator emulator(String settings, EmulatedBeam beam) {
        AdaraEmulatorSettings read =
                AdaraEmulatorSettings.read(tree("latency_s=0.05\n" + settings));
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        AdaraEmulator emulator = new AdaraEmulator(read, beam, WallClock.SYSTEM, any);
        emulator.start();
        return emulator;
    }

    static AdaraDriver driver(int port, String more) {
        String quick =
                "host = 127.0.0.1, port = %d, stalled_after_s = 0.5, reconnect_after_s = 1.5"
                                .formatted(port)
                        + ", reconnect_s = [0.1]\n";
        AdaraOptions options = AdaraOptions.read(tree(quick + more));
        return new AdaraDriver("beam", options, WallClock.SYSTEM);
    }

    private static ConfigTree tree(String text) {
        return Configs.parse(text, "test");
    }
}
