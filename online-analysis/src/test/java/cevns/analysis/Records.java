package cevns.analysis;

import cevns.daq.record.BeamSignal;
import cevns.daq.record.EndReason;
import cevns.daq.record.LossCause;
import cevns.daq.record.LossView;
import cevns.daq.record.Note;
import cevns.daq.record.Quality;
import cevns.daq.record.RecordDispatcher;
import cevns.daq.record.RecordEncoder;
import cevns.daq.record.RecordHandler;
import cevns.daq.record.RecordText;
import cevns.daq.record.RecordType;
import cevns.daq.record.RunMark;
import cevns.daq.record.RunMode;
import cevns.daq.record.RunType;
import cevns.daq.record.SourceCounters;
import cevns.daq.record.SourceInfo;
import cevns.daq.record.SourceState;
import cevns.daq.record.WaveformHeader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The records of a run in memory, laid out as on disk, one array of bytes each. */
public final class Records {

    /** 2026-11-20 10:00 UTC [ns]. */
    public static final long START_NS = 1_795_168_800_000_000_000L;

    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

    private final RecordEncoder encoder = new RecordEncoder();
    private final List<byte[]> all = new ArrayList<>();
    private final Source control = new Source(0);

    public List<byte[]> all() {
        return all;
    }

    public Source source(int id) {
        return new Source(id);
    }

    public Records start(String config) {
        return start(config, RunMode.LIVE, 1);
    }

    public Records start(String config, RunMode mode, double timeLapse) {
        return start(config, mode, timeLapse, "");
    }

    public Records start(String config, RunMode mode, double timeLapse, String carried) {
        var start =
                new RunMark.RunStart(
                        START_NS,
                        17,
                        RunType.PHYSICS,
                        mode,
                        timeLapse,
                        config,
                        "hash",
                        "0.1.0",
                        "17",
                        "mara",
                        carried);
        control.add(encoder.text(RecordType.RUN_START, START_NS, RecordText.of(start)));
        return this;
    }

    public Records subrun(int number, long timeNs) {
        var mark = new RunMark.SubrunStart(timeNs, number);
        control.add(encoder.text(RecordType.SUBRUN_START, timeNs, RecordText.of(mark)));
        return this;
    }

    public Records end(long timeNs) {
        var mark = new RunMark.RunEnd(timeNs, EndReason.OPERATOR, "");
        control.add(encoder.text(RecordType.RUN_END, timeNs, RecordText.of(mark)));
        return this;
    }

    public Records tick(long timeNs) {
        control.add(encoder.tick(timeNs));
        return this;
    }

    public Records note(Note note) {
        control.add(encoder.text(RecordType.NOTE, note.timeNs(), RecordText.of(note)));
        return this;
    }

    /** Hands every record to the handler as a reader would. */
    public void play(RecordHandler handler) {
        play(all, handler);
    }

    public static void play(List<byte[]> records, RecordHandler handler) {
        RecordDispatcher dispatcher = new RecordDispatcher();
        ByteBuffer direct = ByteBuffer.allocateDirect(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
        long number = 0;
        for (byte[] record : records) {
            direct.clear();
            direct.put(record).flip();
            dispatcher.dispatch(direct, record.length, number++, handler);
        }
    }

    /** One source: keeps its sequence and its counters as a run's writer does. */
    public final class Source {

        private final int id;
        private final SourceCounters counters = new SourceCounters();
        private final WaveformHeader header = new WaveformHeader();
        private long sequence;

        private Source(int id) {
            this.id = id;
        }

        public SourceCounters counters() {
            return counters;
        }

        private void add(int length) {
            encoder.seal(length, id, sequence++);
            byte[] record = new byte[length];
            encoder.buffer().get(0, record);
            all.add(record);
        }

        private void count() {
            counters.unitsRead++;
            counters.recordsWritten++;
        }

        public Source info(String name, boolean simulated, long originUncertaintyNs) {
            return info(name, simulated, START_NS, originUncertaintyNs);
        }

        public Source info(
                String name, boolean simulated, long originNs, long originUncertaintyNs) {
            return info(
                    name,
                    simulated,
                    originNs,
                    originUncertaintyNs,
                    new SourceInfo.ChannelInfo(3, "temperature", "°C"));
        }

        /** With one channel of readings. */
        public Source info(
                String name,
                boolean simulated,
                long originUncertaintyNs,
                int channel,
                String reading,
                String unit) {
            return info(
                    name,
                    simulated,
                    START_NS,
                    originUncertaintyNs,
                    new SourceInfo.ChannelInfo(channel, reading, unit));
        }

        private Source info(
                String name,
                boolean simulated,
                long originNs,
                long originUncertaintyNs,
                SourceInfo.ChannelInfo channel) {
            var info =
                    new SourceInfo(
                            name,
                            "test",
                            "Model",
                            "1",
                            "1.0",
                            simulated,
                            originNs,
                            originUncertaintyNs,
                            2_000_000,
                            48,
                            List.of(channel),
                            "{}");
            add(encoder.text(RecordType.INFO, START_NS, RecordText.of(info)));
            return this;
        }

        /** A trace of 2 ns samples. */
        public Source waveform(
                int channel,
                long triggerId,
                long timeNs,
                int kinds,
                int channels,
                int preTrigger,
                char[] samples) {
            header.timeNs = timeNs;
            header.channel = channel;
            header.triggerId = triggerId;
            header.kinds = kinds;
            header.channelsInTrigger = channels;
            header.sampleWidthPs = 2_000;
            header.preTrigger = preTrigger;
            ByteBuffer bytes =
                    ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asCharBuffer().put(samples);
            add(encoder.waveform(header, EMPTY, bytes));
            count();
            return this;
        }

        public Source mark(long timeNs) {
            return mark(BeamSignal.T39, timeNs);
        }

        public Source mark(BeamSignal signal, long timeNs) {
            add(encoder.beamMark(signal, timeNs, 0, 0, 0, Float.NaN, 0));
            return this;
        }

        public Source pulse(long idNs, int cycle, int charge, int ringPeriodPs) {
            return pulse(idNs, cycle, cycle == 0 ? 0 : 1, charge, ringPeriodPs, 0, 0);
        }

        public Source pulse(
                long idNs,
                int cycle,
                int flavor,
                int charge,
                int ringPeriodPs,
                int veto,
                int quality) {
            add(encoder.beamPulse(idNs, 0, 0, cycle, flavor, charge, ringPeriodPs, veto, quality));
            count();
            return this;
        }

        public Source reading(int channel, double value, long timeNs) {
            add(encoder.reading(channel, value, Quality.GOOD, timeNs));
            count();
            return this;
        }

        public Source loss(LossCause cause, long units, long firstNs, long lastNs) {
            if (units == LossView.UNKNOWN_UNITS) {
                counters.unknownLosses++;
            } else {
                counters.unitsRead += units;
                counters.lost[cause.ordinal()] += units;
            }
            add(encoder.loss(cause, units, firstNs, lastNs));
            return this;
        }

        public Source status(long timeNs) {
            counters.state = SourceState.RUNNING;
            add(encoder.status(counters, timeNs));
            return this;
        }
    }
}
