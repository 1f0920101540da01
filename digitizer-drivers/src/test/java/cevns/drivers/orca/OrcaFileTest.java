package cevns.drivers.orca;

import static cevns.drivers.fcio.ExpectedFile.channel;
import static cevns.drivers.fcio.ExpectedFile.extraInt;
import static cevns.drivers.fcio.ExpectedFile.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.config.ConfigTree;
import cevns.daq.config.Configs;
import cevns.daq.record.SourceInfo;
import cevns.daq.record.SourceState;
import cevns.drivers.CapturedRecords;
import cevns.drivers.CutFiles;
import cevns.drivers.SharedData;
import cevns.drivers.device.FileReport;
import cevns.drivers.device.RecordedFile;
import cevns.drivers.fcio.ExpectedFile;
import cevns.drivers.fcio.FcioExtra;
import com.typesafe.config.Config;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The published files, against what independent parsers found in them. */
class OrcaFileTest {

    private static final String GEDS = "legend-testdata/orca/L200-comm-20220519-phy-geds.orca";
    private static final String CAL =
            "legend-testdata/orca/l200-p14-r004-cal-20250606T010224Z.orca";

    private final Map<String, CapturedRecords> sources = new TreeMap<>();

    @Test
    void readsEverySampleOfTheFlashCamRecords() throws IOException {
        FileReport report = read(GEDS, "");
        Config expected = ExpectedFile.of(GEDS);

        assertThat(report.format()).isEqualTo("ORCA");
        assertThat(report.records()).isEqualTo(71);
        demandCounts(report, expected);
        assertThat(report.trailingBytes()).isZero();
        assertThat(report.problems()).isEmpty();
        assertThat(sources).containsOnlyKeys("1");
        CapturedRecords records = sources.get("1");
        Config traces = expected.getConfig("flashcam_adc");
        for (int trace = 0; trace < 6; trace++) {
            Config one = traces.getConfig(quoted(String.valueOf(trace)));
            var found = channel(records, trace);
            assertThat(found).hasSize(one.getInt("records"));
            assertThat(found).allMatch(w -> w.samples().length == 6402);
            assertThat(ExpectedFile.md5(found)).isEqualTo(one.getString("samples_md5"));
            assertThat(ExpectedFile.sum(found)).isEqualTo(one.getLong("samples_sum"));
            demandEvent(found.get(0), one.getConfig("first"));
            demandEvent(found.get(found.size() - 1), one.getConfig("last"));
            assertThat(records.infos.get(0).channels().get(trace).name()).isEqualTo("" + trace);
        }
        assertThat(ExpectedFile.sum(records.waveforms)).isEqualTo(9_299_719_129L);
    }

    @Test
    void saysTheTimesOfTheFlashCamRecords() throws IOException {
        read(GEDS, "");
        CapturedRecords records = sources.get("1");

        CapturedRecords.Waveform first = records.waveforms.get(0);
        assertThat(first.timeNs()).isEqualTo(1_652_986_635_983_929_876L);
        assertThat(first.sampleWidthPs()).isEqualTo(16_000);
        assertThat(first.channelsInTrigger()).isEqualTo(6);
        assertThat(records.waveforms.get(66).triggerId()).isEqualTo(11);
        assertThat(records.infos).hasSize(1);
        SourceInfo info = records.infos.get(0);
        assertThat(records.waveforms).allMatch(w -> info.timeNs(w.ticks()) == w.timeNs());
        assertThat(info.settings()).contains("\"0x1200000\",\"0x1200001\"");
        assertThat(records.losses).isEmpty();
        assertThat(records.states).containsExactly(SourceState.DISCONNECTED);
    }

    @Test
    void readsBothFcioStreamsInsideOrcaRecords() throws IOException {
        FileReport report = read(CAL, "");
        Config expected = ExpectedFile.of(CAL);

        assertThat(report.records()).isEqualTo(13);
        demandCounts(report, expected);
        assertThat(report.trailingBytes()).isZero();
        assertThat(report.problems()).isEmpty();
        assertThat(sources).containsOnlyKeys("0x10001", "0x10002");
        CapturedRecords records = sources.get("0x10001");
        Config traces = expected.getConfig("streams").getConfig("0x10001").getConfig("trace");
        long sum = 0;
        for (String trace : traces.root().keySet()) {
            Config one = traces.getConfig(quoted(trace));
            var found = channel(records, Integer.parseInt(trace));
            assertThat(found).hasSize(one.getInt("count"));
            assertThat(found).allMatch(w -> w.samples().length == 6250);
            assertThat(ExpectedFile.md5(found)).isEqualTo(one.getString("samples_md5"));
            assertThat(ExpectedFile.sum(found)).isEqualTo(one.getLong("samples_sum"));
            assertThat(ExpectedFile.headerMd5(found))
                    .isEqualTo(one.getString("baseline_energy_words_md5"));
        }
        for (CapturedRecords.Waveform waveform : records.waveforms) {
            int words = extraInt(waveform, 0);
            sum += (words & 0xFFFF) + (words >>> 16);
        }
        assertThat(records.waveforms).hasSize(7).allMatch(w -> w.channelsInTrigger() == 1);
        assertThat(sum + ExpectedFile.sum(records.waveforms)).isEqualTo(794_274_877L);
    }

    @Test
    void saysTheTimesOfAnFcioStreamThatIsLockedToAPps() throws IOException {
        read(CAL, "");
        CapturedRecords records = sources.get("0x10001");

        CapturedRecords.Waveform first = records.waveforms.get(0);
        assertThat(first.channel()).isEqualTo(6);
        assertThat(first.timeNs()).isEqualTo(1_749_171_745_425_438_284L);
        assertThat(first.samples())
                .startsWith((char) 14990, (char) 14984, (char) 14998, (char) 14994);
        assertThat(extraInt(first, 0)).isEqualTo(15008 | 17878 << 16);
        assertThat(extraInt(first, FcioExtra.TYPE)).isEqualTo(11);
        CapturedRecords.Waveform second = records.waveforms.get(1);
        assertThat(second.channel()).isEqualTo(36);
        assertThat(extraInt(second, FcioExtra.TIME_STAMP + 8)).isEqualTo(107_826_568);
        SourceInfo info = records.infos.get(0);
        assertThat(info.originUncertaintyNs()).isEqualTo(50_000_000);
        assertThat(info.channels().get(6).name()).isEqualTo("0x10001/6");
        assertThat(info.channels()).hasSize(132);
        assertThat(sources.get("0x10002").infos.get(0).channels()).hasSize(54);
        assertThat(records.losses).isEmpty();
    }

    @Test
    void bothRulesAgreeOnAStreamThatIsLockedToAPps() throws IOException {
        read(CAL, "time = offset2");

        // 106359571 ticks of a second that had 249999974
        long expected = 1_749_171_745_000_000_000L + 106_359_571L * 1_000_000_000L / 249_999_974L;
        assertThat(sources.get("0x10001").waveforms.get(0).timeNs())
                .isBetween(expected - 3, expected);
    }

    @Test
    void recognisesFilesByTheirContent() throws IOException {
        OrcaFormat format = new OrcaFormat();
        for (String name : new String[] {GEDS, CAL}) {
            ByteBuffer head = ByteBuffer.wrap(Files.readAllBytes(SharedData.file(name)));
            head.order(ByteOrder.LITTLE_ENDIAN);
            assertThat(format.recognises(head, head.limit())).isTrue();
            assertThat(format.recognises(little(head.slice(4, 100)), 100)).isFalse();
            assertThat(format.recognises(little(head.slice(0, 11)), 11)).isFalse();
        }
    }

    @Test
    void survivesCutsAndDamageOfThePublishedFiles() throws IOException {
        for (String name : new String[] {GEDS, CAL}) {
            byte[] bytes = Files.readAllBytes(SharedData.file(name));
            CutFiles.check(new OrcaFormat(), name, bytes, Configs.parse("", "test"));
        }
    }

    private FileReport read(String name, String options) throws IOException {
        ConfigTree device = Configs.parse(options, "test");
        try (RecordedFile open =
                new OrcaFormat().open(SharedData.file(name), device, this::source)) {
            while (open.next()) {
                assertThat(open.timeNs()).isNotNegative();
            }
            device.problems().throwIfAny();
            return open.report();
        }
    }

    private CapturedRecords source(String key) {
        return sources.computeIfAbsent(key, k -> new CapturedRecords());
    }

    private static void demandCounts(FileReport report, Config expected) {
        Map<String, Long> counts = new TreeMap<>();
        expected.getConfig("packets_by_decoder")
                .root()
                .forEach((name, n) -> counts.put(name, ((Number) n.unwrapped()).longValue()));
        assertThat(report.counts()).isEqualTo(counts);
    }

    private static void demandEvent(CapturedRecords.Waveform waveform, Config event) {
        assertThat(waveform.triggerId()).isEqualTo(event.getInt("event"));
        assertThat(extraInt(waveform, FcioExtra.TIME_STAMP + 4)).isEqualTo(event.getInt("pps"));
        assertThat(extraInt(waveform, FcioExtra.TIME_STAMP + 8)).isEqualTo(event.getInt("ticks"));
        assertThat(extraInt(waveform, 0))
                .isEqualTo(event.getInt("baseline") | event.getInt("energy") << 16);
    }

    private static ByteBuffer little(ByteBuffer buffer) {
        return buffer.order(ByteOrder.LITTLE_ENDIAN);
    }
}
