package cevns.analysis.monitor;

import cevns.analysis.event.Readout;
import cevns.analysis.pulse.TracePulses;
import cevns.analysis.statistics.Histogram;
import cevns.daq.config.ChannelConfig;
import cevns.daq.config.PulseConfig;

/**
 * What one channel has shown: counts over the run, and means over the time since the last snapshot,
 * so that a drift is seen. Called for every waveform; allocates nothing.
 */
final class ChannelTally {

    /** A peak of up to so many photoelectrons counts for the mean of the single ones. */
    private static final double SINGLE_PE = 2.5;

    private final ChannelConfig channel;
    private final double speChargeAdc;
    private long waveforms;
    private long hits;
    private long saturated;
    private long baselines;
    private double baselineSum;
    private double noiseSum;
    private long singles;
    private double singleSum;

    ChannelTally(ChannelConfig channel) {
        this.channel = channel;
        speChargeAdc =
                channel.pulses() instanceof PulseConfig.Pmt pmt ? pmt.speChargeAdc() : Double.NaN;
    }

    void on(TracePulses pulses, Readout readout, Histogram spe, Histogram baseline) {
        waveforms++;
        hits += readout.found().size();
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
        if (!Double.isNaN(speChargeAdc)) {
            for (int i = 0; i < pulses.count(); i++) {
                double charge = pulses.charge(i);
                spe.fill(charge);
                if (charge < SINGLE_PE * speChargeAdc) {
                    singles++;
                    singleSum += charge;
                }
            }
        }
    }

    /** The state of the channel; begins a new interval. */
    Snapshot.Channel take() {
        Snapshot.Channel taken =
                new Snapshot.Channel(
                        channel.name(),
                        channel.source(),
                        channel.channel(),
                        waveforms,
                        hits,
                        saturated,
                        mean(baselineSum, baselines),
                        mean(noiseSum, baselines),
                        mean(singleSum, singles));
        baselines = 0;
        baselineSum = 0;
        noiseSum = 0;
        singles = 0;
        singleSum = 0;
        return taken;
    }

    private static double mean(double sum, long n) {
        return n == 0 ? Double.NaN : sum / n;
    }
}
