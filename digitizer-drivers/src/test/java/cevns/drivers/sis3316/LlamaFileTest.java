package cevns.drivers.sis3316;

import static cevns.drivers.ChannelSums.ints;
import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.config.Configs;
import cevns.daq.record.SourceInfo;
import cevns.daq.record.SourceInfo.ChannelInfo;
import cevns.daq.record.SourceState;
import cevns.daq.record.TraceKind;
import cevns.drivers.CapturedRecords;
import cevns.drivers.CapturedRecords.Waveform;
import cevns.drivers.ChannelSums;
import cevns.drivers.CutFiles;
import cevns.drivers.SharedData;
import cevns.drivers.device.FileReport;
import cevns.drivers.device.RecordedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reference answers: expected.json of the shared data. */
class LlamaFileTest {

    private static final String FILE = "legend-testdata/llamaDAQ/20241218-150158-pulser.bin";

    private final Sis3316Format format = new Sis3316Format();
    private final CapturedRecords records = new CapturedRecords();
    private final List<String> keys = new ArrayList<>();
    private final Sis3316Hit hit = new Sis3316Hit();

    @Test
    void readsThePulserFileOfTwoChannels() throws IOException {
        FileReport report = read(SharedData.file(FILE));

        assertThat(report.format()).isEqualTo("llamaDAQ SIS3316");
        assertThat(report.records()).isEqualTo(74);
        assertThat(report.trailingBytes()).isZero();
        assertThat(report.timeOrigin()).isEqualTo("device");
        assertThat(report.problems()).isEmpty();
        assertThat(keys).containsExactly("0");
        assertThat(records.counters().bytes).isEqualTo(1077040);
        assertThat(records.counters().unitsRead).isEqualTo(74);
        assertThat(records.counters().recordsWritten).isEqualTo(74);
        assertThat(records.states).containsExactly(SourceState.DISCONNECTED);
        assertThat(records.losses).isEmpty();

        ChannelSums rawZero = sums(0, TraceKind.RAW);
        assertThat(rawZero.waveforms()).isEqualTo(37);
        assertThat(rawZero.md5()).isEqualTo("b74bccfb4cb0fd4a5f2d995f22dee7ad");
        assertThat(rawZero.sum()).isEqualTo(2566696400L);
        ChannelSums rawFour = sums(4, TraceKind.RAW);
        assertThat(rawFour.waveforms()).isEqualTo(37);
        assertThat(rawFour.md5()).isEqualTo("e2a126a6b5cbf4c63434be8c4906660c");
        assertThat(rawFour.sum()).isEqualTo(2343025116L);
        ChannelSums averagedZero = sums(0, TraceKind.AVERAGED);
        assertThat(averagedZero.waveforms()).isEqualTo(37);
        assertThat(averagedZero.md5()).isEqualTo("2db3a8fcae29601e7801308214a8b2fe");
        assertThat(averagedZero.sum()).isEqualTo(12736824858L);
        ChannelSums averagedFour = sums(4, TraceKind.AVERAGED);
        assertThat(averagedFour.md5()).isEqualTo("a8fcb1f0a08734690df86456d33fe948");
        assertThat(averagedFour.sum()).isEqualTo(585750176L);
    }

    @Test
    void saysWhatTheFileWasRecordedWith() throws IOException {
        read(SharedData.file(FILE));
        assertThat(records.infos).hasSize(1);
        SourceInfo info = records.infos.get(0);
        assertThat(info.channels())
                .containsExactly(new ChannelInfo(0, "0", ""), new ChannelInfo(4, "4", ""));
        assertThat(info.tickFs()).isEqualTo(4_000_000);
        assertThat(info.counterBits()).isEqualTo(48);
        assertThat(info.originUncertaintyNs()).isEqualTo(-1);
        assertThat(info.settings())
                .contains("\"llamaDaq\":\"2.0.0\"", "\"sampleShift\":2", "\"adcOffset\":8191")
                .contains("\"gain\":1.2207776353537203E-4", "\"hitWords\":6013")
                .contains("\"hitWords\":1263", "\"startIndex\":1000", "\"averagingMode\":2");
    }

    @Test
    void keepsTimesAndTriggersOfEachChannel() throws IOException {
        read(SharedData.file(FILE));
        for (int channel : new int[] {0, 4}) {
            List<Waveform> raw = traces(channel, TraceKind.RAW);
            List<Waveform> averaged = traces(channel, TraceKind.AVERAGED);
            assertThat(raw).allMatch(w -> w.samples().length == 2000);
            int averagedSamples = channel == 0 ? 10000 : 500;
            assertThat(averaged).allMatch(w -> w.samples().length == averagedSamples);
            assertThat(raw.get(0).ticks()).isEqualTo(757530);
            assertThat(raw.get(1).ticks()).isEqualTo(2007516);
            assertThat(raw.get(2).ticks()).isEqualTo(3257503);
            assertThat(raw.get(36).ticks()).isEqualTo(45757033);
            assertThat(raw.get(0).timeNs()).isEqualTo(3_030_120);
            for (int i = 0; i < 37; i++) {
                assertThat(raw.get(i).triggerId()).isEqualTo(i);
                assertThat(averaged.get(i).triggerId()).isEqualTo(i);
                assertThat(averaged.get(i).ticks()).isEqualTo(raw.get(i).ticks());
            }
            assertThat(raw.get(0).sampleWidthPs()).isEqualTo(4000);
            assertThat(averaged.get(0).sampleWidthPs()).isEqualTo(channel == 0 ? 16000 : 32000);
            assertThat(raw.get(0).preTrigger()).isEqualTo(1000);
            assertThat(averaged.get(0).preTrigger()).isEqualTo(channel == 0 ? 500 : 125);
        }
        assertThat(ints(traces(0, TraceKind.RAW).get(0).samples()))
                .startsWith(31320, 31304, 31304, 31316, 31320, 31324, 31300, 31324);
        assertThat(ints(traces(4, TraceKind.RAW).get(0).samples()))
                .startsWith(31648, 31652, 31668, 31672, 31652, 31660, 31672, 31652);
        assertThat(ints(traces(0, TraceKind.AVERAGED).get(0).samples()))
                .startsWith(31316, 31311, 31325, 31315);
        assertThat(ints(traces(4, TraceKind.AVERAGED).get(0).samples()))
                .startsWith(31659, 31660, 31665, 31660);
    }

    @Test
    void keepsPeakAndAccumulatorsInTheExtraBytes() throws IOException {
        read(SharedData.file(FILE));
        demandHeaders(0, 7826, new int[] {9454, 9453, 9451}, new int[] {1968, 1960, 1970}, true);
        demandHeaders(4, 7912, new int[] {7923, 7924, 7925}, new int[] {371, 214, 1628}, false);
    }

    @Test
    void survivesAnyCutAndAnyDamageOfTheRealFile() throws IOException {
        byte[] file = Files.readAllBytes(SharedData.file(FILE));
        CutFiles.check(format, FILE, file, Configs.parse("", "test"));
    }

    @Test
    void recognisesItsFilesAndNoOthers() throws IOException {
        assertThat(recognised(FILE)).isTrue();
        for (String name :
                List.of(
                        "legend-testdata/compass/compass_test_data.BIN",
                        "wavedump-toward/SiPM_2006272158/wave0.dat",
                        "legend-testdata/fcio/th228.fcio",
                        "legend-testdata/orca/L200-comm-20220519-phy-geds.orca",
                        "sns-adara/sns-adara-2013-v0.adara")) {
            assertThat(recognised(name)).as(name).isFalse();
        }
    }

    private void demandHeaders(
            int channel, int accumulator, int[] peaks, int[] indices, boolean pileUp) {
        List<Waveform> raw = traces(channel, TraceKind.RAW);
        for (int i = 0; i < raw.size(); i++) {
            byte[] extra = raw.get(i).extra();
            assertThat(extra).hasSize(13 * 4);
            ByteBuffer words = ByteBuffer.wrap(extra).order(ByteOrder.LITTLE_ENDIAN);
            assertThat(hit.wrap(words, 0, extra.length, 0)).isPositive();
            assertThat(hit.channelId()).isEqualTo(channel);
            assertThat(hit.pileUp()).isEqualTo(pileUp);
            assertThat(hit.information()).isZero();
            assertThat(hit.averagingPhase()).isZero();
            if (i < peaks.length) {
                assertThat(hit.peakHigh()).isEqualTo(peaks[i]);
                assertThat(hit.peakIndex()).isEqualTo(indices[i]);
            }
            for (int gate = 1; gate <= 8 && i == 0; gate++) {
                assertThat(hit.accumulator(gate)).isEqualTo(accumulator);
            }
        }
    }

    private FileReport read(Path path) throws IOException {
        try (RecordedFile file =
                format.open(
                        path,
                        Configs.parse("", "test"),
                        key -> {
                            keys.add(key);
                            return records;
                        })) {
            while (file.next()) {
                assertThat(file.timeNs()).isPositive();
            }
            return file.report();
        }
    }

    private List<Waveform> traces(int channel, TraceKind kind) {
        return records.waveforms.stream()
                .filter(w -> w.channel() == channel && w.trace() == kind)
                .toList();
    }

    private ChannelSums sums(int channel, TraceKind kind) {
        return ChannelSums.of(records.waveforms, channel, kind);
    }

    private boolean recognised(String name) throws IOException {
        byte[] all = Files.readAllBytes(SharedData.file(name));
        int head = Math.min(all.length, 1 << 16);
        ByteBuffer bytes = ByteBuffer.wrap(all, 0, head).slice().order(ByteOrder.LITTLE_ENDIAN);
        return format.recognises(bytes, all.length);
    }
}
