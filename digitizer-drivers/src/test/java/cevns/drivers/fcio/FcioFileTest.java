package cevns.drivers.fcio;

import static cevns.drivers.fcio.ExpectedFile.channel;
import static cevns.drivers.fcio.ExpectedFile.extraInt;
import static cevns.drivers.fcio.ExpectedFile.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.config.ConfigTree;
import cevns.daq.config.Configs;
import cevns.daq.record.SourceState;
import cevns.daq.record.TriggerKind;
import cevns.drivers.CapturedRecords;
import cevns.drivers.CutFiles;
import cevns.drivers.SharedData;
import cevns.drivers.device.FileReport;
import cevns.drivers.device.RecordedFile;
import com.typesafe.config.Config;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The published files, against what independent parsers found in them. */
class FcioFileTest {

    private static final String SIPM = "legend-testdata/fcio/L200-comm-20211130-phy-spms.fcio";
    private static final String TH228 = "legend-testdata/fcio/th228.fcio";

    private final CapturedRecords records = new CapturedRecords();

    @Test
    void readsEverySampleOfTheSiPmFile() throws IOException {
        FileReport report = read(SIPM, "");
        Config expected = ExpectedFile.of(SIPM);

        assertThat(report.format()).isEqualTo("FlashCam FCIO");
        assertThat(report.records()).isEqualTo(52);
        assertThat(report.counts())
                .isEqualTo(Map.of("Config", 1L, "SparseEvent", 50L, "Status", 1L));
        assertThat(report.trailingBytes()).isZero();
        assertThat(report.problems()).isEmpty();
        assertThat(report.timeOrigin()).isEqualTo("unix");
        demandTraces(expected.getConfig("trace"), 6);
        assertThat(records.waveforms).allMatch(w -> w.channelsInTrigger() == 6);
        assertThat(records.waveforms).allMatch(w -> w.sampleWidthPs() == 16_000);
        assertThat(sumWithHeaders()).isEqualTo(14_254_943_525L);
    }

    @Test
    void readsEverySampleOfTheOlderSingleChannelFile() throws IOException {
        FileReport report = read(TH228, "");

        assertThat(report.counts()).isEqualTo(Map.of("Config", 1L, "Event", 1000L));
        assertThat(report.trailingBytes()).isZero();
        assertThat(report.problems()).isEmpty();
        demandTraces(ExpectedFile.of(TH228).getConfig("trace"), 1);
        assertThat(sumWithHeaders()).isEqualTo(24_266_242_797L);
        CapturedRecords.Waveform first = records.waveforms.get(0);
        assertThat(first.timeNs()).isEqualTo(1_537_868_606_816_850_380L);
        assertThat(first.samples()).startsWith((char) 8148, (char) 8154, (char) 8146, (char) 8131);
        CapturedRecords.Waveform last = records.waveforms.get(999);
        assertThat(last.triggerId()).isEqualTo(999);
        assertThat(last.timeNs()).isEqualTo(1_537_868_607_716_585_820L);
    }

    @Test
    void saysTheTimesOfTheSiPmFileByTheRuleOfThePresentPrograms() throws IOException {
        read(SIPM, "");

        CapturedRecords.Waveform first = records.waveforms.get(0);
        assertThat(first.timeNs()).isEqualTo(1_638_368_782_192_355_184L);
        assertThat(first.triggerId()).isZero();
        assertThat(first.kinds()).isEqualTo(TriggerKind.SELF.bit());
        assertThat(first.samples()).startsWith((char) 7682, (char) 7682, (char) 7685, (char) 7681);
        CapturedRecords.Waveform last = records.waveforms.get(299);
        assertThat(last.triggerId()).isEqualTo(49);
        assertThat(last.timeNs()).isEqualTo(1_638_368_783_723_763_112L);
        assertThat(records.waveforms)
                .allMatch(w -> records.infos.get(0).timeNs(w.ticks()) == w.timeNs());
        assertThat(records.infos.get(0).originNs()).isEqualTo(1_638_368_781_654_536_000L);
        assertThat(records.infos.get(0).originUncertaintyNs()).isEqualTo(1000);
        assertThat(records.infos.get(0).settings())
                .contains("\"time\":\"gps_rule\",\"timeAsked\":\"auto\"")
                .contains("\"origin\":\"timeOffset[0], timeOffset[1]\"");
    }

    @Test
    void saysTheTimesOfTheSiPmFileByTheOlderRuleWhenAsked() throws IOException {
        FileReport report = read(SIPM, "time = offset2");

        assertThat(records.waveforms.get(0).timeNs()).isEqualTo(1_638_368_781_537_819_184L);
        assertThat(records.infos.get(0).originNs()).isEqualTo(1_638_368_781_000_000_000L);
        assertThat(records.infos.get(0).originUncertaintyNs()).isEqualTo(1_000_000_000L);
        assertThat(records.infos.get(0).settings()).contains("\"time\":\"offset2\"");
        assertThat(report.problems()).isEmpty();
    }

    @Test
    void theStatusRecordOfTheSiPmFileSpeaksForTheRuleInUse() throws IOException {
        Config file = ExpectedFile.of(SIPM);
        var clocks = file.getIntList("first_status.time");
        var offset = file.getIntList("last_event.timeoffset");
        long zeroUs = (clocks.get(2) - clocks.get(0)) * 1_000_000L + clocks.get(3) - clocks.get(1);

        assertThat(file.getInt("config.gps")).isZero();
        assertThat(zeroUs - (offset.get(0) * 1_000_000L + offset.get(1))).isZero();
        assertThat(zeroUs - offset.get(2) * 1_000_000L).isEqualTo(654_535);
    }

    @Test
    void keepsTheRawFieldsOfEachEvent() throws IOException {
        read(SIPM, "");
        Config expected = ExpectedFile.of(SIPM);
        for (String event : new String[] {"first_event", "last_event"}) {
            CapturedRecords.Waveform waveform =
                    records.waveforms.get(event.startsWith("first") ? 0 : 294);
            assertThat(waveform.extra()).hasSize(FcioExtra.LENGTH);
            demandField(expected, event + ".timeoffset", waveform, FcioExtra.TIME_OFFSET);
            demandField(expected, event + ".timestamp", waveform, FcioExtra.TIME_STAMP);
            demandField(expected, event + ".deadregion", waveform, FcioExtra.DEAD_REGION);
            assertThat(extraInt(waveform, FcioExtra.TYPE)).isEqualTo(1);
        }
        assertThat(extraInt(records.waveforms.get(0), 0)).isEqualTo(7686 | 78 << 16);
    }

    @Test
    void endsWithALastStatusAndABalancedLedger() throws IOException {
        read(TH228, "simulated = true, pre_trigger = 900, trigger_kind = beam");

        assertThat(records.states).containsExactly(SourceState.DISCONNECTED);
        assertThat(records.counters().bytes).isEqualTo(3_832_152);
        assertThat(records.counters().unitsRead).isEqualTo(1000);
        assertThat(records.counters().recordsWritten).isEqualTo(1000);
        assertThat(records.losses).isEmpty();
        assertThat(records.infos).hasSize(1);
        assertThat(records.infos.get(0).simulated()).isTrue();
        assertThat(records.waveforms).allMatch(w -> w.preTrigger() == 900);
        assertThat(records.waveforms).allMatch(w -> w.kinds() == TriggerKind.BEAM.bit());
    }

    @Test
    void recognisesFilesByTheirContent() throws IOException {
        FcioFormat format = new FcioFormat();
        for (String name : new String[] {SIPM, TH228}) {
            byte[] head = Files.readAllBytes(SharedData.file(name));
            ByteBuffer buffer = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
            assertThat(format.recognises(buffer, head.length)).isTrue();
            assertThat(format.recognises(buffer.slice(1, 100), head.length)).isFalse();
            assertThat(format.recognises(buffer.slice(0, 13), 13)).isFalse();
        }
    }

    @Test
    void survivesCutsAndDamageOfThePublishedFiles() throws IOException {
        for (String name : new String[] {SIPM, TH228}) {
            byte[] bytes = Files.readAllBytes(SharedData.file(name));
            BitSet inside = frameEndsInside(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
            ConfigTree none = Configs.parse("", "test");
            CutFiles.check(new FcioFormat(), name, bytes, none, inside::get);
        }
    }

    /** Lengths up to 3 bytes behind the end of a frame that is not the last one of its record. */
    private static BitSet frameEndsInside(ByteBuffer file) {
        BitSet lengths = new BitSet();
        int at = 68;
        while (at < file.limit()) {
            boolean inside = file.getInt(at) >= 0;
            at += 4 + Math.max(0, file.getInt(at));
            if (inside && at < file.limit() && file.getInt(at) >= 0) {
                lengths.set(at, at + 4);
            }
        }
        return lengths;
    }

    private FileReport read(String name, String options) throws IOException {
        Path file = SharedData.file(name);
        ConfigTree device = Configs.parse(options, "test");
        try (RecordedFile open = new FcioFormat().open(file, device, key -> records)) {
            while (open.next()) {
                assertThat(open.timeNs()).isNotNegative();
            }
            device.problems().throwIfAny();
            return open.report();
        }
    }

    private void demandTraces(Config expected, int traces) {
        assertThat(expected.root()).hasSize(traces);
        for (int trace = 0; trace < traces; trace++) {
            Config one = expected.getConfig(quoted(String.valueOf(trace)));
            var found = channel(records, trace);
            assertThat(found).hasSize(one.getInt("count"));
            assertThat(found).allMatch(w -> w.samples().length == one.getInt("samples"));
            assertThat(ExpectedFile.md5(found)).isEqualTo(one.getString("samples_md5"));
            assertThat(ExpectedFile.sum(found)).isEqualTo(one.getLong("samples_sum"));
            assertThat(ExpectedFile.headerMd5(found))
                    .isEqualTo(one.getString("baseline_energy_words_md5"));
            assertThat(records.infos.get(0).channels().get(trace).name()).isEqualTo("" + trace);
        }
    }

    private long sumWithHeaders() {
        return ExpectedFile.sum(records.waveforms)
                + records.waveforms.stream()
                        .mapToLong(w -> extraInt(w, 0))
                        .map(words -> (words & 0xFFFF) + (words >>> 16 & 0xFFFF))
                        .sum();
    }

    private static void demandField(
            Config expected, String field, CapturedRecords.Waveform waveform, int at) {
        var values = expected.getIntList(field);
        for (int i = 0; i < FcioEvent.FIELDS; i++) {
            int value = i < values.size() ? values.get(i) : 0;
            assertThat(extraInt(waveform, at + 4 * i)).isEqualTo(value);
        }
    }
}
