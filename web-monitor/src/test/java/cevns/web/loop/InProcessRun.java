package cevns.web.loop;

import cevns.analysis.Pipeline;
import cevns.analysis.monitor.Snapshot;
import cevns.daq.config.RunConfig;
import cevns.daq.config.SourceConfig;
import cevns.daq.record.EndReason;
import cevns.daq.record.RecordSink;
import cevns.daq.record.RecordType;
import cevns.daq.record.RunMark;
import cevns.daq.record.RunMode;
import cevns.daq.truth.PulseSource;
import cevns.drivers.adara.StreamWire;
import cevns.drivers.dig2.BoardWire;
import cevns.drivers.emulation.CsiSettings;
import cevns.drivers.emulation.CsiTraces;
import cevns.drivers.emulation.EmulatedBeam;
import cevns.drivers.emulation.EmulatedTraces;
import cevns.web.control.Version;

/**
 * A run of an emulated detector as fast as the processor allows: board and facility stream become
 * the bytes of their protocols, the decoders of the drivers make records of them, and the pipeline
 * reads these at once. Only sockets and disk are left out. All on the caller's thread.
 */
final class InProcessRun {

    private static final int STATUS_EVERY = 60;

    private final Pipeline pipeline;
    private final PipelineSink control;
    private final PipelineSink board;
    private final WiredBoard boardWire;
    private final StreamWire streamWire;
    private final EmulatedTraces traces;
    private final int triggersPerCycle;
    private long triggers;
    private Snapshot latest;

    /**
     * The CsI detector.
     *
     * @param config what the pipeline does; of its sources board and stream are played
     * @param pulses what happens in the crystal; the detector's own effects are added
     */
    InProcessRun(
            RunConfig config,
            CsiSettings settings,
            EmulatedBeam beam,
            PulseSource pulses,
            double timeLapse) {
        this(
                config,
                new CsiTraces(settings, beam, pulses),
                "dig2",
                BoardWire::new,
                beam,
                timeLapse,
                1);
    }

    /**
     * Any detector that the beam reads out.
     *
     * @param family of its board
     * @param wired puts a board and its driver together
     * @param triggersPerCycle of the machine
     */
    InProcessRun(
            RunConfig config,
            EmulatedTraces traces,
            String family,
            Wired wired,
            EmulatedBeam beam,
            double timeLapse,
            int triggersPerCycle) {
        this.traces = traces;
        this.triggersPerCycle = triggersPerCycle;
        pipeline = new Pipeline(snapshot -> latest = snapshot, config);
        control = new PipelineSink(0, pipeline);
        long startNs = beam.startNs();
        RunMark.RunStart start = Version.runStart(1, config, RunMode.SIMULATED, timeLapse, startNs);
        control.mark(RecordType.RUN_START, start);
        SourceConfig digitizer = source(config, family);
        board = new PipelineSink(digitizer.id(), pipeline);
        boardWire = wired.wire(digitizer, traces, board);
        boardWire.start();
        SourceConfig facility = source(config, "adara");
        streamWire = new StreamWire(facility, startNs, new PipelineSink(facility.id(), pipeline));
    }

    /** Puts a board and its driver together. */
    interface Wired {
        WiredBoard wire(SourceConfig source, EmulatedTraces inputs, RecordSink sink);
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
            for (int trigger = 0; trigger < triggersPerCycle; trigger++) {
                boardWire.trigger();
            }
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
