package cevns.web.loop;

import cevns.analysis.Pipeline;
import cevns.analysis.monitor.Snapshot;
import cevns.daq.config.RunConfig;
import cevns.daq.config.SourceConfig;
import cevns.daq.record.BeamSignal;
import cevns.daq.record.EndReason;
import cevns.daq.record.RecordDispatcher;
import cevns.daq.record.RecordEncoder;
import cevns.daq.record.RecordText;
import cevns.daq.record.RecordType;
import cevns.daq.record.RunMark;
import cevns.daq.record.RunMode;
import cevns.daq.record.SourceCounters;
import cevns.daq.record.SourceInfo;
import cevns.daq.record.SourceState;
import cevns.daq.record.TriggerKind;
import cevns.daq.record.WaveformHeader;
import cevns.daq.truth.PulseSource;
import cevns.drivers.emulation.CsiSettings;
import cevns.drivers.emulation.CsiTraces;
import cevns.drivers.emulation.EmulatedBeam;
import cevns.drivers.emulation.EmulatedCycle;
import cevns.web.control.Version;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Iterator;
import java.util.List;

/**
 * A run of the emulated CsI detector as fast as the processor allows: traces become the records
 * that the driver would write, and the pipeline reads them at once. Only the sockets are left out;
 * that what is encoded is decoded to the same samples is proven with the driver.
 */
final class InProcessRun {

    private static final int SAMPLES = 35_000;
    private static final int PRE_TRIGGER = 27_500;
    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

    private final RecordEncoder encoder = new RecordEncoder();
    private final RecordDispatcher dispatcher = new RecordDispatcher();
    private final ByteBuffer record =
            ByteBuffer.allocateDirect(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
    private final ByteBuffer samples =
            ByteBuffer.allocate(2 * SAMPLES).order(ByteOrder.LITTLE_ENDIAN);
    private final char[] trace = new char[SAMPLES];
    private final WaveformHeader header = new WaveformHeader();
    private final Pipeline pipeline;
    private final Source control = new Source(0);
    private final Source board;
    private final Source stream;
    private final CsiTraces traces;
    private final Iterator<EmulatedCycle> cycles;
    private long numbers;
    private long triggers;
    private Snapshot latest;

    /** One source of the run, with its own sequence. */
    private final class Source {
        private final int id;
        private final SourceCounters counters = new SourceCounters();
        private long sequence;

        private Source(int id) {
            this.id = id;
        }

        private void add(int length) {
            encoder.seal(length, id, sequence++);
            record.clear();
            record.put(encoder.buffer().slice(0, length)).flip();
            dispatcher.dispatch(record, length, numbers++, pipeline);
        }

        private void unit(int length) {
            counters.unitsRead++;
            counters.recordsWritten++;
            add(length);
        }

        private void begin(String name, long timeNs) {
            SourceInfo info =
                    new SourceInfo(
                            name,
                            "emulated",
                            name + "-EMU",
                            "0",
                            "1",
                            true,
                            timeNs,
                            0,
                            8_000_000,
                            48,
                            List.of(),
                            "{}");
            add(encoder.text(RecordType.INFO, timeNs, RecordText.of(info)));
            status(timeNs);
        }

        private void status(long timeNs) {
            counters.state = SourceState.RUNNING;
            add(encoder.status(counters, timeNs));
        }
    }

    /**
     * @param config what the pipeline does; its first source is the board, the second the stream
     * @param pulses what happens in the crystal; the detector's own effects are added
     */
    InProcessRun(
            RunConfig config,
            CsiSettings settings,
            EmulatedBeam beam,
            PulseSource pulses,
            double timeLapse) {
        pipeline = new Pipeline(snapshot -> latest = snapshot, config);
        traces = new CsiTraces(settings, beam, pulses);
        cycles = beam.cycles();
        List<SourceConfig> sources = config.sources();
        board = new Source(sources.get(0).id());
        stream = new Source(sources.get(1).id());
        long startNs = beam.startNs();
        RunMark.RunStart start = Version.runStart(1, config, RunMode.SIMULATED, timeLapse, startNs);
        control.add(encoder.text(RecordType.RUN_START, startNs, RecordText.of(start)));
        board.begin(sources.get(0).name(), startNs);
        stream.begin(sources.get(1).name(), startNs);
    }

    /** Takes so many cycles of the machine. */
    void take(int n) {
        for (int i = 0; i < n; i++) {
            EmulatedCycle cycle = cycles.next();
            long timeNs = traces.nextTriggerNs();
            board.add(encoder.beamMark(BeamSignal.T39, timeNs, 0, 0, 0, Float.NaN, 0));
            waveform(CsiTraces.PMT, timeNs);
            waveform(CsiTraces.VETO, timeNs);
            triggers++;
            traces.advance();
            int bits =
                    encoder.beamPulse(
                            cycle.timeNs(),
                            0,
                            0,
                            cycle.cycle(),
                            cycle.flavor(),
                            cycle.chargeCounts(),
                            cycle.ringPeriodPs(),
                            cycle.veto(),
                            0);
            stream.unit(bits);
            if (triggers % 60 == 0) {
                board.status(timeNs);
                stream.status(timeNs);
            }
        }
    }

    private void waveform(int channel, long timeNs) {
        traces.fill(channel, trace, SAMPLES, PRE_TRIGGER, 2);
        samples.clear();
        samples.asCharBuffer().put(trace);
        header.timeNs = timeNs;
        header.channel = channel;
        header.triggerId = triggers;
        header.kinds = TriggerKind.BEAM.bit();
        header.channelsInTrigger = 2;
        header.sampleWidthPs = 2000;
        header.preTrigger = PRE_TRIGGER;
        board.unit(encoder.waveform(header, EMPTY, samples));
    }

    /** Ends the run; its last snapshot, in which every mark is settled. */
    Snapshot finish() {
        long timeNs = traces.nextTriggerNs();
        board.status(timeNs);
        stream.status(timeNs);
        RunMark.RunEnd end = new RunMark.RunEnd(timeNs, EndReason.OPERATOR, "");
        control.add(encoder.text(RecordType.RUN_END, timeNs, RecordText.of(end)));
        return latest;
    }
}
