package cevns.drivers.orca;

import static cevns.drivers.orca.OrcaStreams.FCIO_CONFIG;
import static cevns.drivers.orca.OrcaStreams.FCIO_EVENT;
import static cevns.drivers.orca.OrcaStreams.FCIO_HEADER;
import static cevns.drivers.orca.OrcaStreams.FCIO_STATUS;
import static cevns.drivers.orca.OrcaStreams.LISTENER;
import static cevns.drivers.orca.OrcaStreams.LISTENER_STATUS;
import static cevns.drivers.orca.OrcaStreams.RUN;
import static cevns.drivers.orca.OrcaStreams.SCRIPT;
import static cevns.drivers.orca.OrcaStreams.TRACE;
import static cevns.drivers.orca.OrcaStreams.begun;
import static cevns.drivers.orca.OrcaStreams.encoder;
import static cevns.drivers.orca.OrcaStreams.read;
import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.config.ConfigTree;
import cevns.daq.config.Configs;
import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.drivers.CapturedRecords;
import cevns.drivers.CutFiles;
import cevns.drivers.fcio.ExpectedFile;
import cevns.drivers.fcio.FcioEncoder;
import cevns.drivers.fcio.FcioExtra;
import cevns.drivers.fcio.FcioStreams;
import cevns.drivers.orca.OrcaStreams.Result;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Records of an ORCA stream to waveforms, and each way in which they can be bad. */
class OrcaStreamTest {

    private static final char[] WORDS = FcioStreams.trace(7, 8, 100);

    @Test
    void skipsRecordsOfOtherKindsAndCountsThemByTheirDecoder() {
        Result result = read(begun().record(SCRIPT, 1, 2, 3).record(SCRIPT, 4));

        assertThat(result.report().counts())
                .containsOnly(Map.entry("header", 1L), Map.entry(RUN, 1L), Map.entry(SCRIPT, 2L));
        assertThat(result.report().records()).isEqualTo(4);
        assertThat(result.report().problems()).isEmpty();
    }

    @Test
    void skipsShortRecordsOfANegativeId() {
        String text =
                "<plist><dict><key>dataDescription</key><dict><key>a</key><dict><key>b</key><dict>"
                        + "<key>dataId</key><integer>-2080374784</integer><key>decoder</key>"
                        + "<string>ORShort</string></dict></dict></dict></dict></plist>";
        Result result =
                read(
                        new OrcaEncoder(ByteOrder.LITTLE_ENDIAN)
                                .headerText("<?xml version=\"1.0\"?>" + text)
                                .word(0x8400_0000 | 77));

        assertThat(result.report().counts()).containsEntry("ORShort", 1L);
        assertThat(result.report().problems()).isEmpty();
    }

    @Test
    void readsTheIdTableAgainAtEachHeader() {
        byte[] first = begun().record(SCRIPT, 1).bytes();
        byte[] second =
                new OrcaEncoder(ByteOrder.LITTLE_ENDIAN, SCRIPT)
                        .header("")
                        .record(SCRIPT, 1)
                        .bytes();
        Result result = read(join(first, second), "");

        assertThat(result.report().counts()).containsEntry("header", 2L).containsEntry(SCRIPT, 2L);
        assertThat(result.report().counts()).containsEntry(RUN, 1L);
        assertThat(result.report().problems()).isEmpty();
    }

    @Test
    void oneRecordOfAnUnlistedIdIsSkippedAndAHole() {
        Result result =
                read(traces().word(99 << 18 | 2).word(0).flashCamTrace(0, 1, 1, event(1), WORDS));

        assertThat(result.report().counts()).containsEntry("id 0x18C0000", 1L);
        assertThat(result.source("1").waveforms).hasSize(2);
        assertThat(result.source("1").counters().unknownLosses).isOne();
        assertThat(result.report().problems()).hasSize(1);
        assertThat(result.report().trailingBytes()).isZero();
    }

    @Test
    void twoUnlistedIdsInARowLoseAllUpToTheNextHeader() {
        byte[] damaged =
                traces().word(99 << 18 | 1)
                        .word(98 << 18 | 1)
                        .flashCamTrace(0, 1, 1, event(1), WORDS)
                        .bytes();
        byte[] next = encoder(ByteOrder.LITTLE_ENDIAN).header("").record(SCRIPT, 1).bytes();

        Result lost = read(damaged, "");
        assertThat(lost.source("1").waveforms).hasSize(1);
        assertThat(lost.report().trailingBytes()).isPositive();
        assertThat(lost.source("1").counters().unknownLosses).isEqualTo(2);
        Result found = read(join(damaged, next), "");
        assertThat(found.report().trailingBytes()).isZero();
        assertThat(found.report().counts()).containsEntry("header", 2L).containsEntry(SCRIPT, 1L);
    }

    @Test
    void zerosLoseAllUpToTheNextHeader() {
        byte[] next = encoder(ByteOrder.LITTLE_ENDIAN).header("").record(SCRIPT, 1).bytes();
        Result result = read(join(traces().word(0).word(0).bytes(), next), "");

        assertThat(result.report().problems()).hasSize(1);
        assertThat(result.report().problems().get(0)).contains("0x00000000");
        assertThat(result.report().counts()).containsEntry(SCRIPT, 1L);
        assertThat(result.source("1").counters().unknownLosses).isOne();
    }

    @Test
    void aHeaderThatIsNoPropertyListIsNamed() {
        for (String text :
                new String[] {
                    "<?xml version=\"1.0\"?><plist><dict><key>a</key>",
                    "<?xml version=\"1.0\"?><plist></plist>",
                    "<?xml version=\"1.0\"?>&#0;",
                    "<?xml version=\"1.0\"?>" + "<array>".repeat(100) + "</array>".repeat(100),
                    "<?xml version=\"1.0\"?><plist><string>&other;</string></plist>"
                }) {
            Result result = read(new OrcaEncoder(ByteOrder.LITTLE_ENDIAN).headerText(text));
            assertThat(result.report().problems()).hasSize(1);
            assertThat(result.report().problems().get(0)).contains("no property list");
        }
    }

    @Test
    void aRunRecordOfAnotherLengthIsNamed() {
        Result result = read(begun().record(RUN, 0x21, 5));
        assertThat(result.report().problems()).hasSize(1);
    }

    @Test
    void aFlashCamTraceIsAWaveformOfItsListener() {
        Result result = read(traces());
        CapturedRecords records = result.source("1");
        CapturedRecords.Waveform waveform = records.waveforms.get(0);

        assertThat(waveform.channel()).isEqualTo(2);
        assertThat(waveform.samples()).isEqualTo(Arrays.copyOfRange(WORDS, 2, 6));
        assertThat(waveform.timeNs()).isEqualTo(1_000_000_000_040L);
        assertThat(waveform.channelsInTrigger()).isEqualTo(3);
        assertThat(ExpectedFile.extraInt(waveform, 0)).isEqualTo(7 | 8 << 16);
        assertThat(ExpectedFile.extraInt(waveform, FcioExtra.TYPE)).isEqualTo(1);
        assertThat(records.infos.get(0).settings()).contains("\"0x100000\"");
    }

    @Test
    void cardsBelongToTheListenerThatTheHeaderNames() {
        String readout =
                "<key>ReadoutDescription</key><array>"
                        + listener(1, 0)
                        + listener(2, 3)
                        + "</array>";
        Result result =
                read(
                        encoder(ByteOrder.LITTLE_ENDIAN)
                                .header(readout)
                                .listenerConfig(1, FcioStreams.CONFIG)
                                .listenerConfig(2, FcioStreams.CONFIG)
                                .flashCamTrace(0, 1, 0, event(0), WORDS)
                                .flashCamTrace(3, 1, 1, event(0), WORDS));

        assertThat(result.source("1").waveforms).hasSize(1);
        assertThat(result.source("2").waveforms).hasSize(1);
        assertThat(result.source("2").waveforms.get(0).channel()).isEqualTo(1);
    }

    @Test
    void aFlashCamTraceWithoutAConfigurationIsLost() {
        Result result = read(begun().flashCamTrace(0, 1, 0, event(0), WORDS));

        assertThat(result.source("0").counters().lost[LossCause.CORRUPT.ordinal()]).isOne();
        assertThat(result.source("0").counters().refused[FrameFault.PROTOCOL.ordinal()]).isOne();
    }

    @Test
    void aFlashCamTraceOfAnotherLengthIsLost() {
        int[] short1 = new int[19];
        short1[0] = 3 << 28 | 17 << 22 | 2 << 6;
        int[] short2 = new int[19];
        short2[0] = 2 << 28 | 18 << 22;
        Result result = read(traces().record(TRACE, short1).record(TRACE, short2));

        assertThat(result.source("1").waveforms).hasSize(1);
        assertThat(result.source("1").counters().lost[LossCause.CORRUPT.ordinal()]).isEqualTo(2);
        assertThat(result.source("1").counters().refused[FrameFault.LENGTH.ordinal()]).isEqualTo(2);
    }

    @Test
    void recordsTooShortForTheirKindAreNamed() {
        Result result =
                read(
                        traces().record(LISTENER, 1)
                                .record(LISTENER_STATUS, 1)
                                .record(TRACE)
                                .record(FCIO_EVENT)
                                .record(OrcaStreams.SIS3302, 1)
                                .record(OrcaStreams.SIS3316, 1));

        assertThat(result.report().problems()).hasSize(6);
        assertThat(result.source("1").counters().unknownLosses).isEqualTo(3);
    }

    @Test
    void aListenerStatusIsReadWhateverItsCardBlocksAre() {
        int[] status = new int[14 + 3];
        status[0] = 1;
        status[2] = 1;
        status[4] = 1001;
        status[13] = 999;
        Result result = read(traces().record(LISTENER_STATUS, status));

        assertThat(result.report().counts()).containsEntry(LISTENER_STATUS, 1L);
    }

    @Test
    void interleavedFcioStreamsAreSourcesOfTheirOwn() {
        FcioEncoder header = fcio().eventHeader(event(1), new char[] {0}, new char[] {5, 6});
        Result result =
                read(
                        begun().fcio(FCIO_CONFIG, 0x10001, FcioStreams.begun())
                                .fcio(FCIO_CONFIG, 0x20001, FcioStreams.begun())
                                .fcio(FCIO_EVENT, 0x10001, sparse(0))
                                .fcio(FCIO_EVENT, 0x20001, sparse(0))
                                .fcio(FCIO_HEADER, 0x10001, header)
                                .fcio(
                                        FCIO_STATUS,
                                        0x10001,
                                        fcio().status(1, new int[10], new int[4])));

        assertThat(result.source("0x10001").waveforms).hasSize(2);
        assertThat(result.source("0x20001").waveforms).hasSize(1);
        assertThat(result.source("0x20001").infos.get(0).channels().get(1).name())
                .isEqualTo("0x20001/1");
        assertThat(result.report().problems()).isEmpty();
    }

    @Test
    void anFcioEventBeforeItsConfigIsAHole() {
        Result result = read(begun().fcio(FCIO_EVENT, 0x10001, sparse(0)));

        assertThat(result.source("0x10001").counters().unknownLosses).isOne();
        assertThat(result.report().problems()).hasSize(1);
        assertThat(result.report().problems().get(0)).contains("0x10001: protocol word");
    }

    @Test
    void anFcioFrameBeyondItsOrcaRecordCostsOnlyThatRecord() {
        FcioEncoder broken = sparse(0).tag(-400);
        Result result =
                read(
                        begun().fcio(FCIO_CONFIG, 0x10001, FcioStreams.begun())
                                .fcio(FCIO_EVENT, 0x10001, broken)
                                .fcio(FCIO_EVENT, 0x10001, sparse(1)));

        CapturedRecords records = result.source("0x10001");
        assertThat(records.waveforms).hasSize(1);
        assertThat(records.counters().refused[FrameFault.LENGTH.ordinal()]).isOne();
        assertThat(records.counters().lost[LossCause.CORRUPT.ordinal()]).isOne();
    }

    @Test
    void aCutFcioEventLosesTheTracesOfItsList() {
        byte[] whole =
                begun().fcio(FCIO_CONFIG, 0x10001, FcioStreams.begun())
                        .fcio(FCIO_EVENT, 0x10001, sparse(0))
                        .bytes();
        Result result = read(Arrays.copyOf(whole, whole.length - 5), "");

        assertThat(result.source("0x10001").counters().lost[LossCause.CUT.ordinal()]).isOne();
        assertThat(result.source("0x10001").counters().unknownLosses).isZero();
        assertThat(result.report().problems()).hasSize(1);
    }

    @Test
    void aBigEndianFileGivesTheSameWaveforms() {
        for (ByteOrder fcioOrder :
                new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            Result little = read(all(ByteOrder.LITTLE_ENDIAN, fcioOrder));
            Result big = read(all(ByteOrder.BIG_ENDIAN, fcioOrder));
            for (String key : new String[] {"1", "0x10001"}) {
                assertThat(little.source(key).waveforms).hasSize(1);
                assertThat(big.source(key).waveforms)
                        .usingRecursiveFieldByFieldElementComparator()
                        .isEqualTo(little.source(key).waveforms);
            }
            assertThat(big.report().problems()).isEmpty();
        }
    }

    @Test
    void readsRecordsTooLongForTheLongForm() {
        FcioEncoder stream = FcioStreams.begun();
        Result result =
                read(
                        begun().record(SCRIPT, new int[OrcaFrame.LONG_LENGTH])
                                .fcio(FCIO_CONFIG, 0x10001, stream));

        assertThat(result.report().counts()).containsEntry(SCRIPT, 1L);
        assertThat(result.report().counts()).containsEntry(FCIO_CONFIG, 1L);
        assertThat(result.report().problems()).isEmpty();
    }

    @Test
    void survivesCutsAndDamage() throws IOException {
        ByteOrder order = ByteOrder.LITTLE_ENDIAN;
        byte[] file = all(order, order).record(SCRIPT, 1).bytes();
        CutFiles.check(new OrcaFormat(), "FlashCam and FCIO", file, Configs.parse("", "test"));
    }

    @Test
    void theOptionsAreReadStrictly() {
        ConfigTree device = Configs.parse("sis3302_mhz = 0, sis3316_khz = 1", "test");
        OrcaOptions.read(device);
        device.rejectUnknown();

        assertThat(device.problems().lines()).hasSize(2);
    }

    private static OrcaEncoder all(ByteOrder order, ByteOrder fcioOrder) {
        FcioEncoder config = new FcioEncoder(fcioOrder).protocol().config(FcioStreams.CONFIG);
        FcioEncoder event = new FcioEncoder(fcioOrder);
        return encoder(order)
                .header("")
                .run(0x21, 5, 1000)
                .listenerConfig(1, FcioStreams.CONFIG)
                .flashCamTrace(0, 1, 2, event(0), WORDS)
                .fcio(FCIO_CONFIG, 0x10001, config)
                .fcio(FCIO_EVENT, 0x10001, event.sparseEvent(event(0), new char[] {1}, WORDS));
    }

    /** A stream with the configuration of listener 1 and one trace. */
    private static OrcaEncoder traces() {
        return begun().listenerConfig(1, FcioStreams.CONFIG)
                .flashCamTrace(0, 1, 2, event(0), WORDS);
    }

    private static FcioEncoder.Fields event(int number) {
        return FcioStreams.event(number, 10);
    }

    private static FcioEncoder fcio() {
        return new FcioEncoder(ByteOrder.LITTLE_ENDIAN);
    }

    private static FcioEncoder sparse(int number) {
        return fcio().sparseEvent(event(number), new char[] {1}, WORDS);
    }

    private static String listener(int id, int crate) {
        return "<dict><key>name</key><string>ORFlashCamListenerModel</string><key>uniqueID</key>"
                + "<integer>"
                + id
                + "</integer><key>children</key><array><dict><key>crate</key><integer>"
                + crate
                + "</integer><key>station</key><integer>1</integer></dict></array></dict>";
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
