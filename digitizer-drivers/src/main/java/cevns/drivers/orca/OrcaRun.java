package cevns.drivers.orca;

import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.drivers.fcio.FaultListener;
import java.util.List;

/**
 * Run records: start, heartbeats and end of runs and sub-runs.
 *
 * <pre>
 *   word 1   sub-run (31..16) | 5 sub-run starts | 4 sub-run ends | 3 heartbeat | 0 run starts
 *   word 2   run number, of a heartbeat the seconds to the next one
 *   word 3   Unix time [s]
 * </pre>
 */
final class OrcaRun implements OrcaReader {

    static final String[] DECODERS = {"ORRunDecoderForRun"};

    private static final int WORDS = 4;
    private static final int START = 1;
    private static final long S = 1_000_000_000L;

    private final List<OrcaReader> readers;
    private final FaultListener faults;
    private long timeNs;

    /**
     * @param readers told of the start of a run
     */
    OrcaRun(List<OrcaReader> readers, FaultListener faults) {
        this.readers = readers;
        this.faults = faults;
    }

    @Override
    public void take(String decoder, OrcaRecord record, long offset) {
        if (record.words() != WORDS) {
            String what = "run record of " + record.words() + " words, " + WORDS + " expected";
            faults.fault(FrameFault.LENGTH, offset, what);
            return;
        }
        timeNs = S * (record.word(3) & 0xFFFF_FFFFL);
        if ((record.word(1) & START) != 0) {
            for (OrcaReader reader : readers) {
                reader.runStart(timeNs);
            }
        }
    }

    @Override
    public void cut(String decoder, OrcaRecord record) {
        // No unit is in a run record.
    }

    @Override
    public void lost(LossCause cause) {
        // Run records are no source.
    }

    @Override
    public long timeNs() {
        return timeNs;
    }

    @Override
    public void end() {
        // Run records are no source.
    }
}
