package cevns.analysis.monitor;

import cevns.analysis.event.Event;
import cevns.analysis.event.TimingProblem;
import cevns.analysis.event.TimingProblems;
import cevns.analysis.pulse.Hit;
import cevns.daq.config.ChannelConfig;
import cevns.daq.config.PulseConfig;
import cevns.daq.config.RunConfig;
import cevns.daq.config.SourceConfig;
import cevns.daq.config.WindowConfig;
import java.util.Arrays;
import java.util.TreeMap;

/**
 * Finds pick-up from the extraction kicker (beam-trigger-modes.md §6, 23): hits at one phase of the
 * timing signal in every detector, in so many cycles as no particle makes them. A detector of one
 * channel cannot tell.
 */
final class PickupWatch {

    private static final double FROM_NS = -20_000;
    private static final double TO_NS = 40_000;
    private static final double BIN_NS = 1_000;
    private static final int BINS = (int) ((TO_NS - FROM_NS) / BIN_NS);
    private static final int LEAST_CHANNELS = 2;

    /** Looked at after so many marks. */
    private static final long BLOCK = 1_200;

    /** In this part of the cycles a particle is in none of the detectors of this program. */
    private static final double SHARE = 0.25;

    private final TimingProblems problems;
    private final TreeMap<Long, long[]> phases = new TreeMap<>();
    private long blockMark;

    PickupWatch(RunConfig config, TimingProblems problems) {
        this.problems = problems;
        for (ChannelConfig channel : config.detector().channels()) {
            boolean isDetector =
                    channel.pulses() instanceof PulseConfig.Pmt
                            || channel.pulses() instanceof PulseConfig.Hpge;
            for (SourceConfig source : config.sources()) {
                if (isDetector && source.name().equals(channel.source())) {
                    phases.put(key(source.id(), channel.channel()), new long[BINS]);
                }
            }
        }
    }

    private static long key(int sourceId, int channel) {
        return (long) sourceId << 32 | channel;
    }

    /**
     * Takes an event, cut or not.
     *
     * @param newestMark number of the newest mark
     */
    void on(Event event, long newestMark) {
        if (phases.size() < LEAST_CHANNELS) {
            return;
        }
        if (newestMark - blockMark >= BLOCK) {
            look(newestMark - blockMark, event.timeNs());
            phases.values().forEach(counts -> Arrays.fill(counts, 0));
            blockMark = newestMark;
        }
        double phaseNs = phaseNs(event);
        if (phaseNs >= FROM_NS && phaseNs < TO_NS) {
            int bin = (int) ((phaseNs - FROM_NS) / BIN_NS);
            for (Hit hit : event.hits()) {
                long[] counts = phases.get(key(hit.sourceId(), hit.channel()));
                if (counts != null) {
                    counts[bin]++;
                }
            }
        }
    }

    /** Of a region the coincidence one only: the other is the same trace. */
    private static double phaseNs(Event event) {
        if (!Double.isNaN(event.phase().untilNs()) && event.phase().untilNs() <= -FROM_NS) {
            return -event.phase().untilNs();
        }
        if (!Double.isNaN(event.phase().sinceNs())) {
            return event.phase().sinceNs();
        }
        return event.window() == WindowConfig.Kind.COINCIDENCE ? event.sinceBeamNs() : Double.NaN;
    }

    private void look(long marks, long timeNs) {
        for (int bin = 0; bin < BINS; bin++) {
            boolean isEverywhere = true;
            for (long[] counts : phases.values()) {
                isEverywhere &= counts[bin] >= SHARE * marks;
            }
            if (isEverywhere) {
                problems.on(TimingProblem.KICKER_PICKUP, 0, timeNs);
                return;
            }
        }
    }
}
