package cevns.drivers.compass;

import static cevns.drivers.ChannelSums.ints;
import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.config.Configs;
import cevns.daq.record.SourceInfo.ChannelInfo;
import cevns.daq.record.SourceState;
import cevns.daq.record.TraceKind;
import cevns.daq.record.TriggerKind;
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
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Reference answers: expected.json of the shared data. */
class CompassFileTest {

    private static final String FILE = "legend-testdata/compass/compass_test_data.BIN";

    private final CompassFormat format = new CompassFormat();
    private final CapturedRecords records = new CapturedRecords();
    private final List<String> keys = new ArrayList<>();

    @Test
    void readsTheTestFileOfTwoChannels() throws IOException {
        FileReport report = read(SharedData.file(FILE));

        assertThat(report.format()).isEqualTo("CAEN CoMPASS");
        assertThat(report.records()).isEqualTo(102);
        assertThat(report.trailingBytes()).isZero();
        assertThat(report.timeOrigin()).isEqualTo("device");
        assertThat(report.problems()).isEmpty();
        assertThat(keys).containsExactly("0");
        assertThat(records.counters().bytes).isEqualTo(206552);
        assertThat(records.counters().unitsRead).isEqualTo(102);
        assertThat(records.states).containsExactly(SourceState.DISCONNECTED);
        assertThat(records.infos).hasSize(2);
        assertThat(records.infos.get(1).channels())
                .containsExactly(new ChannelInfo(0, "0/0", ""), new ChannelInfo(1, "0/1", ""));
        assertThat(sums(0))
                .isEqualTo(
                        new ChannelSums(
                                51, "45cf3097fa4099d3a5a81d44a37e93b3", 149661357, 2726, 3528));
        assertThat(sums(1))
                .isEqualTo(
                        new ChannelSums(
                                51, "8b2581eeb678fbe2f71ac42d6558bc21", 156831811, 2983, 3174));
    }

    @Test
    void keepsTimesInPicoseconds() throws IOException {
        read(SharedData.file(FILE));
        List<Waveform> zero = channel(0);
        List<Waveform> one = channel(1);
        assertThat(zero.get(0).ticks()).isEqualTo(97_876_200_000L);
        assertThat(zero.get(0).timeNs()).isEqualTo(97_876_200);
        assertThat(zero.get(50).ticks()).isEqualTo(5_097_843_192_000L);
        assertThat(one.get(0).ticks()).isEqualTo(97_876_200_006L);
        assertThat(one.get(0).timeNs()).isEqualTo(97_876_200);
        assertThat(one.get(0).picoseconds()).isEqualTo(6);
        assertThat(one.get(50).ticks()).isEqualTo(5_097_843_193_999L);
        assertThat(one.get(50).picoseconds()).isEqualTo(999);

        int inversions = 0;
        for (int i = 1; i < 102; i++) {
            long before = records.waveforms.get(i - 1).ticks();
            inversions += records.waveforms.get(i).ticks() < before ? 1 : 0;
        }
        assertThat(inversions).isEqualTo(3);
    }

    @Test
    void keepsEnergiesFlagsAndCodeAsOnTheWire() throws IOException {
        read(SharedData.file(FILE));
        demandExtra(0, new int[] {798, 810, 823}, 40757, 6926, Map.of(0x4000, 51));
        demandExtra(
                1,
                new int[] {9, 4095, 4095},
                106674,
                110625,
                Map.of(0x4000, 12, 0x4040, 3, 0x4080, 26, 0x40c0, 10));
        Waveform first = records.waveforms.get(0);
        assertThat(first.samples()).hasSize(1000);
        assertThat(ints(first.samples())).startsWith(2745, 2742, 2745, 2746);
        assertThat(ints(records.waveforms.get(1).samples())).startsWith(3069, 3067, 3077, 3080);
        assertThat(first.kinds()).isEqualTo(TriggerKind.SELF.bit());
        assertThat(first.channelsInTrigger()).isEqualTo(1);
        assertThat(first.sampleWidthPs()).isEqualTo(2000);
    }

    @Test
    void tellsOfTriggersThatTheBoardLost() throws IOException {
        read(SharedData.file(FILE));
        assertThat(records.counters().unknownLosses).isEqualTo(13);
        assertThat(records.losses).hasSize(13).allMatch(loss -> loss.firstNs() <= loss.lastNs());
    }

    @Test
    void survivesAnyCutAndAnyDamageOfTheRealFile() throws IOException {
        byte[] file = Files.readAllBytes(SharedData.file(FILE));
        CutFiles.check(format, FILE, file, Configs.parse("", "test"));
    }

    @Test
    void findsTheLayoutOfAFileThatLacksItsHeader() throws IOException {
        byte[] file = Files.readAllBytes(SharedData.file(FILE));
        ByteBuffer bytes = ByteBuffer.wrap(file, 2, file.length - 2).slice();
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        assertThat(format.recognises(bytes, bytes.remaining())).isTrue();
        byte[] headerless = java.util.Arrays.copyOfRange(file, 2, file.length);
        CutFiles.check(
                format,
                "the same without header",
                headerless,
                Configs.parse("header_bits = 13", "test"));
    }

    @Test
    void recognisesItsFilesAndNoOthers() throws IOException {
        assertThat(recognised(FILE)).isTrue();
        for (String name :
                List.of(
                        "legend-testdata/compass/compass_test_data_settings.xml",
                        "wavedump-toward/SiPM_2006272158/wave0.dat",
                        "wavedump-pmt/wave_1.dat",
                        "legend-testdata/fcio/th228.fcio",
                        "legend-testdata/llamaDAQ/20241218-150158-pulser.bin",
                        "legend-testdata/orca/L200-comm-20220519-phy-geds.orca",
                        "sns-adara/sns-adara-2013-v0.adara")) {
            assertThat(recognised(name)).as(name).isFalse();
        }
    }

    private void demandExtra(
            int channel, int[] energies, long sum, long shortSum, Map<Integer, Integer> flags) {
        long energySum = 0;
        long energyShortSum = 0;
        Map<Integer, Integer> found = new TreeMap<>();
        List<Waveform> own = channel(channel);
        for (Waveform waveform : own) {
            ByteBuffer extra = ByteBuffer.wrap(waveform.extra()).order(ByteOrder.LITTLE_ENDIAN);
            assertThat(extra.remaining()).isEqualTo(25);
            assertThat(extra.getChar(2)).isEqualTo((char) channel);
            energySum += extra.getChar(12);
            energyShortSum += extra.getChar(14);
            found.merge(extra.getInt(16), 1, Integer::sum);
            assertThat(extra.get(20)).isEqualTo((byte) 1);
            assertThat(extra.getInt(21)).isEqualTo(1000);
        }
        for (int i = 0; i < energies.length; i++) {
            ByteBuffer extra = ByteBuffer.wrap(own.get(i).extra()).order(ByteOrder.LITTLE_ENDIAN);
            assertThat((int) extra.getChar(12)).isEqualTo(energies[i]);
        }
        assertThat(energySum).isEqualTo(sum);
        assertThat(energyShortSum).isEqualTo(shortSum);
        assertThat(found).isEqualTo(flags);
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

    private List<Waveform> channel(int channel) {
        return records.waveforms.stream().filter(w -> w.channel() == channel).toList();
    }

    private ChannelSums sums(int channel) {
        return ChannelSums.of(records.waveforms, channel, TraceKind.RAW);
    }

    private boolean recognised(String name) throws IOException {
        byte[] all = Files.readAllBytes(SharedData.file(name));
        int head = Math.min(all.length, 1 << 16);
        ByteBuffer bytes = ByteBuffer.wrap(all, 0, head).slice().order(ByteOrder.LITTLE_ENDIAN);
        return format.recognises(bytes, all.length);
    }
}
