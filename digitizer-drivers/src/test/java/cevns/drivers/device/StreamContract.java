package cevns.drivers.device;

import cevns.daq.config.ConfigTree;
import cevns.daq.config.Configs;
import cevns.daq.record.RecordSink;
import cevns.daq.time.WallClock;
import cevns.drivers.emulation.StreamPlayback;
import cevns.drivers.emulation.StreamServer;
import cevns.drivers.link.StreamDriver;
import cevns.drivers.link.StreamOptions;
import cevns.drivers.link.StreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Function;

/** What every live driver must do, done by those of devices that only send. */
public abstract class StreamContract extends DigitizerContract {

    /** What the device sends to one client. */
    protected abstract StreamPlayback playback(long startNs);

    /** Makes the readers, from options that nothing has been read of yet. */
    protected abstract Function<RecordSink, StreamReader> readers(ConfigTree options);

    @Override
    protected final Bench bench() {
        long startNs = WallClock.SYSTEM.nowNs();
        StreamServer server =
                new StreamServer(
                        "stream-emulator",
                        () -> playback(startNs),
                        WallClock.SYSTEM,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.start();
        FaultyProxy link = new FaultyProxy(server.address());
        ConfigTree tree =
                Configs.parse(
                        """
                        host = 127.0.0.1
                        port = %d
                        simulated = true
                        stalled_s = 0.5
                        silence_s = 1.5
                        reconnect_s = [0.1]
                        """
                                .formatted(link.port()),
                        "stream-contract");
        Function<RecordSink, StreamReader> readers = readers(tree);
        StreamOptions stream = StreamOptions.read(tree, 0);
        tree.rejectUnknown();
        tree.problems().throwIfAny();
        return new Bench(
                server,
                List.of(link),
                new StreamDriver("source", stream, WallClock.SYSTEM, readers));
    }
}
