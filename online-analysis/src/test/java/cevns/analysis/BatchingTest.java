package cevns.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.analysis.monitor.SnapshotJson;
import cevns.daq.queue.QueueSettings;
import cevns.daq.queue.RunQueue;
import cevns.daq.queue.RunReader;
import cevns.daq.queue.RunWriter;
import cevns.daq.record.BeamSignal;
import cevns.daq.record.EndReason;
import cevns.daq.record.RunMark;
import cevns.daq.record.RunMode;
import cevns.daq.record.RunType;
import cevns.daq.record.WaveformHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run on disk gives the same snapshots however many records a poll brings. */
class BatchingTest {

    private static final QueueSettings SMALL = new QueueSettings(1 << 20, 0);

    @Test
    void snapshotsDoNotDependOnTheLimitOfAPoll(@TempDir Path folder) throws IOException {
        write(folder);
        List<String> one = read(folder, 1);
        assertThat(one).hasSizeGreaterThan(5);
        assertThat(read(folder, 7)).isEqualTo(one);
        assertThat(read(folder, 256)).isEqualTo(one);
        assertThat(read(folder, 100_000)).isEqualTo(one);
    }

    private static void write(Path folder) {
        long start = Records.START_NS;
        try (RunQueue queue = RunQueue.open(folder, SMALL)) {
            RunWriter control = queue.writer(0);
            RunWriter board = queue.writer(1);
            RunWriter timing = queue.writer(3);
            control.mark(
                    new RunMark.RunStart(
                            start,
                            1,
                            RunType.TEST,
                            RunMode.LIVE,
                            1,
                            TestConfigs.coincidence(),
                            "",
                            "",
                            "",
                            "",
                            ""));
            control.mark(new RunMark.SubrunStart(start, 0));
            char[] samples = Traces.pulse(Traces.flat(200, 3000), 100, 10, 50);
            ByteBuffer trace = ByteBuffer.allocate(400).order(ByteOrder.LITTLE_ENDIAN);
            trace.asCharBuffer().put(samples);
            WaveformHeader header = new WaveformHeader();
            header.sampleWidthPs = 2_000;
            header.preTrigger = 100;
            header.kinds = 4;
            header.channelsInTrigger = 1;
            for (int i = 0; i < 200; i++) {
                long t = start + i * 16_666_667L;
                timing.beamMark(BeamSignal.T39, t, 0, i, 0, 0, 0);
                header.timeNs = t + 2_000L * (i % 50);
                header.triggerId = i;
                board.waveform(header, ByteBuffer.allocate(0), trace);
                if (i % 60 == 0) {
                    control.tick(t);
                    board.status(t);
                }
            }
            control.mark(new RunMark.RunEnd(start + 1, EndReason.TIME, ""));
        }
    }

    private static List<String> read(Path folder, int limit) throws IOException {
        List<String> lines = new ArrayList<>();
        Pipeline pipeline =
                new Pipeline(
                        s -> lines.add(new String(SnapshotJson.line(s), StandardCharsets.UTF_8)));
        try (RunReader reader = new RunReader(folder, SMALL)) {
            while (!pipeline.ended() && reader.poll(pipeline, limit) > 0) {
                assertThat(lines.size()).isLessThan(100);
            }
        }
        assertThat(pipeline.ended()).isTrue();
        return lines;
    }
}
