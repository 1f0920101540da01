package cevns.drivers.orca;

import cevns.daq.config.ConfigTree;
import cevns.daq.record.RecordSink;
import cevns.daq.time.WallClock;
import cevns.drivers.device.StreamContract;
import cevns.drivers.emulation.StreamPlayback;
import cevns.drivers.link.StreamReader;
import java.util.function.Function;

/** What every live driver must do, done by that of this stream through a bad network. */
class OrcaContractTest extends StreamContract {

    @Override
    protected StreamPlayback playback(long startNs) {
        return new OrcaGenerator(2, 32, startNs, 100, 0);
    }

    @Override
    protected Function<RecordSink, StreamReader> readers(ConfigTree options) {
        OrcaOptions parsed = OrcaOptions.read(options);
        return sink -> new OrcaLive("source", "", parsed, sink, WallClock.SYSTEM);
    }
}
