package cevns.analysis.pulse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cevns.daq.config.PulseConfig;
import cevns.daq.config.PulseConfig.BaselineMethod;
import cevns.daq.config.PulseConfig.Polarity;
import cevns.daq.record.WaveformView;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * A real photomultiplier on a V1730 (14 bits, 2 ns), read as caen-v17xx.md §3 says. The numbers are
 * those of the reference: baseline of samples 0…29, charge of samples 34…59.
 */
class WaveDumpPmtTest {

    private static final int RECORDS = 10_002;
    private static final int HEADER = 24;

    @Test
    void givesTheReferenceBaselineAndCharge() throws IOException {
        Path file = Path.of(System.getProperty("sevens.data", ""), "wavedump-pmt", "wave_1.dat");
        Assumptions.assumeTrue(Files.isReadable(file), "no " + file + ", not compared with it");
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        PulseFinder finder =
                PulseFinder.of(
                        Waveforms.channel(
                                14,
                                new PulseConfig.Pmt(
                                        Polarity.NEGATIVE,
                                        Waveforms.baseline(60, BaselineMethod.MEAN),
                                        10,
                                        2,
                                        1,
                                        2,
                                        1,
                                        1,
                                        1,
                                        0)));
        double baselines = 0;
        double charges = 0;
        double squares = 0;
        int above60 = 0;
        int records = 0;
        while (bytes.remaining() >= HEADER) {
            int at = bytes.position();
            int[] samples = new int[(bytes.getInt(at) - HEADER) / 2];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = bytes.getChar(at + HEADER + 2 * i);
            }
            bytes.position(at + HEADER + 2 * samples.length);
            WaveformView waveform = Waveforms.of(samples);
            TracePulses found = finder.find(waveform);
            double charge =
                    Charge.of(
                            Waveforms.samples(waveform, Polarity.NEGATIVE, 14),
                            0x3FFF - found.baselineAdc(),
                            34,
                            60);
            records++;
            baselines += found.baselineAdc();
            charges += charge;
            squares += charge * charge;
            above60 += charge > 60 ? 1 : 0;
            assertThat(found.badBaseline()).isFalse();
            assertThat(found.saturated()).isFalse();
        }

        assertThat(records).isEqualTo(RECORDS);
        assertThat(baselines / records).isCloseTo(7704.436763, within(1e-6));
        assertThat(charges / records).isCloseTo(4.125575, within(1e-6));
        double mean = charges / records;
        assertThat(Math.sqrt(squares / records - mean * mean)).isCloseTo(15.566606, within(1e-3));
        assertThat(above60).isEqualTo(4);
    }
}
