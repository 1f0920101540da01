package cevns.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cevns.analysis.monitor.Snapshot;
import cevns.daq.record.BeamSignal;
import cevns.daq.record.TriggerKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Strobes, a timing signal that is digitised as a channel, several boards, an offset of T0. */
class ReadoutModesTest {

    private static final long PERIOD_NS = 16_666_667;
    private static final int BEAM = TriggerKind.BEAM.bit();
    private static final int STROBE = TriggerKind.STROBE.bit();

    private final List<Snapshot> snapshots = new ArrayList<>();

    private static long markNs(int i) {
        return Records.START_NS + i * PERIOD_NS;
    }

    private Snapshot run(Records records) {
        records.end(markNs(1000)).play(new Pipeline(snapshots::add));
        return snapshots.get(snapshots.size() - 1);
    }

    /** One region; traces of 33 µs, the trigger at 10 µs. */
    private static String lar(String beam, String more) {
        return """
        name = lar-test, type = physics, blinding.open = true
        detector { name = L, kind = lar, mass_kg = 24
          channels {
            a { source = one, channel = 0, adc_bits = 12, kind = pmt, polarity = negative
                baseline_ns = [0, 2000], threshold_adc = 10, spe_charge_adc = 100 }
            b { source = two, channel = 0, adc_bits = 12, kind = pmt, polarity = negative
                baseline_ns = [0, 2000], threshold_adc = 10, spe_charge_adc = 100 }
            t { source = one, channel = 7, adc_bits = 12, kind = timing, polarity = negative
                baseline_ns = [0, 2000], threshold_adc = 500 }
          }
        }
        beam { mark_source = one, charge = none, %s }
        events { build = trigger, window_ns = 5000 }
        regions { coincidence { pre = [-8000, -1000], roi = [0, 12000], onset_max_ns = 6000 } }
        sources {
          one { id = 1, family = dig2, device {} }
          two { id = 2, family = dig2, device {} }
        }
        %s
        """
                .formatted(beam, more);
    }

    private static char[] trace(int lightAt) {
        char[] trace = Traces.flat(16_500, 3000);
        return lightAt < 0 ? trace : Traces.pulse(trace, lightAt, 20, 100);
    }

    private static char[] timingPulse() {
        return Traces.pulse(Traces.flat(16_500, 3000), 5_000, 100, 1500);
    }

    @Test
    void strobesAreTheBackgroundAndShareTheRegionOfTheBeam() {
        Records records = new Records().start(lar("t0_offset_ns = 500", ""));
        Records.Source one = records.source(1);
        Records.Source two = records.source(2);
        for (int i = 0; i < 100; i++) {
            // A board's clock is 40 µs behind; its own timing pulses say so.
            long behind = markNs(i) - 40_000;
            one.mark(markNs(i));
            two.mark(behind);
            // Light 1 µs after the beam reference: sample 5000 + 250 + 500.
            one.waveform(0, 2L * i, markNs(i), BEAM, 2, 5_000, trace(i % 4 == 0 ? 5_750 : -1));
            one.waveform(7, 2L * i, markNs(i), BEAM, 2, 5_000, trace(-1));
            two.waveform(0, 2L * i, behind, BEAM, 1, 5_000, trace(i % 4 == 0 ? 5_751 : -1));
            long strobe = 8_333_000;
            one.waveform(
                    0,
                    2L * i + 1,
                    markNs(i) + strobe,
                    STROBE,
                    2,
                    5_000,
                    trace(i % 5 == 1 ? 5_750 : -1));
            one.waveform(7, 2L * i + 1, markNs(i) + strobe, STROBE, 2, 5_000, trace(-1));
            two.waveform(0, 2L * i + 1, behind + strobe, STROBE, 1, 5_000, trace(-1));
        }
        Snapshot s = run(records);
        assertThat(s.counts().coincidence()).isEqualTo(25);
        assertThat(s.counts().anticoincidence()).isEqualTo(20);
        assertThat(s.counts().alpha()).isEqualTo(1);
        assertThat(s.exposure().good().marks()).isEqualTo(100);
        assertThat(s.exposure().good().liveNs()).isEqualTo(600_000);
        assertThat(s.cutFlow().get(0).events()).isEqualTo(25);
        assertThat(s.spectra().get("multiplicity").counts()[2]).as("both boards").isEqualTo(25);
        assertThat(s.spectra().get("charge_coincidence_pe").counts()[20])
                .as("two pulses of 20 samples of 100 counts: 40 PE")
                .isEqualTo(25);
        long[] time = s.spectra().get("time_coincidence_us").counts();
        assertThat(time[1] + time[2]).as("1 µs after T0").isEqualTo(25);
        assertThat(s.residual()).isZero();
    }

    @Test
    void aMarkThatOneBoardDidNotDeliverIsNotRecorded() {
        Records records = new Records().start(lar("", ""));
        Records.Source one = records.source(1);
        Records.Source two = records.source(2);
        for (int i = 0; i < 100; i++) {
            one.mark(markNs(i));
            one.waveform(0, i, markNs(i), BEAM, 2, 5_000, trace(6_000));
            one.waveform(7, i, markNs(i), BEAM, 2, 5_000, trace(-1));
            if (i % 10 != 3) {
                two.waveform(0, i, markNs(i), BEAM, 1, 5_000, trace(-1));
            }
        }
        Snapshot s = run(records);
        assertThat(s.exposure().recorded().marks()).isEqualTo(90);
        assertThat(s.counts().coincidence()).isEqualTo(90);
        assertThat(s.cutFlow().get(0).selected()).isEqualTo(100);
    }

    @Test
    void aDigitisedTimingSignalMakesMarks() {
        Records records = new Records().start(lar("snapshot_every_marks = 10", ""));
        Records.Source one = records.source(1);
        for (int i = 0; i < 50; i++) {
            one.waveform(7, i, markNs(i), BEAM, 2, 5_000, timingPulse());
            one.waveform(0, i, markNs(i), BEAM, 2, 5_000, trace(-1));
        }
        Snapshot s = run(records);
        assertThat(s.beam().marks()).isEqualTo(50);
        assertThat(s.beam().intervalNs()).isCloseTo(PERIOD_NS, within(2.0));
        assertThat(snapshots).hasSize(6);
        assertThat(s.sources().get(0).rejected().values()).containsOnly(0L);
        assertThat(s.channels().get(2).hits()).as("the timing signal").isEqualTo(50);
    }

    @Test
    void aBoardOfUnknownOriginIsAlignedByItsDigitisedTimingSignal() {
        String second =
                """
                detector.channels.t2 { source = two, channel = 7, adc_bits = 12, kind = timing
                    polarity = negative, baseline_ns = [0, 2000], threshold_adc = 500 }
                """;
        Records records = new Records().start(lar("", second));
        Records.Source one = records.source(1).info("one", false, 0);
        Records.Source two = records.source(2).info("two", false, 20_000_000_000L);
        char[] pulse = Traces.pulse(Traces.flat(3_000, 3000), 1_500, 100, 1500);
        long timeNs = Records.START_NS;
        for (int i = 0; i < 1_900; i++) {
            one.waveform(7, i, timeNs, BEAM, 1, 1_500, pulse);
            // Three cycles and 40 µs behind.
            two.waveform(7, i, timeNs - 3 * PERIOD_NS - 40_000, BEAM, 1, 1_500, pulse);
            timeNs += PERIOD_NS + Math.round(6_000 * Math.sin(1e-4 * i * i + 0.03 * i));
        }
        Snapshot s = run(records);
        assertThat(s.beam().timing().clocks())
                .filteredOn(clock -> clock.source().equals("two"))
                .hasSize(1)
                .allMatch(clock -> clock.aligned());
        assertThat(s.sources().get(1).rejected().get("clock")).isBetween(1_190L, 1_860L);
        assertThat(s.sources().get(1).built()).isPositive();
        assertThat(s.residual()).isZero();
    }

    @Test
    void aMuonVetoShowsThePulsesThatTheCutRejectsEventsFor() {
        Records records = new Records().start(TestConfigs.csi());
        Records.Source board = records.source(1).info("board", false, 0);
        for (int i = 0; i < 20; i++) {
            board.mark(markNs(i));
            char[] veto = Traces.csi();
            if (i % 4 == 0) {
                Traces.pulse(veto, 29_000, 50, 100);
            }
            char[] light = Traces.light(Traces.csi(), 28_000, 10);
            board.waveform(0, i, markNs(i), BEAM, 2, 27_500, light);
            board.waveform(1, i, markNs(i), BEAM, 2, 27_500, veto);
        }
        Snapshot s = run(records);
        assertThat(s.cutFlow().get(0).rejected()).containsEntry("veto", 5L);
        assertThat(s.channels().get(1).hits()).isEqualTo(5);
        assertThat(s.channels().get(0).hits()).isEqualTo(20);
    }

    @Test
    void marksOfAnotherSignalAreRefusedByName() {
        Records records = new Records().start(lar("mark_signal = tb", ""));
        Records.Source one = records.source(1);
        one.mark(BeamSignal.T39, markNs(0)).mark(BeamSignal.TB, markNs(1));
        Snapshot s = run(records);
        assertThat(s.beam().marks()).isEqualTo(1);
        assertThat(s.beam().refused()).containsEntry("signal", 1L);
    }

    @Test
    void aBeamOffMinuteFeedsTheNullTest() {
        Records records = new Records().start(TestConfigs.csi());
        Records.Source board = records.source(1).info("board", false, 0);
        Records.Source facility = records.source(2);
        char[] light = Traces.light(Traces.csi(), 28_000, 10);
        char[] dark = Traces.csi();
        // Beam for 20 cycles, none for 75 s, beam for 20: only the long gap counts.
        for (int i = 0; i < 4_540; i++) {
            boolean beam = i < 20 || i >= 4_520;
            board.mark(markNs(i));
            board.waveform(0, i, markNs(i), BEAM, 2, 27_500, i % 100 == 7 ? light : dark);
            board.waveform(1, i, markNs(i), BEAM, 2, 27_500, dark);
            facility.pulse(markNs(i), 1 + i % 599, beam ? 1_000_000 : 1, 955_005);
        }
        Snapshot s = run(records);
        assertThat(s.beam().pulses()).containsEntry("beam", 40L).containsEntry("empty", 4_500L);
        assertThat(s.counts().coincidence()).as("marks 7 and 4,507 are not both beam").isEqualTo(1);
        assertThat(s.counts().beamOffCoincidence()).isEqualTo(45);
        assertThat(s.exposure().good().marks()).isEqualTo(40);
        assertThat(s.exposure().good().chargeCounts()).isEqualTo(40_000_000);
    }
}
