package cevns.drivers.emulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cevns.daq.truth.PulseSource;
import cevns.daq.truth.TruePulse;
import cevns.daq.truth.TruePulse.Kind;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class CsiTracesTest {

    private static final int SAMPLES = 35_000;
    private static final int PRE_TRIGGER = 27_500;
    private static final double SAMPLE_NS = 2;
    private static final double BASELINE = 15_000;
    private static final double THRESHOLD = 15;

    private static final String SILENT =
            "rates { steady_state_per_s = 0, cherenkov_per_s = 0,"
                    + " dark_per_s = 0, muons_per_s = 0, veto_muons_per_s = 0 }";

    private static final PulseSource NOTHING = (cycle, protons, from, to, into) -> {};

    private final char[] pmt = new char[SAMPLES];
    private final char[] veto = new char[SAMPLES];

    @Test
    void aQuietTraceIsBaselineAndNoise() {
        CsiTraces traces = traces(SILENT, NOTHING);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < 10; i++) {
            next(traces);
            for (char sample : pmt) {
                sum += sample - BASELINE;
                squares += (sample - BASELINE) * (sample - BASELINE);
            }
        }
        double n = 10.0 * SAMPLES;
        assertThat(sum / n).isCloseTo(0, within(0.02));
        // 2.5 counts of noise and 1/12 of a count squared for rounding.
        assertThat(Math.sqrt(squares / n)).isCloseTo(2.517, within(0.02));
    }

    @Test
    void darkPhotoelectronsComeAtTheirRateWithTheirChargeAndSpread() {
        CsiTraces traces = traces(SILENT + ", rates { dark_per_s = 20000 }", NOTHING);
        int count = 0;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < 8000; i++) {
            next(traces);
            for (PeakSearch.Peak peak : PeakSearch.peaks(pmt, BASELINE, THRESHOLD)) {
                count++;
                sum += peak.charge();
                squares += peak.charge() * peak.charge();
            }
        }
        // 20 kHz × 70 µs × 8000; some overlap, none hides below threshold: 11200 ± 106.
        assertThat(count).isBetween(10_900, 11_400);
        double mean = sum / count;
        // 600 in all, 1 or 2 % of it outside a peak's borders; ± 0.4 %.
        assertThat(mean).isBetween(582.0, 604.0);
        assertThat(Math.sqrt(squares / count - mean * mean) / mean).isCloseTo(0.4, within(0.03));
    }

    @Test
    void aPulseKeepsItsPhotoelectronsAndItsScintillationTime() {
        CsiTraces traces = traces(SILENT, one(Kind.CEVNS, -20_000, 50));
        double charge = 0;
        double early = 0;
        for (int i = 0; i < 1000; i++) {
            next(traces);
            for (int s = 17_500; s < 27_500; s++) {
                double depth = BASELINE - pmt[s];
                charge += depth;
                early += s < 17_500 + 1500 ? depth : 0;
            }
        }
        assertThat(charge / 1000 / 600).isCloseTo(50, within(0.5));
        // 1 − 0.65 e^(−3000/600) − 0.35 e^(−3000/2200), less 4.5 ns of the pulse's own delay.
        assertThat(early / charge).isCloseTo(0.906, within(0.006));
    }

    @Test
    void putsTheTriggerWhereTheBoardIsToldTo() {
        CsiTraces traces = traces(SILENT, one(Kind.CHERENKOV, 0, 200));
        char[] shorter = new char[4000];
        for (int i = 0; i < 20; i++) {
            traces.fill(CsiTraces.PMT, pmt, SAMPLES, PRE_TRIGGER, SAMPLE_NS);
            assertThat(firstPeak(pmt)).isBetween(27_500, 27_503);
            traces.fill(CsiTraces.PMT, shorter, 4000, 1000, 4);
            assertThat(firstPeak(shorter)).isBetween(1000, 1002);
            traces.advance();
        }
    }

    @Test
    void aCherenkovFlashIsOneShortPeak() {
        CsiTraces traces = traces(SILENT, one(Kind.CHERENKOV, -10_000, 5));
        double charge = 0;
        for (int i = 0; i < 500; i++) {
            next(traces);
            List<PeakSearch.Peak> peaks = PeakSearch.peaks(pmt, BASELINE, THRESHOLD);
            assertThat(peaks).hasSizeBetween(1, 3);
            charge += peaks.stream().mapToDouble(PeakSearch.Peak::charge).sum();
        }
        assertThat(charge / 500 / 600).isCloseTo(5, within(0.15));
    }

    @Test
    void aMuonSaturatesFiresTheVetoAndClosesTheGate() {
        CsiTraces traces =
                traces(SILENT + ", muon { gate_ns = 20000 }", one(Kind.MUON, -30_000, 200_000));
        for (int i = 0; i < 20; i++) {
            next(traces);
            assertThat(firstPeak(pmt)).isBetween(12_500, 12_502);
            assertThat(Arrays.copyOfRange(pmt, 12_501, 12_600)).containsOnly((char) 0);
            assertThat(Arrays.copyOfRange(pmt, 12_600, 22_600)).containsOnly((char) BASELINE);
            int highest = 0;
            for (int s = 12_500; s < 12_600; s++) {
                highest = Math.max(highest, (int) BASELINE - veto[s]);
            }
            assertThat(highest).isBetween(1000, 6500);
        }
    }

    @Test
    void withoutAGateTheTailOfAMuonIsSeen() {
        CsiTraces traces = traces(SILENT, one(Kind.MUON, -30_000, 200_000));
        next(traces);
        // 0.35 × 200000 × 1200 / 2200 × e^(−t/2200 ns) counts: 410 at 10 µs, no longer saturated.
        assertThat(BASELINE - pmt[12_500 + 5000]).isCloseTo(405, within(30.0));
        assertThat(BASELINE - pmt[12_500 + 12_000]).isCloseTo(0, within(12.0));
    }

    @Test
    void phosphorescenceFollowsAMuonIntoTheNextTraces() {
        CsiTraces traces = traces(SILENT + ", rates { muons_per_s = 2 }", NOTHING);
        double after = 0;
        int muons = 0;
        double all = 0;
        boolean muonBefore = false;
        int cycles = 6_000;
        for (int i = 0; i < cycles; i++) {
            next(traces);
            int peaks = PeakSearch.peaks(pmt, BASELINE, THRESHOLD).size();
            all += peaks;
            if (muonBefore) {
                after += peaks;
                muons++;
            }
            muonBefore = firstPeak(veto) >= 0;
        }
        assertThat(muons).isPositive();
        assertThat(after / muons).isGreaterThan(3 * all / cycles);
    }

    @Test
    void givesTheSameTracesForTheSameSeedWhicheverAreFilled() {
        String text = "rates { steady_state_per_s = 2000 }, seed = ";
        CsiTraces all = playing(text + 9);
        CsiTraces some = playing(text + 9);
        char[] other = new char[SAMPLES];
        for (int i = 0; i < 60; i++) {
            next(all);
            assertThat(some.nextTriggerNs()).isLessThan(all.nextTriggerNs());
            if (i % 7 == 0) {
                some.fill(CsiTraces.PMT, other, SAMPLES, PRE_TRIGGER, SAMPLE_NS);
                assertThat(other).isEqualTo(pmt);
                some.fill(CsiTraces.VETO, other, SAMPLES, PRE_TRIGGER, SAMPLE_NS);
                assertThat(other).isEqualTo(veto);
            }
            some.advance();
        }
        CsiTraces stranger = playing(text + 10);
        stranger.fill(CsiTraces.PMT, other, SAMPLES, PRE_TRIGGER, SAMPLE_NS);
        assertThat(other).isNotEqualTo(pmt);
    }

    @Test
    void playsTheSameSamplesOnEveryJava() {
        // Made on Java 17 and found again on 25; a run emulated on one can be repeated on the
        // other.
        CsiTraces traces = playing("rates { steady_state_per_s = 5000 }");
        CRC32 crc = new CRC32();
        for (int i = 0; i < 100; i++) {
            next(traces);
            for (char sample : pmt) {
                crc.update(sample & 0xFF);
                crc.update(sample >> 8);
            }
            crc.update(Long.toString(traces.nextTriggerNs()).getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(Long.toHexString(crc.getValue())).isEqualTo("167d196");
    }

    @Test
    void triggersAtTheCyclesOfTheMachine() {
        CsiTraces traces = traces(SILENT, NOTHING);
        for (EmulatedCycle cycle :
                EmulatedBeamTest.take(EmulatedBeamTest.beam("seed = 2").cycles(), 500)) {
            assertThat(traces.nextTriggerNs()).isEqualTo(cycle.timeNs());
            traces.advance();
        }
    }

    @Test
    void fillsWithoutAllocatingAndInAFractionOfTheCycle() {
        CsiTraces traces = playing("rates { steady_state_per_s = 1000 }");
        for (int i = 0; i < 300; i++) {
            next(traces);
        }
        com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long filling = 0;
        long goingOn = 0;
        long begin = System.nanoTime();
        for (int i = 0; i < 600; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            traces.fill(CsiTraces.PMT, pmt, SAMPLES, PRE_TRIGGER, SAMPLE_NS);
            traces.fill(CsiTraces.VETO, veto, SAMPLES, PRE_TRIGGER, SAMPLE_NS);
            long between = threads.getCurrentThreadAllocatedBytes();
            traces.advance();
            filling += between - before;
            goingOn += threads.getCurrentThreadAllocatedBytes() - between;
        }
        double perTriggerNs = (System.nanoTime() - begin) / 600.0;
        assertThat(filling).isZero();
        assertThat(goingOn / 600).isLessThan(500); // its cycle and its pulses as values
        assertThat(perTriggerNs).isLessThan(0.15 * 1e9 / 60);
    }

    private void next(CsiTraces traces) {
        traces.fill(CsiTraces.PMT, pmt, SAMPLES, PRE_TRIGGER, SAMPLE_NS);
        traces.fill(CsiTraces.VETO, veto, SAMPLES, PRE_TRIGGER, SAMPLE_NS);
        traces.advance();
    }

    private static int firstPeak(char[] samples) {
        List<PeakSearch.Peak> peaks = PeakSearch.peaks(samples, BASELINE, THRESHOLD);
        return peaks.isEmpty() ? -1 : peaks.get(0).start();
    }

    private static PulseSource one(Kind kind, double timeNs, double size) {
        return (cycle, protons, from, to, into) -> into.accept(new TruePulse(kind, timeNs, size));
    }

    private static CsiTraces traces(String text, PulseSource pulses) {
        CsiSettings settings = CsiPulsesTest.settings(text);
        return new CsiTraces(settings, EmulatedBeamTest.beam("seed = 2"), pulses);
    }

    private static CsiTraces playing(String text) {
        CsiSettings settings = CsiPulsesTest.settings(text);
        EmulatedBeam beam = EmulatedBeamTest.beam("seed = 2");
        return new CsiTraces(
                settings,
                beam,
                new CsiPulses(settings, beam.nominalProtons(), CsiPulsesTest.recoils(0.5), 1));
    }
}
