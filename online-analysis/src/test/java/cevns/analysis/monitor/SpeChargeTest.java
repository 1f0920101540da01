package cevns.analysis.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cevns.analysis.pulse.PulseFinder;
import cevns.analysis.pulse.TracePulses;
import cevns.daq.config.ChannelConfig;
import cevns.daq.config.PulseConfig;
import cevns.daq.config.PulseConfig.BaselineMethod;
import cevns.daq.config.PulseConfig.BaselineWindow;
import cevns.daq.config.PulseConfig.Polarity;
import cevns.daq.record.RecordLayout;
import cevns.daq.record.WaveformView;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.hipparchus.distribution.continuous.GammaDistribution;
import org.junit.jupiter.api.Test;

/** Peaks of one sample, 4 ns wide, on a baseline of 1000 counts, so that a height is a charge. */
class SpeChargeTest {

    private static final int SAMPLES = 2000;

    private final PulseFinder finder =
            PulseFinder.of(
                    new ChannelConfig(
                            "pmt",
                            "source",
                            0,
                            14,
                            new PulseConfig.Pmt(
                                    Polarity.POSITIVE,
                                    new BaselineWindow(0, 400, BaselineMethod.MEDIAN, 100),
                                    5,
                                    1,
                                    0,
                                    0,
                                    200,
                                    3000,
                                    90,
                                    0)));
    private final SpeCharge spe = new SpeCharge(200);
    private final Random random = new Random(42);

    @Test
    void findsTheMeanOfAPolyaWhateverItsWidth() {
        for (double resolution : new double[] {0.25, 0.4, 0.5}) {
            SpeCharge one = new SpeCharge(200);
            GammaDistribution polya = polya(230, resolution);
            for (int i = 0; i < 20_000; i++) {
                one.add(
                        0,
                        find(peak(polya.inverseCumulativeProbability((i + 0.5) / 20_000))),
                        0,
                        1400);
            }
            assertThat(one.meanAdc()).as("RMS " + resolution).isCloseTo(230, within(2.3));
        }
    }

    @Test
    void findsTheMeanOfTheBellAboveNoiseAndBelowPairs() {
        GammaDistribution polya = polya(230, 0.4);
        for (int i = 0; i < 20_000; i++) {
            double one = polya.inverseCumulativeProbability(random.nextDouble());
            double charge =
                    switch (i % 50) {
                        // The noise that crosses the threshold.
                        case 0, 1, 2, 3, 4 -> 6 - 12 * Math.log(random.nextDouble());
                        case 5 -> one + polya.inverseCumulativeProbability(random.nextDouble());
                        default -> one;
                    };
            add(0, (int) Math.max(6, Math.rint(charge)));
        }

        // 230, though 200 are configured; a fiftieth of pairs draws it up by less than a hundredth.
        assertThat(spe.meanAdc()).isCloseTo(230, within(4.6));
    }

    /** Charges of a photoelectron with this mean and RMS over mean. */
    private static GammaDistribution polya(double mean, double resolution) {
        double shape = 1 / (resolution * resolution);
        return new GammaDistribution(shape, mean / shape);
    }

    @Test
    void saysNothingOfFewPeaks() {
        for (int i = 0; i < 99; i++) {
            add(0, 200);
        }
        assertThat(spe.meanAdc()).isNaN();

        add(0, 200);
        assertThat(spe.meanAdc()).isCloseTo(200, within(1.0));
    }

    @Test
    void givesTheLastWholeBlock() {
        for (int i = 0; i < 200; i++) {
            add(0, 200);
        }
        for (int i = 0; i < 200; i++) {
            add(SpeCharge.BLOCK_NS, 240);
        }
        assertThat(spe.meanAdc()).isCloseTo(200, within(1.0));

        add(2 * SpeCharge.BLOCK_NS, 200);
        assertThat(spe.meanAdc()).isCloseTo(240, within(1.0));
    }

    @Test
    void leavesOutPeaksThatAreNotAloneAndThoseOutsideThePreTrace() {
        for (int i = 0; i < 200; i++) {
            int[] samples = quiet();
            samples[500] = 1250;
            // 496 ns later, and 500 ns after that.
            samples[625] = 1250;
            samples[900] = 1200;
            samples[1500] = 1300;
            spe.add(0, find(samples), 0, 1400);
        }

        assertThat(spe.meanAdc()).isCloseTo(200, within(1.0));
    }

    @Test
    void leavesOutSaturatedTraces() {
        for (int i = 0; i < 200; i++) {
            int[] samples = quiet();
            samples[500] = 1200;
            samples[1900] = 0x3FFF;
            spe.add(0, find(samples), 0, 1400);
        }

        assertThat(spe.meanAdc()).isNaN();
    }

    @Test
    void refusesAConfiguredChargeOfNothing() {
        assertThatThrownBy(() -> new SpeCharge(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("configuredAdc 0.0 not above 0");
    }

    private void add(long timeNs, int charge) {
        spe.add(timeNs, find(peak(charge)), 0, 1400);
    }

    private static int[] peak(double charge) {
        int[] samples = quiet();
        samples[700] = (int) Math.rint(1000 + charge);
        return samples;
    }

    private static int[] quiet() {
        int[] samples = new int[SAMPLES];
        Arrays.fill(samples, 1000);
        return samples;
    }

    private TracePulses find(int[] samples) {
        ByteBuffer buffer =
                ByteBuffer.allocate(RecordLayout.samplesAt(0) + 2 * SAMPLES)
                        .order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(RecordLayout.WAVEFORM_SAMPLE_PS, 4000);
        buffer.putInt(RecordLayout.WAVEFORM_SAMPLES, SAMPLES);
        for (int i = 0; i < SAMPLES; i++) {
            buffer.putChar(RecordLayout.samplesAt(0) + 2 * i, (char) samples[i]);
        }
        return finder.find(new WaveformView().wrap(buffer, 0));
    }
}
