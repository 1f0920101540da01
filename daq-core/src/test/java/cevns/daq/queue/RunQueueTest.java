package cevns.daq.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cevns.daq.record.BeamMarkView;
import cevns.daq.record.BeamPulseView;
import cevns.daq.record.BeamSignal;
import cevns.daq.record.DeadCause;
import cevns.daq.record.EndReason;
import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.daq.record.LossView;
import cevns.daq.record.Note;
import cevns.daq.record.Quality;
import cevns.daq.record.ReadingView;
import cevns.daq.record.RecordHandler;
import cevns.daq.record.RunMark;
import cevns.daq.record.RunMode;
import cevns.daq.record.RunType;
import cevns.daq.record.SkippedRecord;
import cevns.daq.record.SourceInfo;
import cevns.daq.record.SourceState;
import cevns.daq.record.StatusView;
import cevns.daq.record.WaveformHeader;
import cevns.daq.record.WaveformView;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunQueueTest {

    static final QueueSettings SMALL = new QueueSettings(1 << 20, 0);

    @TempDir Path run;

    @Test
    void tellsAnObserverOfEachRecordBeforeAndAfterItGoesIn() {
        List<String> told = new ArrayList<>();
        try (RunQueue queue = RunQueue.open(run, SMALL)) {
            RunWriter before = queue.writer(3);
            queue.observe(
                    new AppendObserver() {
                        @Override
                        public void appending(int sourceId, long sequence) {
                            told.add(sourceId + "/" + sequence + " of " + queue.records());
                        }

                        @Override
                        public void appended(int sourceId, long sequence) {
                            told.add(sourceId + "/" + sequence + " in " + queue.records());
                        }
                    });
            RunWriter after = queue.writer(4);
            before.tick(1);
            after.tick(2);
            after.tick(3);
        }
        assertThat(told).containsExactly("4/0 of 1", "4/0 in 2", "4/1 of 2", "4/1 in 3");
    }

    @Test
    void readsBackEveryRecordTypeAsItWasWritten() {
        RunMark.RunStart start =
                new RunMark.RunStart(
                        11,
                        7,
                        RunType.PHYSICS,
                        RunMode.SIMULATED,
                        67_000,
                        "a = \"µ\"\n",
                        "hash",
                        "0.1.0",
                        "17",
                        "mara",
                        "");
        SourceInfo info =
                new SourceInfo(
                        "csi",
                        "dig2",
                        "VX2730-EMU",
                        "0",
                        "1.0.57",
                        true,
                        1_700_000_000_123_456_789L,
                        250_000,
                        8_000_000,
                        48,
                        List.of(new SourceInfo.ChannelInfo(0, "pmt", "")),
                        "{\"/par/numch\":\"2\"}");
        Note note = new Note(13, "jo", "comment", "threshold 4 → 5");
        RunMark.RunEnd end = new RunMark.RunEnd(99, EndReason.OPERATOR, "done");
        List<Object> told = new ArrayList<>();

        try (RunQueue queue = RunQueue.open(run, SMALL)) {
            RunWriter control = queue.writer(0);
            RunWriter source = queue.writer(1);
            control.mark(start);
            control.mark(new RunMark.SubrunStart(12, 0));
            control.note(note);
            control.tick(14);
            source.info(info);
            new Waveforms(16).write(source, 5);
            source.beamMark(BeamSignal.T39, 15, 500, 1L << 50, 0.25f, 321.5f, 0x8001);
            source.beamPulse(16, 799955763L, 976363666L, 599, 1, 0xFFFFFF, 955005, 0x004, 0x83);
            source.loss(LossCause.GAP, 3, 17, 18);
            source.reading(40_000, -1.5, Quality.MAJOR, 19);
            source.counters().state = SourceState.RUNNING;
            source.counters().refuse(FrameFault.CHECKSUM);
            source.counters().deadNs[DeadCause.GAP.ordinal()] = 1234;
            source.status(20);
            control.mark(end);
        }
        readAll(
                new RecordHandler() {
                    @Override
                    public void onMark(RunMark mark) {
                        told.add(mark);
                    }

                    @Override
                    public void onInfo(int sourceId, SourceInfo i) {
                        assertThat(sourceId).isEqualTo(1);
                        told.add(i);
                    }

                    @Override
                    public void onNote(Note n) {
                        told.add(n);
                    }

                    @Override
                    public void onTick(long timeNs) {
                        told.add(timeNs);
                    }

                    @Override
                    public void onWaveform(WaveformView w) {
                        assertThat(Waveforms.isWhole(w)).isTrue();
                        assertThat(w.channel()).isEqualTo(3);
                        assertThat(w.kinds()).isEqualTo(1);
                        assertThat(w.sampleWidthPs()).isEqualTo(2000);
                        assertThat(w.preTrigger()).isEqualTo(100);
                        assertThat(w.extraLength()).isEqualTo(12);
                        assertThat(w.extra(0)).isEqualTo(77);
                        assertThat(w.ticks()).isEqualTo(5);
                        assertThat(w.timeNs()).isEqualTo(1_040);
                        assertThat(w.sequence()).isEqualTo(1);
                        told.add("waveform");
                    }

                    @Override
                    public void onBeamMark(BeamMarkView m) {
                        assertThat(m.signal()).isEqualTo(BeamSignal.T39.code);
                        assertThat(m.timeNs()).isEqualTo(15);
                        assertThat(m.picoseconds()).isEqualTo(500);
                        assertThat(m.ticks()).isEqualTo(1L << 50);
                        assertThat(m.subTick()).isEqualTo(0.25f);
                        assertThat(m.amplitude()).isEqualTo(321.5f);
                        assertThat(m.markFlags()).isEqualTo(0x8001);
                        told.add("mark");
                    }

                    @Override
                    public void onBeamPulse(BeamPulseView p) {
                        assertThat(p.seconds()).isEqualTo(799955763L);
                        assertThat(p.nanoseconds()).isEqualTo(976363666L);
                        assertThat(p.cycle()).isEqualTo(599);
                        assertThat(p.flavor()).isEqualTo(1);
                        assertThat(p.charge()).isEqualTo(0xFFFFFF);
                        assertThat(p.ringPeriodPs()).isEqualTo(955005);
                        assertThat(p.veto()).isEqualTo(4);
                        assertThat(p.quality()).isEqualTo(0x83);
                        told.add("pulse");
                    }

                    @Override
                    public void onLoss(LossView l) {
                        assertThat(l.cause()).isEqualTo(LossCause.GAP);
                        assertThat(l.units()).isEqualTo(3);
                        assertThat(l.firstNs()).isEqualTo(17);
                        assertThat(l.lastNs()).isEqualTo(18);
                        told.add("loss");
                    }

                    @Override
                    public void onReading(ReadingView r) {
                        assertThat(r.channel()).isEqualTo(40_000);
                        assertThat(r.value()).isEqualTo(-1.5);
                        assertThat(r.quality()).isEqualTo(Quality.MAJOR);
                        told.add("reading");
                    }

                    @Override
                    public void onStatus(StatusView s) {
                        assertThat(s.state()).isEqualTo(SourceState.RUNNING);
                        assertThat(s.unitsRead()).isEqualTo(6);
                        assertThat(s.recordsWritten()).isEqualTo(3);
                        assertThat(s.lost(LossCause.GAP)).isEqualTo(3);
                        assertThat(s.lost()).isEqualTo(3);
                        assertThat(s.refused(FrameFault.CHECKSUM)).isEqualTo(1);
                        assertThat(s.deadNs(DeadCause.GAP)).isEqualTo(1234);
                        told.add("status");
                    }

                    @Override
                    public void onSkipped(SkippedRecord skipped) {
                        told.add(skipped);
                    }
                });

        assertThat(told)
                .containsExactly(
                        start,
                        new RunMark.SubrunStart(12, 0),
                        note,
                        14L,
                        info,
                        "waveform",
                        "mark",
                        "pulse",
                        "loss",
                        "reading",
                        "status",
                        end);
    }

    @Test
    void refusesASecondWriterAndSaysWhoHasTheRun() {
        try (RunQueue first = RunQueue.open(run, SMALL)) {
            assertThatThrownBy(() -> RunQueue.open(run, SMALL))
                    .isInstanceOf(QueueInUse.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
            assertThat(first.isFull()).isFalse();
        }
        RunQueue.open(run, SMALL).close();
    }

    @Test
    void refusesAWriterInAnotherProcess() throws Exception {
        try (RunQueue queue = RunQueue.open(run, SMALL)) {
            Process other = ForkedWriter.start(run, 1, 10);
            assertThat(other.waitFor()).isNotZero();
            assertThat(new String(other.getErrorStream().readAllBytes()))
                    .contains("QueueInUse")
                    .contains(Long.toString(ProcessHandle.current().pid()));
            assertThat(queue.records()).isZero();
        }
    }

    @Test
    void refusesAWriterInAnotherProcessAlsoAfterThisOneHasLookedAtTheRun() throws Exception {
        try (RunQueue queue = RunQueue.open(run, SMALL);
                RunReader reader = new RunReader(run)) {
            assertThat(reader.isGrowing()).isTrue();
            assertThatThrownBy(() -> RunQueue.open(run, SMALL)).isInstanceOf(QueueInUse.class);
            Process other = ForkedWriter.start(run, 1, 10);
            assertThat(other.waitFor()).isNotZero();
            assertThat(queue.records()).isZero();
        }
        assertThat(WriterLock.isHeld(run)).isFalse();
    }

    @Test
    void countsARecordThatIsTooLongAsLost() {
        try (RunQueue queue = RunQueue.open(run, SMALL)) {
            RunWriter writer = queue.writer(1);
            new Waveforms(SMALL.maxRecordBytes() / 2).write(writer, 0);
            new Waveforms(100).write(writer, 1);
            assertThat(writer.counters().unitsRead).isEqualTo(2);
            assertThat(writer.counters().recordsWritten).isEqualTo(1);
            assertThat(writer.counters().lost[LossCause.APPEND.ordinal()]).isEqualTo(1);
        }
        assertThat(countWaveforms()).isEqualTo(1);
    }

    @Test
    void takesNoDataButStillMarksWhenTheDiskHasNoRoomLeft() {
        QueueSettings greedy = new QueueSettings(1 << 20, Long.MAX_VALUE);
        try (RunQueue queue = RunQueue.open(run, greedy)) {
            RunWriter writer = queue.writer(1);
            assertThat(queue.isFull()).isTrue();
            new Waveforms(100).write(writer, 0);
            writer.loss(LossCause.LINK, LossView.UNKNOWN_UNITS, 1, 2);
            writer.status(3);
            assertThat(writer.counters().lost[LossCause.APPEND.ordinal()]).isEqualTo(1);
            assertThat(writer.counters().unknownLosses).isEqualTo(1);
            assertThat(queue.writer(0).mark(new RunMark.RunEnd(4, EndReason.DISK, "full")))
                    .isTrue();
        }
        assertThat(countWaveforms()).isZero();
    }

    @Test
    void saysWhenAndHowManyUnitsTheDiskRefused() throws Exception {
        QueueSettings greedy = new QueueSettings(1 << 20, Long.MAX_VALUE);
        try (RunQueue queue = RunQueue.open(run, greedy)) {
            RunWriter writer = queue.writer(1);
            writer.reading(7, 1.5, Quality.GOOD, 300);
            writer.reading(7, 1.5, Quality.GOOD, 100);
            writer.reading(7, 1.5, Quality.GOOD, 200);
            writer.status(1000);
            writer.status(2000);
        }
        List<String> told = new ArrayList<>();
        QueueScan.of(
                run,
                new RecordHandler() {
                    @Override
                    public void onLoss(LossView loss) {
                        told.add(
                                loss.cause()
                                        + " "
                                        + loss.units()
                                        + " "
                                        + loss.firstNs()
                                        + " "
                                        + loss.lastNs());
                    }

                    @Override
                    public void onStatus(StatusView status) {
                        told.add(status.unitsRead() + " " + status.lost(LossCause.APPEND));
                    }
                });
        assertThat(told).containsExactly("APPEND 3 100 300", "3 3", "3 3");
    }

    @Test
    void keepsTheOrderOfEachSourceWhenSeveralThreadsWrite() throws Exception {
        int each = 2000;
        try (RunQueue queue = RunQueue.open(run, SMALL)) {
            List<Thread> threads = new ArrayList<>();
            for (int source = 1; source <= 3; source++) {
                RunWriter writer = queue.writer(source);
                Thread thread =
                        new Thread(
                                () -> {
                                    Waveforms waveforms = new Waveforms(64);
                                    for (int i = 0; i < each; i++) {
                                        waveforms.write(writer, i);
                                    }
                                });
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(queue.records()).isEqualTo(3 * each);
        }
        long[] next = new long[4];
        readAll(
                new RecordHandler() {
                    @Override
                    public void onWaveform(WaveformView w) {
                        assertThat(w.sequence()).isEqualTo(next[w.sourceId()]);
                        assertThat(w.triggerId()).isEqualTo(next[w.sourceId()]++);
                        assertThat(Waveforms.isWhole(w)).isTrue();
                    }
                });
        assertThat(next).containsExactly(0, each, each, each);
    }

    @Test
    void allocatesNothingPerRecordWhenWritingAndReading() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ByteBuffer samples = ByteBuffer.allocateDirect(16_000);
        ByteBuffer extra = ByteBuffer.allocateDirect(0);
        WaveformHeader header = new WaveformHeader();
        int records = 4000;
        try (RunQueue queue = RunQueue.open(run, SMALL)) {
            RunWriter writer = queue.writer(1);
            for (int i = 0; i < records; i++) {
                writer.waveform(header, extra, samples);
            }
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < records; i++) {
                writer.waveform(header, extra, samples);
            }
            long perRecord = (threads.getCurrentThreadAllocatedBytes() - before) / records;
            // Mapping a new block of the file allocates some objects; a record does not.
            assertThat(perRecord).isLessThan(200);
        }
        long[] seen = {0};
        RecordHandler handler =
                new RecordHandler() {
                    @Override
                    public void onWaveform(WaveformView w) {
                        seen[0] += w.sampleCount();
                    }
                };
        try (RunReader reader = new RunReader(run, SMALL)) {
            while (reader.number() < records) {
                reader.poll(handler, 100);
            }
            long before = threads.getCurrentThreadAllocatedBytes();
            while (reader.poll(handler, 256) > 0) {
                assertThat(seen[0]).isPositive();
            }
            long perRecord = (threads.getCurrentThreadAllocatedBytes() - before) / records;
            assertThat(perRecord).isLessThan(200);
            assertThat(reader.number()).isEqualTo(2L * records);
        }
    }

    private long countWaveforms() {
        long[] count = {0};
        readAll(
                new RecordHandler() {
                    @Override
                    public void onWaveform(WaveformView w) {
                        count[0]++;
                    }
                });
        return count[0];
    }

    private void readAll(RecordHandler handler) {
        try (RunReader reader = new RunReader(run, SMALL)) {
            assertThat(reader.isGrowing()).isFalse();
            while (true) {
                if (reader.poll(handler, 7) == 0) {
                    return;
                }
            }
        }
    }
}
