package cevns.web.recorded;

import cevns.daq.config.Configs;
import cevns.daq.queue.QueueScan;
import cevns.daq.record.BeamMarkView;
import cevns.daq.record.BeamPulseView;
import cevns.daq.record.LossView;
import cevns.daq.record.Note;
import cevns.daq.record.ReadingView;
import cevns.daq.record.RecordHandler;
import cevns.daq.record.RecordType;
import cevns.daq.record.RunMark;
import cevns.daq.record.SkippedRecord;
import cevns.daq.record.SourceInfo;
import cevns.daq.record.StatusView;
import cevns.daq.record.TraceKind;
import cevns.daq.record.WaveformView;
import cevns.daq.run.RunDirectory;
import cevns.drivers.Digitizers;
import cevns.drivers.device.FileReport;
import cevns.drivers.device.RecordedFile;
import cevns.drivers.device.RecordedFormat;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is in a recorded file or run.
 *
 * @param json what {@code inspect --json} prints
 * @param problems what was wrong and where; empty for a sound file
 * @param trailingBytes bytes left over behind the last complete record
 */
public record Inspection(JsonObject json, List<String> problems, long trailingBytes) {

    /**
     * Reads a whole file.
     *
     * @throws IOException if the disk fails
     */
    public static Inspection ofFile(Path path) throws IOException {
        RecordedFormat format = Digitizers.formatOf(path);
        SortedMap<String, ChannelDigest> channels = new TreeMap<>(Inspection::byNumber);
        Map<String, DigestSink> sinks = new HashMap<>();
        FileReport report;
        try (RecordedFile file =
                format.open(
                        path,
                        Configs.parse("", "no options"),
                        key -> sinks.computeIfAbsent(key, k -> new DigestSink(channels)))) {
            boolean more = true;
            while (more) {
                more = file.next();
            }
            report = file.report();
        }
        return of(
                report.format(),
                report.records(),
                report.trailingBytes(),
                report.counts(),
                report.timeOrigin(),
                channels,
                report.problems());
    }

    /**
     * Reads a whole run.
     *
     * @throws IOException if the disk fails
     */
    public static Inspection ofRun(RunDirectory directory) throws IOException {
        RunDigest digest = new RunDigest();
        QueueScan scan = QueueScan.of(directory.path(), digest);
        List<String> damages = scan.damages().stream().map(Object::toString).toList();
        return of(
                "Sevens run",
                scan.records(),
                0,
                digest.counts,
                digest.deviceTime ? "device" : "unix",
                digest.channels,
                damages);
    }

    private static Inspection of(
            String format,
            long records,
            long trailingBytes,
            SortedMap<String, Long> counts,
            String timeOrigin,
            SortedMap<String, ChannelDigest> channels,
            List<String> problems) {
        JsonArray all = new JsonArray();
        channels.values().forEach(channel -> all.add(channel.json()));
        JsonObject json =
                new JsonObject()
                        .put("format", format)
                        .put("records", records)
                        .put("trailingBytes", trailingBytes)
                        .put("timeOrigin", timeOrigin);
        if (!counts.isEmpty()) {
            JsonObject byType = new JsonObject();
            counts.forEach(byType::put);
            json.put("counts", byType);
        }
        json.put("channels", all).put("problems", new JsonArray(problems));
        return new Inspection(json, problems, trailingBytes);
    }

    /** Numbers inside labels count as numbers: {@code 0x10001/6} before {@code 0x10001/36}. */
    static int byNumber(String a, String b) {
        String[] left = a.split("/");
        String[] right = b.split("/");
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            boolean numbers = left[i].matches("\\d{1,9}") && right[i].matches("\\d{1,9}");
            int order =
                    numbers
                            ? Integer.compare(Integer.parseInt(left[i]), Integer.parseInt(right[i]))
                            : left[i].compareTo(right[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.length, right.length);
    }

    /** Counts the records of a run and digests its waveforms. */
    private static final class RunDigest implements RecordHandler {
        private final SortedMap<String, ChannelDigest> channels =
                new TreeMap<>(Inspection::byNumber);
        private final SortedMap<String, Long> counts = new TreeMap<>();
        private boolean deviceTime;

        @Override
        public void onWaveform(WaveformView w) {
            count(RecordType.WAVEFORM);
            String label = w.sourceId() + "/" + w.channel();
            ChannelDigest channel = channels.computeIfAbsent(label, ChannelDigest::new);
            int from = w.samplesOffset();
            ByteBuffer samples =
                    w.buffer()
                            .duplicate()
                            .order(w.buffer().order())
                            .limit(from + 2 * w.sampleCount())
                            .position(from);
            if (w.isRaw()) {
                channel.raw(w.timeNs(), samples);
            } else if (w.trace() == TraceKind.AVERAGED.ordinal()) {
                channel.averaged(samples);
            }
        }

        @Override
        public void onMark(RunMark mark) {
            count(
                    mark instanceof RunMark.RunStart
                            ? RecordType.RUN_START
                            : mark instanceof RunMark.RunEnd
                                    ? RecordType.RUN_END
                                    : RecordType.SUBRUN_START);
        }

        @Override
        public void onInfo(int sourceId, SourceInfo info) {
            count(RecordType.INFO);
            deviceTime |= info.originNs() == 0;
        }

        @Override
        public void onBeamMark(BeamMarkView mark) {
            count(RecordType.BEAM_MARK);
        }

        @Override
        public void onBeamPulse(BeamPulseView pulse) {
            count(RecordType.BEAM_PULSE);
        }

        @Override
        public void onStatus(StatusView status) {
            count(RecordType.STATUS);
        }

        @Override
        public void onLoss(LossView loss) {
            count(RecordType.LOSS);
        }

        @Override
        public void onReading(ReadingView reading) {
            count(RecordType.READING);
        }

        @Override
        public void onTick(long timeNs) {
            count(RecordType.TICK);
        }

        @Override
        public void onNote(Note note) {
            count(RecordType.NOTE);
        }

        @Override
        public void onSkipped(SkippedRecord skipped) {
            counts.merge("skipped", 1L, Long::sum);
        }

        private void count(RecordType type) {
            counts.merge(type.name(), 1L, Long::sum);
        }
    }
}
