package cevns.web.control;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.config.RunConfig;
import cevns.daq.queue.QueueSettings;
import cevns.daq.queue.RunQueue;
import cevns.daq.queue.RunWriter;
import cevns.daq.record.EndReason;
import cevns.daq.record.RunMark;
import cevns.daq.record.RunMode;
import cevns.daq.record.SourceInfo;
import cevns.daq.record.TriggerKind;
import cevns.daq.record.WaveformHeader;
import cevns.daq.run.RunDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationTest {

    private static final String CONFIG =
            """
            name = bench
            type = test
            detector {
              name = B1, kind = bench, mass_kg = 1
              channels {
                pmt {
                  source = adc, channel = 0, kind = pmt, polarity = negative, adc_bits = 14
                  baseline_ns = [0, 20], threshold_adc = 10, spe_charge_adc = 50
                }
              }
            }
            beam { charge = none }
            events { build = trigger }
            sources { adc { id = 1, family = wavedump, device {} } }
            """;

    private static final int WAVEFORMS = 300;

    @TempDir Path data;

    private RunDirectory run;

    @BeforeEach
    void writeARun() throws IOException {
        run = RunDirectory.next(data);
        RunConfig config = RunConfig.ofText(CONFIG);
        try (RunQueue queue = RunQueue.open(run.path(), QueueSettings.RUN)) {
            RunWriter control = queue.writer(0);
            RunWriter adc = queue.writer(1);
            control.mark(Version.runStart(run.run(), config, RunMode.LIVE, 1, 1_000_000_000L));
            adc.info(
                    new SourceInfo(
                            "adc",
                            "wavedump",
                            "X",
                            "1",
                            "1",
                            false,
                            1_000_000_000L,
                            0,
                            8_000_000,
                            31,
                            List.of(new SourceInfo.ChannelInfo(0, "0", "")),
                            "{}"));
            WaveformHeader header = new WaveformHeader();
            header.kinds = TriggerKind.SELF.bit();
            header.channelsInTrigger = 1;
            header.sampleWidthPs = 2000;
            for (int i = 0; i < WAVEFORMS; i++) {
                header.triggerId = i;
                header.at(125_000L * i, 1_000_000_000L, 8_000_000);
                adc.waveform(header, ByteBuffer.allocate(0), ByteBuffer.allocate(200));
            }
            adc.status(1_400_000_000L);
            control.mark(new RunMark.RunEnd(1_400_000_001L, EndReason.OPERATOR, "done"));
        }
        try (Analysis analysis = Analysis.of(run, run.snapshots(), snapshot -> {})) {
            analysis.run();
        }
    }

    @Test
    void findsNothingWrongWithAWholeRun() throws IOException {
        Verification verification = Verification.of(run);
        assertThat(verification.ok()).as(verification.problems().toString()).isTrue();
        assertThat(verification.records()).isEqualTo(WAVEFORMS + 4);
        assertThat(verification.sources().get(0).built()).isEqualTo(WAVEFORMS);
    }

    @Test
    void namesTheDamagedRecordAndKeepsTheRestOfTheLedger() throws IOException {
        Path file = queueFile();
        byte[] bytes = Files.readAllBytes(file);
        int at = bytes.length;
        while (bytes[--at] == 0) {
            assertThat(at).isPositive();
        }
        bytes[at - 5000] ^= 0x40; // inside one of the waveforms
        Files.write(file, bytes);

        Verification verification = Verification.of(run);
        assertThat(verification.ok()).isFalse();
        assertThat(verification.badRecords()).isEqualTo(1);
        assertThat(verification.residual()).isEqualTo(1);
        assertThat(verification.problems())
                .anyMatch(p -> p.matches(".*\\.cq4 offset \\d+, record \\d+: checksum.*"));
        assertThat(verification.sources().get(0).built()).isEqualTo(WAVEFORMS - 1);
    }

    @Test
    void keepsTheLedgerOfAQueueThatIsDamagedOutsideItsRecords() throws IOException {
        Path file = queueFile();
        byte[] bytes = Files.readAllBytes(file);
        bytes[126] ^= 0x04; // in the name of a property in the header
        Files.write(file, bytes);

        Verification verification = Verification.of(run);
        assertThat(verification.ok()).isFalse();
        assertThat(verification.replay()).isEqualTo(Verification.Replay.NOT_COMPARED);
        assertThat(verification.problems())
                .anyMatch(p -> p.contains("offset 0") && p.contains("the header of the queue"));
        assertThat(verification.sources().get(0).built()).isEqualTo(WAVEFORMS);
    }

    @Test
    void seesASnapshotThatIsNotWhatAReplayGives() throws IOException {
        String log = Files.readString(run.snapshots());
        Files.writeString(run.snapshots(), log.replaceFirst("\"built\":3", "\"built\":4"));
        Verification verification = Verification.of(run);
        assertThat(verification.replay()).isEqualTo(Verification.Replay.DIFFERENT);
        assertThat(verification.ok()).isFalse();
        assertThat(verification.problems()).anyMatch(p -> p.contains("differs"));
    }

    private Path queueFile() throws IOException {
        try (var files = Files.newDirectoryStream(run.path().resolve("raw"), "*.cq4")) {
            return files.iterator().next();
        }
    }
}
