package cevns.web.loop;

import cevns.analysis.Pipeline;
import cevns.analysis.monitor.Snapshot;
import cevns.daq.config.RunConfig;
import cevns.daq.config.SourceConfig;
import cevns.daq.record.EndReason;
import cevns.daq.record.RecordType;
import cevns.daq.record.RunMark;
import cevns.daq.record.RunMode;
import cevns.daq.truth.PulseSource;
import cevns.drivers.adara.StreamWire;
import cevns.drivers.dig2.BoardWire;
import cevns.drivers.emulation.CsiSettings;
import cevns.drivers.emulation.CsiTraces;
import cevns.drivers.emulation.EmulatedBeam;
import cevns.web.control.Version;

/**
 * A run of the emulated CsI detector as fast as the processor allows: board and facility stream
 * become the bytes of their protocols, the decoders of the drivers make records of them, and the
 * pipeline reads these at once. Only sockets and disk are left out. All on the caller's thread.
 */
final class InProcessRun {

    private static final int STATUS_EVERY = 60;

    private final Pipeline pipeline;
    private final PipelineSink control;
    private final PipelineSink board;
    private final BoardWire boardWire;
    private final StreamWire streamWire;
    private final CsiTraces traces;
    private long triggers;
    private Snapshot latest;

    /**
     * @param config what the pipeline does; of its sources board and stream are played
     * @param pulses what happens in the crystal; the detector's own effects are added
     */
    InProcessRun(
            RunConfig config,
            CsiSettings settings,
            EmulatedBeam beam,
            PulseSource pulses,
            double timeLapse) {
        pipeline = new Pipeline(snapshot -> latest = snapshot, config);
        control = new PipelineSink(0, pipeline);
        long startNs = beam.startNs();
        RunMark.RunStart start = Version.runStart(1, config, RunMode.SIMULATED, timeLapse, startNs);
        control.mark(RecordType.RUN_START, start);
        traces = new CsiTraces(settings, beam, pulses);
        SourceConfig digitizer = source(config, "dig2");
        board = new PipelineSink(digitizer.id(), pipeline);
        boardWire = new BoardWire(digitizer, traces, board);
        boardWire.start();
        SourceConfig facility = source(config, "adara");
        streamWire = new StreamWire(facility, startNs, new PipelineSink(facility.id(), pipeline));
    }

    /** The source of a family. */
    static SourceConfig source(RunConfig config, String family) {
        return config.sources().stream()
                .filter(source -> source.family().equals(family))
                .findFirst()
                .orElseThrow();
    }

    /** Takes so many cycles of the machine. */
    void take(int n) {
        for (int i = 0; i < n; i++) {
            boardWire.trigger();
            streamWire.pulse();
            if (++triggers % STATUS_EVERY == 0) {
                board.status(traces.nextTriggerNs());
            }
        }
    }

    /** Ends the run; its last snapshot, in which every mark is settled. */
    Snapshot finish() {
        boardWire.stop();
        streamWire.stop();
        long timeNs = traces.nextTriggerNs();
        RunMark.RunEnd end = new RunMark.RunEnd(timeNs, EndReason.OPERATOR, "");
        control.mark(RecordType.RUN_END, end);
        if (pipeline.residual() != 0) {
            throw new AssertionError("the ledger is off by " + pipeline.residual());
        }
        return latest;
    }
}
