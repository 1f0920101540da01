package cevns.analysis.monitor;

import cevns.analysis.event.Readout;
import cevns.analysis.pulse.TracePulses;
import cevns.analysis.statistics.Histogram;
import cevns.daq.config.ChannelConfig;
import cevns.daq.config.PulseConfig;
import cevns.daq.record.TriggerKind;

/**
 * What one channel has shown: counts over the run, and means over the last interval of snapshots
 * that had a trace, so that a drift is seen. Called for every waveform; allocates nothing.
 */
final class ChannelTally {

    private final ChannelConfig channel;
    // Of a photomultiplier; null for other channels.
    private final SpeCharge singles;
    // A veto or a timing signal makes no hits of events: its pulses are counted instead.
    private final boolean makesHits;
    private long waveforms;
    private long hits;
    private long coincidenceHits;
    private long saturated;
    private long baselines;
    private double baselineSum;
    private double noiseSum;
    private double baselineMean = Double.NaN;
    private double noiseMean = Double.NaN;

    ChannelTally(ChannelConfig channel) {
        this.channel = channel;
        singles =
                channel.pulses() instanceof PulseConfig.Pmt pmt
                        ? new SpeCharge(pmt.speChargeAdc())
                        : null;
        makesHits = singles != null || channel.pulses() instanceof PulseConfig.Hpge;
    }

    /**
     * A waveform.
     *
     * @param coincidence what of it tells of the coincidence window
     * @param first its first sample that does
     * @param spe takes the charge of each peak before that
     * @param coincidenceSpe takes that of the others
     */
    void on(
            TracePulses pulses,
            Readout readout,
            CoincidencePart coincidence,
            int first,
            Histogram spe,
            Histogram coincidenceSpe,
            Histogram baseline) {
        waveforms++;
        countHits(pulses, readout, coincidence, first);
        if (pulses.saturated()) {
            saturated++;
        }
        double baselineAdc = pulses.baselineAdc();
        if (!Double.isNaN(baselineAdc)) {
            baselines++;
            baselineSum += baselineAdc;
            noiseSum += pulses.rmsAdc();
            baseline.fill(baselineAdc);
        }
        if (singles != null) {
            for (int i = 0; i < pulses.count(); i++) {
                (pulses.stop(i) <= first ? spe : coincidenceSpe).fill(pulses.charge(i));
            }
            boolean beam =
                    TriggerKind.BEAM.in(readout.kinds()) || TriggerKind.STROBE.in(readout.kinds());
            int stop = beam ? pulses.preTrigger() : pulses.samples();
            singles.add(readout.timeNs(), pulses, 0, stop);
        }
    }

    private void countHits(
            TracePulses pulses, Readout readout, CoincidencePart coincidence, int first) {
        if (!makesHits) {
            // A timing signal tells of the beam, wherever in the trace it is.
            boolean isTiming = channel.pulses() instanceof PulseConfig.Timing;
            for (int i = 0; i < pulses.count(); i++) {
                count(!isTiming && pulses.stop(i) > first);
            }
            return;
        }
        for (int i = 0; i < readout.found().size(); i++) {
            count(coincidence.holds(readout.found().get(i), first));
        }
    }

    private void count(boolean isCoincidence) {
        if (isCoincidence) {
            coincidenceHits++;
        } else {
            hits++;
        }
    }

    /**
     * The state of the channel; begins a new interval.
     *
     * @param blind true to leave out the hits of the coincidence window
     */
    Snapshot.Channel take(boolean blind) {
        if (baselines > 0) {
            baselineMean = baselineSum / baselines;
            noiseMean = noiseSum / baselines;
            baselines = 0;
            baselineSum = 0;
            noiseSum = 0;
        }
        return new Snapshot.Channel(
                channel.name(),
                channel.source(),
                channel.channel(),
                waveforms,
                blind ? hits : hits + coincidenceHits,
                saturated,
                baselineMean,
                noiseMean,
                singles == null ? Double.NaN : singles.meanAdc());
    }
}
