package cevns.daq.queue;

import cevns.daq.record.EndReason;
import cevns.daq.record.LossCause;
import cevns.daq.record.RecordHandler;
import cevns.daq.record.RunMark;
import cevns.daq.record.SkippedRecord;
import cevns.daq.record.WaveformView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

/** A process that fills the disk it is given, ends the run, and reads it back. */
final class FullDisk {

    private static final QueueSettings SETTINGS = new QueueSettings(1 << 20, 6 << 20);

    private FullDisk() {}

    public static void main(String[] args) throws Exception {
        Path run = Files.createDirectory(Path.of(args[0]).resolve("run-000001"));
        long refused = 0;
        long written;
        try (RunQueue queue = RunQueue.open(run, SETTINGS)) {
            RunWriter writer = queue.writer(1);
            Waveforms waveforms = new Waveforms(5000);
            for (long i = 0; i < 100_000 && refused < 10; i++) {
                waveforms.write(writer, i);
                refused = writer.counters().lost[LossCause.APPEND.ordinal()];
            }
            written = writer.counters().recordsWritten;
            writer.status(1);
            queue.writer(0).mark(new RunMark.RunEnd(2, EndReason.DISK, "disk full"));
        }
        long[] read = {0};
        AtomicReference<RunMark> last = new AtomicReference<>();
        RecordHandler handler =
                new RecordHandler() {
                    @Override
                    public void onWaveform(WaveformView w) {
                        read[0] += Waveforms.isWhole(w) ? 1 : 0;
                    }

                    @Override
                    public void onMark(RunMark mark) {
                        last.set(mark);
                    }

                    @Override
                    public void onSkipped(SkippedRecord skipped) {
                        throw new IllegalStateException(skipped.toString());
                    }
                };
        try (RunReader reader = new RunReader(run, SETTINGS)) {
            int n = reader.poll(handler, 64);
            while (n > 0) {
                n = reader.poll(handler, 64);
            }
        }
        long damages = QueueScan.of(run, new RecordHandler() {}).damaged();
        System.out.println(
                "refused "
                        + refused
                        + " lost "
                        + (written - read[0])
                        + " damages "
                        + damages
                        + " end "
                        + ((RunMark.RunEnd) last.get()).reason());
        System.out.println("written " + written);
    }
}
