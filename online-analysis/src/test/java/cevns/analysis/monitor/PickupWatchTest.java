package cevns.analysis.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.analysis.TestConfigs;
import cevns.analysis.event.BeamClock;
import cevns.analysis.event.Event;
import cevns.analysis.event.TimingProblem;
import cevns.analysis.event.TimingProblems;
import cevns.analysis.pulse.Hit;
import cevns.analysis.pulse.PmtHit;
import cevns.daq.config.RunConfig;
import cevns.daq.config.WindowConfig;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Row 23 of beam-trigger-modes.md §6, on a detector of two photomultipliers. */
class PickupWatchTest {

    private static final long CYCLE_NS = 16_666_667;

    private final TimingProblems problems = new TimingProblems();
    private final PickupWatch watch =
            new PickupWatch(
                    RunConfig.ofText(
                            TestConfigs.csi(
                                    """
                                    detector.channels.second {
                                      source = board, channel = 2, adc_bits = 8, kind = pmt
                                      polarity = negative, baseline_ns = [0, 10000]
                                      threshold_adc = 3, spe_charge_adc = 60
                                    }
                                    """)),
                    problems);

    private static Hit hit(int channel, long timeNs) {
        return new PmtHit(
                1, channel, 0, 0, timeNs, 0, 1, 2, 1.0, 10, 0.5, 0, 1, 1, 1, false, false, false);
    }

    /** An event so long after the mark, in these channels. */
    private void event(long mark, double sinceNs, int... channels) {
        long timeNs = mark * CYCLE_NS + (long) sinceNs;
        List<Hit> hits = Arrays.stream(channels).mapToObj(c -> hit(c, timeNs)).toList();
        var phase = new BeamClock.Phase(mark, sinceNs, mark + 1, CYCLE_NS - sinceNs);
        watch.on(new Event(timeNs, null, mark, sinceNs, phase, hits, 0), mark);
    }

    private long seen() {
        return problems.count(TimingProblem.KICKER_PICKUP);
    }

    @Test
    void namesHitsAtOnePhaseInAllChannels() {
        for (int mark = 0; mark <= 3_600; mark++) {
            event(mark, 1_400, 0, 2);
        }
        assertThat(seen()).isEqualTo(3);
    }

    @Test
    void namesThemAlsoShortlyBeforeTheTimingPulse() {
        for (int mark = 0; mark <= 1_200; mark++) {
            event(mark, CYCLE_NS - 3_000, 0, 2);
        }
        assertThat(seen()).isEqualTo(1);
    }

    @Test
    void isSilentAboutHitsAtAllPhases() {
        for (int mark = 0; mark <= 3_600; mark++) {
            event(mark, 7_919.0 * mark % CYCLE_NS, 0, 2);
        }
        assertThat(seen()).isZero();
    }

    /** An LED, or a neutron now and then. */
    @Test
    void isSilentAboutOneChannelAndAboutAFewCycles() {
        for (int mark = 0; mark <= 3_600; mark++) {
            if (mark % 10 == 0) {
                event(mark, 1_400, 0, 2);
            } else {
                event(mark, 1_400, 0);
            }
        }
        assertThat(seen()).isZero();
    }

    /** The same trace has both regions. */
    @Test
    void looksAtTheCoincidenceRegionOfATraceOnly() {
        for (int mark = 0; mark <= 1_200; mark++) {
            long timeNs = mark * CYCLE_NS;
            List<Hit> hits = List.of(hit(0, timeNs), hit(2, timeNs));
            WindowConfig.Kind kind = WindowConfig.Kind.ANTICOINCIDENCE;
            watch.on(new Event(timeNs, kind, mark, 500, BeamClock.NO_PHASE, hits, 0), mark);
        }
        assertThat(seen()).isZero();
        for (int mark = 1_201; mark <= 2_401; mark++) {
            long timeNs = mark * CYCLE_NS;
            List<Hit> hits = List.of(hit(0, timeNs), hit(2, timeNs));
            WindowConfig.Kind kind = WindowConfig.Kind.COINCIDENCE;
            watch.on(new Event(timeNs, kind, mark, 500, BeamClock.NO_PHASE, hits, 0), mark);
        }
        assertThat(seen()).isEqualTo(1);
    }
}
