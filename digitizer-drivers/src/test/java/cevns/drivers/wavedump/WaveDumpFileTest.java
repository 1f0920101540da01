package cevns.drivers.wavedump;

import static cevns.drivers.ChannelSums.ints;
import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.config.Configs;
import cevns.daq.record.LossCause;
import cevns.daq.record.SourceState;
import cevns.daq.record.TraceKind;
import cevns.daq.record.TriggerKind;
import cevns.drivers.CapturedRecords;
import cevns.drivers.CapturedRecords.Loss;
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
class WaveDumpFileTest {

    private final WaveDumpFormat format = new WaveDumpFormat();
    private final List<String> keys = new ArrayList<>();
    private final CapturedRecords records = new CapturedRecords();

    @Test
    void readsTheSiPmFileWithACutLastRecord() throws IOException {
        Path file = SharedData.file("wavedump-toward/SiPM_2006272158/wave0.dat");
        FileReport report = read(file, "sample_ps = 1000, pre_trigger_samples = 100");

        assertThat(report.format()).isEqualTo("CAEN WaveDump");
        assertThat(report.records()).isEqualTo(293);
        assertThat(report.trailingBytes()).isEqualTo(812);
        assertThat(report.timeOrigin()).isEqualTo("device");
        assertThat(report.problems())
                .containsExactly("byte 244948: the file ends in a record, 812 bytes of it");
        assertThat(keys).containsExactly("31");
        assertThat(records.losses)
                .containsExactly(new Loss(LossCause.CUT, 1, 5179723L * 8, 5179723L * 8));
        assertThat(records.counters().unitsRead).isEqualTo(294);
        assertThat(records.counters().recordsWritten).isEqualTo(293);
        assertThat(records.counters().bytes).isEqualTo(245760);
        assertThat(records.states).containsExactly(SourceState.DISCONNECTED);
        assertThat(sums(2))
                .isEqualTo(
                        new ChannelSums(293, "e1920988bbc9964c20c6b5e6acaf97a4", 6552916, 22, 616));
        demandChannel(2, 406, 19571, 5179723, 293);
        Waveform first = records.waveforms.get(0);
        assertThat(ints(first.samples())).startsWith(50, 50, 49, 48, 47, 45, 44, 43);
        assertThat(first.sampleWidthPs()).isEqualTo(1000);
        assertThat(first.preTrigger()).isEqualTo(100);
        assertThat(first.kinds()).isEqualTo(TriggerKind.SELF.bit());
        assertThat(first.extra()).hasSize(24).startsWith(836 & 0xFF, 836 >> 8, 0, 0, 31);
        assertThat(ints(records.waveforms.get(292).samples())).endsWith(44, 48, 47, 43);
        assertThat(records.infos).hasSize(1);
        assertThat(records.infos.get(0).channels().get(0).name()).isEqualTo("2");
        assertThat(records.infos.get(0).tickFs()).isEqualTo(8_000_000);
        assertThat(records.infos.get(0).originUncertaintyNs()).isEqualTo(-1);
    }

    @Test
    void readsBothFilesOfTheSiPmCoincidenceWithEqualTriggersAndTimes() throws IOException {
        Path zero = SharedData.file("wavedump-toward/SiPM_coincidence/wave0.dat");
        Path one = SharedData.file("wavedump-toward/SiPM_coincidence/wave1.dat");
        demandSound(read(zero, "channels_in_trigger = 2"), 41);
        demandSound(read(one, "channels_in_trigger = 2"), 41);

        assertThat(sums(0))
                .isEqualTo(
                        new ChannelSums(41, "d26c46838cfd843f34f54d7c30b801b6", 25465611, 83, 355));
        assertThat(sums(1))
                .isEqualTo(
                        new ChannelSums(41, "4582ed120d531ff07720e05ab83d3b03", 20781141, 64, 490));
        demandChannel(0, 6006, 3190661, 230622939, 41);
        demandChannel(1, 6006, 3190661, 230622939, 41);
        assertThat(keys).containsExactly("31", "31");
        long[] patterns = {6, 5, 2, 0, 5, 6};
        for (int i = 0; i < 41; i++) {
            Waveform left = records.waveforms.get(i);
            Waveform right = records.waveforms.get(41 + i);
            assertThat(right.ticks()).isEqualTo(left.ticks());
            assertThat(right.triggerId()).isEqualTo(left.triggerId()).isEqualTo(i);
            assertThat(left.channelsInTrigger()).isEqualTo(2);
            if (i < patterns.length) {
                int pattern =
                        ByteBuffer.wrap(left.extra()).order(ByteOrder.LITTLE_ENDIAN).getInt(8);
                assertThat(pattern).isEqualTo((int) patterns[i] << 16);
            }
        }
        assertThat(ints(records.waveforms.get(40).samples())).endsWith(91, 96, 99, 96);
        assertThat(ints(records.waveforms.get(81).samples())).endsWith(93, 94, 92, 88);
    }

    @Test
    void readsBothFilesOfThePmtRunWithEqualTriggersAndTimes() throws IOException {
        demandSound(read(SharedData.file("wavedump-pmt/wave_1.dat"), ""), 10002);
        demandSound(read(SharedData.file("wavedump-pmt/wave_3.dat"), ""), 10002);

        assertThat(sums(1))
                .isEqualTo(
                        new ChannelSums(
                                10002,
                                "97da6cb19646fd51300a6c22a22b0965",
                                10017715033L,
                                7674,
                                7738));
        assertThat(sums(3))
                .isEqualTo(
                        new ChannelSums(
                                10002, "ee2f473cfb74dde7c38111798b7e1d50", 7144032594L, 0, 16383));
        demandChannel(1, 130, 44253, 1250174265, 10002);
        demandChannel(3, 130, 44253, 1250174265, 10002);
        for (int i = 0; i < 10002; i++) {
            Waveform pmt = records.waveforms.get(i);
            Waveform trigger = records.waveforms.get(10002 + i);
            assertThat(trigger.ticks()).isEqualTo(pmt.ticks());
            assertThat(trigger.timeNs()).isEqualTo(pmt.timeNs()).isEqualTo(8 * pmt.ticks());
            assertThat(trigger.triggerId()).isEqualTo(pmt.triggerId()).isEqualTo(i);
        }
        assertThat(ints(records.waveforms.get(0).samples()))
                .startsWith(7707, 7703, 7701, 7709, 7700, 7699, 7705, 7702);
        assertThat(ints(records.waveforms.get(10002).samples()))
                .startsWith(10553, 11003, 10745, 11890, 13307, 15866, 16383, 16383);
        assertThat(ints(records.waveforms.get(10001).samples())).endsWith(7701, 7703, 7704, 7706);
    }

    @Test
    void recognisesItsFilesAndNoOthers() throws IOException {
        for (String name :
                List.of(
                        "wavedump-toward/SiPM_2006272158/wave0.dat",
                        "wavedump-toward/SiPM_coincidence/wave1.dat",
                        "wavedump-pmt/wave_3.dat")) {
            assertThat(recognised(SharedData.file(name))).as(name).isTrue();
        }
        for (String name :
                List.of(
                        "wavedump-toward/SiPM_coincidence/WaveDumpConfig.txt",
                        "legend-testdata/compass/compass_test_data.BIN",
                        "legend-testdata/fcio/th228.fcio",
                        "legend-testdata/llamaDAQ/20241218-150158-pulser.bin",
                        "legend-testdata/orca/L200-comm-20220519-phy-geds.orca",
                        "sns-adara/sns-adara-2013-v0.adara")) {
            assertThat(recognised(SharedData.file(name))).as(name).isFalse();
        }
    }

    @Test
    void survivesAnyCutAndAnyDamageOfTheRealFiles() throws IOException {
        for (String name :
                List.of(
                        "wavedump-toward/SiPM_2006272158/wave0.dat",
                        "wavedump-toward/SiPM_coincidence/wave0.dat",
                        "wavedump-toward/SiPM_coincidence/wave1.dat",
                        "wavedump-pmt/wave_1.dat",
                        "wavedump-pmt/wave_3.dat")) {
            byte[] file = Files.readAllBytes(SharedData.file(name));
            CutFiles.check(format, name, file, Configs.parse("", "test"));
        }
    }

    private FileReport read(Path path, String options) throws IOException {
        try (RecordedFile file =
                format.open(
                        path,
                        Configs.parse(options, "test"),
                        key -> {
                            keys.add(key);
                            return records;
                        })) {
            while (file.next()) {
                assertThat(file.timeNs())
                        .isEqualTo(records.waveforms.get(records.waveforms.size() - 1).timeNs());
            }
            return file.report();
        }
    }

    private static void demandSound(FileReport report, long waveforms) {
        assertThat(report.records()).isEqualTo(waveforms);
        assertThat(report.trailingBytes()).isZero();
        assertThat(report.problems()).isEmpty();
    }

    private void demandChannel(int channel, int length, long firstTag, long lastTag, int count) {
        List<Waveform> own =
                records.waveforms.stream().filter(w -> w.channel() == channel).toList();
        assertThat(own).hasSize(count).allMatch(w -> w.samples().length == length);
        assertThat(own.get(0).ticks()).isEqualTo(firstTag);
        assertThat(own.get(count - 1).ticks()).isEqualTo(lastTag);
    }

    private ChannelSums sums(int channel) {
        return ChannelSums.of(records.waveforms, channel, TraceKind.RAW);
    }

    private boolean recognised(Path path) throws IOException {
        byte[] all = Files.readAllBytes(path);
        int head = Math.min(all.length, 1 << 16);
        ByteBuffer bytes = ByteBuffer.wrap(all, 0, head).slice().order(ByteOrder.LITTLE_ENDIAN);
        return format.recognises(bytes, all.length);
    }
}
