package cevns.drivers.adara;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import cevns.daq.config.ConfigTree;
import cevns.daq.config.Configs;
import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.daq.record.SourceState;
import cevns.drivers.CapturedRecords;
import cevns.drivers.CapturedRecords.Loss;
import cevns.drivers.CapturedRecords.Pulse;
import cevns.drivers.CutFiles;
import cevns.drivers.SharedData;
import cevns.drivers.adara.AdaraPacket.Sync;
import cevns.drivers.device.FileReport;
import cevns.drivers.device.RecordedFile;
import cevns.drivers.file.FileBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Recorded streams: the real one, and what can be wrong with one. */
class AdaraFileTest {

    private static final String REAL = "sns-adara/sns-adara-2013-v0.adara";

    private final CapturedRecords records = new CapturedRecords();
    private final AdaraFormat format = new AdaraFormat();

    /** Numbers of data/expected.json and data/README.md. */
    @Test
    void readsThePacketsOfARealBeamLine() throws IOException {
        FileReport report = read(Files.readAllBytes(SharedData.file(REAL)));
        assertThat(report.records()).isEqualTo(5);
        assertThat(report.trailingBytes()).isZero();
        assertThat(report.problems()).isEmpty();
        assertThat(report.timeOrigin()).isEqualTo("unix");
        assertThat(report.counts())
                .containsOnly(
                        entry("rtdl", 1L),
                        entry("bankedEvents", 1L),
                        entry("beamMonitorEvents", 1L),
                        entry("synchronisation", 1L),
                        entry("runStatus", 1L));
        assertThat(records.pulses)
                .containsExactly(
                        new Pulse(
                                1_359_656_567_761_741_666L,
                                728_504_567,
                                761_741_666,
                                60,
                                1,
                                1_549_703,
                                955_259,
                                4,
                                0));
        assertThat(records.counters().bytes).isEqualTo(336);
        assertThat(records.infos.get(records.infos.size() - 1).settings())
                .contains("\"facilityRun\":13247");
        assertThat(records.states).containsExactly(SourceState.DISCONNECTED);
    }

    @Test
    void decodesEveryFieldOfTheRealPackets() throws IOException {
        byte[] file = Files.readAllBytes(SharedData.file(REAL));
        ByteBuffer b = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        AdaraPacket.Rtdl rtdl = (AdaraPacket.Rtdl) AdaraPackets.read(b, 0, 120);
        assertThat(rtdl.timingStatus()).isEqualTo(30);
        assertThat(rtdl.intraPulse()).isEqualTo(166_662);
        assertThat(rtdl.tofCorrected()).isTrue();
        assertThat(rtdl.tofOffset()).isEqualTo(63_112);
        assertThat(rtdl.frames()[0]).isEqualTo(5 << 24 | 14_371_108);
        assertThat(rtdl.frames()[16]).isEqualTo(35 << 24 | 1_549_703);
        assertThat(rtdl.frames()[24]).isEqualTo(2 << 24 | 6_430_455);
        AdaraPacket.PulseHeader banked = (AdaraPacket.PulseHeader) AdaraPackets.read(b, 136, 80);
        assertThat(banked.charge()).isEqualTo(1_549_703);
        assertThat(banked.energyEv()).isEqualTo(937_987_556);
        assertThat(banked.cycle()).isEqualTo(60);
        assertThat(banked.veto()).isZero();
        assertThat(banked.flags()).isZero();
        AdaraPacket.RunStatus status = (AdaraPacket.RunStatus) AdaraPackets.read(b, 308, 12);
        assertThat(status.run()).isEqualTo(13_247);
        assertThat(status.startSeconds()).isEqualTo(728_503_297);
        assertThat(status.fileWord() >>> 24).isEqualTo(5);
    }

    @Test
    void encodesTheRealPacketsToTheSameBytes() throws IOException {
        byte[] file = Files.readAllBytes(SharedData.file(REAL));
        ByteBuffer b = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        for (int at : new int[] {0, 232, 264, 308}) {
            int payload = b.getInt(at);
            byte[] again = AdaraEncoder.encode(AdaraPackets.read(b, at, payload));
            assertThat(again).isEqualTo(Arrays.copyOfRange(file, at, at + 16 + payload));
        }
    }

    @Test
    void isRecognisedByItsContent() throws IOException {
        byte[] file = Files.readAllBytes(SharedData.file(REAL));
        assertThat(recognises(file)).isTrue();
        assertThat(recognises(Arrays.copyOf(file, 200))).as("cut in the second packet").isTrue();
        file[0] ^= 1;
        assertThat(recognises(file)).as("by its mark").isTrue();
        assertThat(recognises(new byte[4096])).as("zeros").isFalse();
        assertThat(recognises("just a text, and not a short one".getBytes())).isFalse();
        assertThat(recognises(new byte[0])).isFalse();
    }

    @Test
    void recognisesNoOtherRecordingOfTheSharedFolder() throws IOException {
        try (Stream<Path> files = Files.walk(SharedData.file(""))) {
            List<Path> taken = files.filter(Files::isRegularFile).filter(this::isTaken).toList();
            assertThat(taken).containsExactly(SharedData.file(REAL));
        }
    }

    private boolean isTaken(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            ByteBuffer head = ByteBuffer.wrap(in.readNBytes(1 << 16));
            return format.recognises(head.order(ByteOrder.LITTLE_ENDIAN), Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void survivesEveryCutAndDamageOfTheRealFile() throws IOException {
        CutFiles.checkHolding(format, REAL, Files.readAllBytes(SharedData.file(REAL)), none());
    }

    @Test
    void survivesEveryCutAndDamageOfALongerStream() throws IOException {
        CutFiles.checkHolding(format, "forty pulses", stream(40), none());
    }

    @Test
    void givesTheOnlyPulseOfAFileThatEndsWithIt() throws IOException {
        FileReport report = read(AdaraEncoder.encode(TestPulses.normal(5)));
        assertThat(report.records()).isEqualTo(1);
        assertThat(records.pulses).hasSize(1);
    }

    @Test
    void countsAPulseThatTheEndOfTheFileCuts() throws IOException {
        byte[] two = join(rtdl(5), Arrays.copyOf(rtdl(6), 100));
        FileReport report = read(two);
        assertThat(report.records()).isEqualTo(1);
        assertThat(report.trailingBytes()).isEqualTo(100);
        assertThat(report.problems()).containsExactly("byte 136: the file ends in a packet");
        assertThat(records.losses)
                .extracting(Loss::cause, Loss::units)
                .containsExactly(tuple(LossCause.CUT, 1L));
    }

    @Test
    void goesOnAtTheNextMarkBehindDamage() throws IOException {
        byte[] bad = rtdl(6);
        bad[0] = 121;
        byte[] mark = AdaraEncoder.encode(new Sync(TestPulses.id(7), 272, "file 2"));
        FileReport report = read(join(rtdl(5), bad, rtdl(7), mark, rtdl(8)));
        assertThat(report.records()).isEqualTo(3);
        assertThat(report.trailingBytes()).isZero();
        assertThat(report.problems()).hasSize(1);
        assertThat(report.problems().get(0)).endsWith("went on at byte 408");
        assertThat(records.pulses).hasSize(2);
        assertThat(records.losses)
                .extracting(Loss::cause, Loss::units)
                .containsExactly(tuple(LossCause.CORRUPT, 2L));
        assertThat(records.counters().refused[FrameFault.FRAMING.ordinal()]).isEqualTo(1);
    }

    @Test
    void saysWhenTheFileIsOfARawFeedThoughConfiguredAsCorrected() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (long pulse = 598; pulse < 605; pulse++) {
            file.writeBytes(AdaraEncoder.encode(TestPulses.raw(pulse)));
        }
        assertThat(read(file.toByteArray()).problems()).hasSize(1);
        CapturedRecords shifted = new CapturedRecords();
        ConfigTree raw = Configs.parse("charge_association = raw_lagged", "test");
        FileBytes bytes = FileBytes.of(ByteBuffer.wrap(file.toByteArray()));
        try (RecordedFile again = format.open(bytes, raw, key -> shifted)) {
            while (again.next()) {}
            assertThat(again.report().problems()).isEmpty();
        }
        assertThat(shifted.pulses.get(2).charge()).as("cycle 0").isEqualTo(1);
    }

    private FileReport read(byte[] file) throws IOException {
        FileBytes bytes = FileBytes.of(ByteBuffer.wrap(file));
        try (RecordedFile opened = format.open(bytes, none(), key -> records)) {
            while (opened.next()) {
                assertThat(opened.timeNs()).isPositive();
            }
            return opened.report();
        }
    }

    private boolean recognises(byte[] file) {
        return format.recognises(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN), file.length);
    }

    private static ConfigTree none() {
        return Configs.parse("", "none");
    }

    private static byte[] rtdl(long pulse) {
        return AdaraEncoder.encode(TestPulses.normal(pulse));
    }

    private static byte[] stream(int pulses) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(AdaraEncoder.encode(new Sync(TestPulses.id(0), 0, "")));
        for (int i = 0; i < pulses; i++) {
            file.writeBytes(rtdl(580 + i));
            file.writeBytes(Hex.MONITOR);
            file.writeBytes(
                    AdaraEncoder.encode(
                            TestPulses.header(
                                    TestPulses.id(580 + i), 1, 1, i % 7 == 0 ? 0x40 : 0)));
            if (i == 20) {
                file.writeBytes(
                        AdaraEncoder.encode(new Sync(TestPulses.id(0), file.size(), "more")));
            }
            file.writeBytes(Hex.DOUBLE);
        }
        return file.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
