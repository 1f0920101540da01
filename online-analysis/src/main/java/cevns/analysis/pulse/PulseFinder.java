package cevns.analysis.pulse;

import cevns.daq.config.ChannelConfig;
import cevns.daq.config.PulseConfig;
import cevns.daq.record.WaveformView;

/**
 * Finds the pulses of one channel. One object per channel, used by the pipeline's thread only.
 *
 * <p>The result object is the finder's own and is filled anew by each call: read it before the next
 * waveform of the channel. A waveform without samples has no pulses and a bad baseline.
 */
public sealed interface PulseFinder
        permits PmtPulseFinder, HpgePulseFinder, VetoPulseFinder, TimingPulseFinder {

    /** Finds the pulses of a waveform of this channel. */
    TracePulses find(WaveformView waveform);

    /** What the last {@link #find} found. */
    TracePulses pulses();

    /** The finder that a channel's configuration asks for. */
    static PulseFinder of(ChannelConfig channel) {
        PulseConfig config = channel.pulses();
        int bits = channel.adcBits();
        if (config instanceof PulseConfig.Pmt pmt) {
            return new PmtPulseFinder(pmt, bits);
        } else if (config instanceof PulseConfig.Hpge hpge) {
            return new HpgePulseFinder(hpge, bits);
        } else if (config instanceof PulseConfig.Veto veto) {
            return new VetoPulseFinder(veto, bits);
        } else if (config instanceof PulseConfig.Timing timing) {
            return new TimingPulseFinder(timing, bits);
        }
        throw new IllegalArgumentException("no finder for " + config);
    }
}
